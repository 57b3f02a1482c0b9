package kz.dabyl.collector.recordings;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import kz.dabyl.collector.http.BodyFormat;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.collector.log.Work;
import kz.dabyl.collector.trust.Gate;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.http.Problem;

/**
 * {@code POST /v1/recordings}: feeds a recording of any length into a log that lives by recordings, with the stamps that
 * the recording bears. Gzip is recognised by itself.
 */
public final class RecordingRoute implements Handler<RoutingContext> {

    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final Consumer<Work.Stretch> log;
    private final AtomicInteger underWay;
    private final WorkerExecutor workers;

    private RecordingRoute(Vertx vertx, Consumer<Work.Stretch> log, AtomicInteger underWay) {
        this.vertx = vertx;
        this.log = log;
        this.underWay = underWay;
        workers = vertx.createSharedWorkerExecutor("recordings", AT_ONCE, 1, TimeUnit.DAYS);
    }

    /** @param underWay recordings being fed, over all event loops */
    public static void mount(
            Vertx vertx, Router router, Gate gate, TimeMode mode, Consumer<Work.Stretch> log, AtomicInteger underWay) {
        var route = router.post("/v1/recordings").handler(gate::operatorOnly);
        if (mode == TimeMode.WALL) {
            route.handler(ctx -> Refusal.of(Problem.of(
                            409,
                            "real-time",
                            "This service lives in real time",
                            "start one with --time log to feed recordings"))
                    .send(ctx));
        } else {
            route.handler(new RecordingRoute(vertx, log, underWay));
        }
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (BodyFormat.of(ctx.request()).filter(BodyFormat::lines).isEmpty()) {
            Refusal.of(Problem.of(
                            415,
                            "unsupported-media-type",
                            "This kind of body is not taken",
                            "send application/x-ndjson, as it is or with Content-Encoding gzip"))
                    .send(ctx);
            return;
        }
        if (underWay.incrementAndGet() > AT_ONCE) {
            underWay.decrementAndGet();
            Refusal.unavailable("other recordings are being fed").send(ctx);
            return;
        }
        var feed = new RecordingFeed(log);
        var pipe = new BodyPipe(ctx.request(), vertx.getOrCreateContext(), PATIENCE, feed::passWhatIsThere);
        if ("100-continue".equalsIgnoreCase(ctx.request().getHeader(HttpHeaders.EXPECT))) {
            ctx.response().writeContinue();
        }
        workers.executeBlocking(() -> run(feed, pipe), false)
                .onComplete(v -> underWay.decrementAndGet())
                .onSuccess(fed -> accept(ctx, fed))
                .onFailure(cause -> Refusal.answer(ctx, cause));
    }

    private static RecordingFeed.Fed run(RecordingFeed feed, BodyPipe pipe) throws Refusal, InterruptedException {
        try {
            return feed.feed(pipe);
        } catch (InvalidInputException e) {
            throw Refusal.of(new Problem(
                    400,
                    "malformed-recording",
                    "The recording has a bad line",
                    "the lines before it are in the log",
                    List.of(fault(e))));
        } catch (RecordingFeed.LogUnavailableException e) {
            throw Refusal.unavailable("the log did not take all of the recording");
        } catch (SocketTimeoutException e) {
            throw Refusal.of(Problem.of(408, "too-slow", "The recording stopped coming", "the log has what came"));
        } catch (IOException e) {
            throw Refusal.of(Problem.of(400, "incomplete-body", "The recording ended early", "the log has what came"));
        }
    }

    /** The reader names the line at the start of its pointer: {@code line 3 /report/seq}. */
    private static Problem.Fault fault(InvalidInputException e) {
        var words = e.pointer().split(" ", 3);
        var line = words.length > 1 && words[0].equals("line") ? Integer.parseInt(words[1]) : 0;
        return new Problem.Fault(line, words.length > 2 ? words[2] : "", e.detail());
    }

    private static void accept(RoutingContext ctx, RecordingFeed.Fed fed) {
        if (ctx.response().ended() || ctx.response().closed()) {
            return;
        }
        ctx.response()
                .setStatusCode(202)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject()
                        .put("accepted", fed.reports() + fed.ticks() + fed.notices())
                        .put("reports", fed.reports())
                        .put("ticks", fed.ticks())
                        .put("notices", fed.notices())
                        .put("skipped", fed.skipped())
                        .toBuffer());
    }
}
