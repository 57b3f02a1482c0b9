package kz.dabyl.alerts.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import kz.dabyl.alerts.faults.Fault;
import kz.dabyl.alerts.webhook.AddressGuard;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over HTTP/1.1 to the address that the guard has checked for this very try, while Host and SNI keep the
 * name. A connection is used again for the same name at the same address only, one request after the other, and not
 * after a moment of rest. A receiver may close it just as it is used again, of which the receiver's health says nothing: what
 * a used connection broke under goes out at once on one of its own. One deadline spans the making of the request, look-up,
 * connecting, TLS and the answer. Redirects are not followed, and of the answer's body no more is read than its channel
 * asks for.
 *
 * <p>Confined to the context that made it.
 */
public final class HttpTransport {

    static final String USER_AGENT = "Dabyl";

    /** More than may be under way: a thousand subscriptions of one host that hang take no place from another of it. */
    private static final int MAX_CONNECTIONS_PER_HOST = 4096;

    /** A burst to one service shares connections; most servers keep what is idle for longer. */
    private static final int IDLE_SECONDS = 2;

    /** What ends later than that after it was sent may have been acted upon, and is tried again by its schedule only. */
    private static final long CLOSED_MEANWHILE_NANOS = 1_000_000_000L;

    /** So much of an answer is read out of politeness before the connection is cut. */
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final AddressGuard guard;
    private final Duration deadline;
    private final HttpClient client;

    /** Each of its connections bears one request. */
    private final HttpClient fresh;

    /** Connections that have borne a request. */
    private final Set<HttpConnection> used = Collections.newSetFromMap(new WeakHashMap<>());

    /** @param options what tests need to trust their own certificates */
    public HttpTransport(Vertx vertx, AddressGuard guard, Duration deadline, HttpClientOptions options) {
        this.vertx = vertx;
        this.guard = guard;
        this.deadline = deadline;
        this.client = client(new HttpClientOptions(options).setKeepAlive(true).setKeepAliveTimeout(IDLE_SECONDS));
        this.fresh = client(new HttpClientOptions(options).setKeepAlive(false));
    }

    private HttpClient client(HttpClientOptions options) {
        return vertx.createHttpClient(
                options.setForceSni(true).setConnectTimeout((int) deadline.toMillis()),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS_PER_HOST));
    }

    /** One try; the future never fails. */
    public Future<Answer> send(Request request) {
        return send(request, deadline);
    }

    /** The same, of a try of which only so much time is {@code left}. */
    Future<Answer> send(Request request, Duration left) {
        return send(Future.succeededFuture(request), Math.max(1, left.toMillis()));
    }

    /** The same with a request that takes long to make, which is done beside the event loop. */
    Future<Answer> sendMadeBeside(Callable<Request> making) {
        return send(vertx.executeBlocking(making, false), deadline.toMillis());
    }

    private Future<Answer> send(Future<Request> making, long withinMs) {
        var attempt = new Attempt();
        attempt.timer = vertx.setTimer(withinMs, t -> attempt.expire(withinMs));
        making.compose(request -> guard.check(request.url())
                        .compose(checked -> send(attempt, request, checked)
                                .onSuccess(response -> attempt.answered(response, request.answered()))))
                .onFailure(attempt::failed);
        return attempt.answer.future();
    }

    private Future<HttpClientResponse> send(Attempt attempt, Request request, AddressGuard.Checked checked) {
        return connect(client, attempt, request, checked).compose(connected -> {
            var again = !used.add(connected.connection());
            var begun = System.nanoTime();
            var response = attempt.begin(connected, request);
            return again
                    ? response.recover(cause -> broken(cause) && System.nanoTime() - begun < CLOSED_MEANWHILE_NANOS
                            ? connect(fresh, attempt, request, checked)
                                    .compose(another -> attempt.begin(another, request))
                            : Future.failedFuture(cause))
                    : response;
        });
    }

    /** Whether the connection ended before an answer came. */
    private static boolean broken(Throwable cause) {
        return cause instanceof HttpClosedException || cause instanceof SocketException;
    }

    private static Future<HttpClientRequest> connect(
            HttpClient client, Attempt attempt, Request request, AddressGuard.Checked checked) {
        if (attempt.answer.future().isComplete()) {
            return Future.failedFuture("too late");
        }
        var url = checked.url();
        return client.request(new RequestOptions()
                .setMethod(request.method())
                .setServer(SocketAddress.inetSocketAddress(
                        url.port(), checked.address().getHostAddress()))
                .setHost(url.host())
                .setPort(url.port())
                .setSsl(url.ssl())
                .setURI(url.requestUri())
                .setFollowRedirects(false));
    }

    /** One try; lives until its connection is closed. */
    private final class Attempt {

        private final Promise<Answer> answer = Promise.promise();
        private final Buffer body = Buffer.buffer();
        private @Nullable HttpClientRequest connected;
        private @Nullable HttpClientResponse head;
        private long timer;
        private int answerBytes;

        Future<HttpClientResponse> begin(HttpClientRequest connection, Request request) {
            connected = connection;
            if (answer.future().isComplete()) {
                cut();
                return Future.failedFuture("too late");
            }
            request.headers().forEach(header -> connection.putHeader(header.getKey(), header.getValue()));
            return connection.send(request.body());
        }

        /** @param wanted how much of the body is read */
        void answered(HttpClientResponse response, int wanted) {
            head = response;
            if (wanted == 0) {
                judged(response);
            }
            // The timer goes on: a body that never ends is cut at the deadline.
            response.exceptionHandler(e -> ended(response));
            response.endHandler(v -> ended(response));
            response.handler(buffer -> {
                answerBytes += buffer.length();
                body.appendBuffer(buffer, 0, Math.min(buffer.length(), wanted - body.length()));
                if (body.length() == wanted) {
                    judged(response);
                }
                if (answerBytes > MAX_ANSWER_BYTES) {
                    cut();
                }
            });
        }

        private void ended(HttpClientResponse response) {
            vertx.cancelTimer(timer);
            judged(response);
        }

        private void judged(HttpClientResponse response) {
            answer.tryComplete(new Answer.Came(
                    response.statusCode(),
                    Optional.ofNullable(response.getHeader("retry-after")),
                    body.toString(UTF_8)));
        }

        void failed(Throwable cause) {
            vertx.cancelTimer(timer);
            answer.tryComplete(new Answer.None(FaultWords.of(cause)));
        }

        void expire(long withinMs) {
            if (head != null) {
                // What has come says enough: the status is known, the rest was only a hint.
                judged(head);
            }
            answer.tryComplete(new Answer.None(Fault.LATE.text(withinMs)));
            cut();
        }

        private void cut() {
            if (connected != null) {
                // An attempt that fails late has told its answer already.
                connected.reset().onFailure(e -> {});
                connected.connection().close().onFailure(e -> {});
            }
        }
    }
}
