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
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.dabyl.alerts.webhook.AddressGuard;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over HTTP/1.1 to the address that the guard has checked for this very try, while Host and SNI keep the
 * name. A connection is used again for the same name at the same address only, one request after the other, and not
 * after a moment of rest. One deadline spans look-up, connecting, TLS and the answer. Redirects are not followed, and of
 * the answer's body no more is read than its channel asks for.
 *
 * <p>Confined to the context that made it.
 */
public final class HttpTransport {

    static final String USER_AGENT = "Dabyl";

    /** More than may be under way: a thousand subscriptions of one host that hang take no place from another of it. */
    private static final int MAX_CONNECTIONS_PER_HOST = 4096;

    /** A burst to one service shares connections; servers keep what is idle for longer than that, so that none is cut on us. */
    private static final int IDLE_SECONDS = 2;

    /** So much of an answer is read out of politeness before the connection is cut. */
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final AddressGuard guard;
    private final Duration deadline;
    private final HttpClient client;

    /** @param options what tests need to trust their own certificates */
    public HttpTransport(Vertx vertx, AddressGuard guard, Duration deadline, HttpClientOptions options) {
        this.vertx = vertx;
        this.guard = guard;
        this.deadline = deadline;
        this.client = vertx.createHttpClient(
                new HttpClientOptions(options)
                        .setKeepAlive(true)
                        .setKeepAliveTimeout(IDLE_SECONDS)
                        .setForceSni(true)
                        .setConnectTimeout((int) deadline.toMillis()),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS_PER_HOST));
    }

    /** One try; the future never fails. */
    public Future<Answer> send(Request request) {
        var attempt = new Attempt(request);
        attempt.timer = vertx.setTimer(deadline.toMillis(), t -> attempt.expire());
        guard.check(request.url())
                .compose(checked -> connect(attempt, checked))
                .compose(attempt::begin)
                .onSuccess(attempt::answered)
                .onFailure(attempt::failed);
        return attempt.answer.future();
    }

    /** The same with a request that takes long to make, which is done beside the event loop. */
    Future<Answer> sendMadeBeside(Callable<Request> making) {
        return vertx.executeBlocking(making, false).compose(this::send);
    }

    private Future<HttpClientRequest> connect(Attempt attempt, AddressGuard.Checked checked) {
        if (attempt.answer.future().isComplete()) {
            return Future.failedFuture("too late");
        }
        var url = checked.url();
        return client.request(new RequestOptions()
                .setMethod(attempt.request.method())
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

        private final Request request;
        private final Promise<Answer> answer = Promise.promise();
        private final Buffer body = Buffer.buffer();
        private @Nullable HttpClientRequest connected;
        private @Nullable HttpClientResponse head;
        private long timer;
        private int answerBytes;

        Attempt(Request request) {
            this.request = request;
        }

        Future<HttpClientResponse> begin(HttpClientRequest connection) {
            connected = connection;
            if (answer.future().isComplete()) {
                cut();
                return Future.failedFuture("too late");
            }
            request.headers().forEach(header -> connection.putHeader(header.getKey(), header.getValue()));
            return connection.send(request.body());
        }

        void answered(HttpClientResponse response) {
            head = response;
            if (request.answered() == 0) {
                judged(response);
            }
            // The timer goes on: a body that never ends is cut at the deadline.
            response.exceptionHandler(e -> ended(response));
            response.endHandler(v -> ended(response));
            response.handler(buffer -> {
                answerBytes += buffer.length();
                body.appendBuffer(buffer, 0, Math.min(buffer.length(), request.answered() - body.length()));
                if (body.length() == request.answered()) {
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

        void expire() {
            if (head != null) {
                // What has come says enough: the status is known, the rest was only a hint.
                judged(head);
            }
            answer.tryComplete(new Answer.None("no answer within " + deadline.toMillis() + " ms"));
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
