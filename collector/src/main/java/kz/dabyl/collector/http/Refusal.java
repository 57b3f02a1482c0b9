package kz.dabyl.collector.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.io.Serial;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.fast.SmallAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that is not taken, and what to tell its sender. An exception only to travel through futures: it has neither
 * a stack trace nor a cause.
 */
public final class Refusal extends Exception {

    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);

    @Serial
    private static final long serialVersionUID = 1;

    /** How long what is left of a refused body is thrown away, so that its sender comes to read the answer. */
    private static final long DISCARD_MILLIS = 10_000;

    /** Whoever sends too slowly to be waited for is not waited for after the answer either. */
    private static final long DISCARD_SLOW_MILLIS = 200;

    private static final int LONGEST_PAUSE_SECONDS = 4;
    private static final int NO_RETRY = -1;

    private static final Map<String, String> PROBLEM = Map.of("content-type", Problem.CONTENT_TYPE);

    private final transient Problem problem;
    private final int retryAfterSeconds;

    private Refusal(Problem problem, int retryAfterSeconds) {
        super(problem.title(), null, false, false);
        this.problem = problem;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static Refusal of(Problem problem) {
        return new Refusal(problem, NO_RETRY);
    }

    /** Come back after so many seconds. */
    public static Refusal until(Problem problem, int seconds) {
        return new Refusal(problem, seconds);
    }

    /** Come back soon, but not all at once. */
    public static Refusal unavailable(String detail) {
        return new Refusal(
                Problem.unavailable(detail), 1 + ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_SECONDS));
    }

    /** What to tell the sender of reports whose request failed with {@code cause}, be it by our own fault. */
    public static void answer(HttpServerRequest request, Vertx vertx, Throwable cause) {
        if (cause instanceof Refusal refusal) {
            refusal.send(request, vertx);
        } else {
            LOG.error("reports could not be taken by a fault of this program: their sender is answered 500", cause);
            Problem.internal().send(request.response());
        }
    }

    /** What to tell the sender of a request that failed with {@code cause}; empty-handed if that is our own fault. */
    public static void answer(RoutingContext ctx, Throwable cause) {
        if (cause instanceof Refusal refusal) {
            refusal.send(ctx);
        } else {
            ctx.fail(500, cause);
        }
    }

    /** What to tell the sender of a small request that failed with {@code cause}, be it by our own fault. */
    public static SmallAnswer answer(Throwable cause) {
        if (cause instanceof Refusal refusal) {
            var fields = new HashMap<>(PROBLEM);
            if (refusal.retryAfterSeconds != NO_RETRY) {
                fields.put("retry-after", Integer.toString(refusal.retryAfterSeconds));
            }
            return new SmallAnswer(
                    refusal.problem.status(), fields, refusal.problem.json().encode());
        }
        LOG.error("reports could not be taken by a fault of this program: their sender is answered 500", cause);
        var problem = Problem.internal();
        return new SmallAnswer(problem.status(), PROBLEM, problem.json().encode());
    }

    public Problem problem() {
        return problem;
    }

    public void send(RoutingContext ctx) {
        send(ctx.request(), ctx.vertx());
    }

    public void send(HttpServerRequest request, Vertx vertx) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (retryAfterSeconds != NO_RETRY) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfterSeconds));
        }
        if (!request.isEnded()) {
            discard(request, vertx);
        }
        problem.send(response);
    }

    /** Over HTTP/2 a connection bears the requests of others too: only the stream ends there. */
    private void discard(HttpServerRequest request, Vertx vertx) {
        var slow = problem.status() == 408;
        var shared = request.version() == HttpVersion.HTTP_2;
        if (slow && !shared) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        var timer = vertx.setTimer(slow ? DISCARD_SLOW_MILLIS : DISCARD_MILLIS, v -> {
            if (!request.isEnded()) {
                var ended = shared
                        ? request.response().reset()
                        : request.connection().close();
                ended.onFailure(cause -> LOG.debug("a refused request was gone already"));
            }
        });
        request.exceptionHandler(cause -> vertx.cancelTimer(timer));
        request.endHandler(v -> vertx.cancelTimer(timer));
        request.handler(chunk -> {});
        request.resume();
    }
}
