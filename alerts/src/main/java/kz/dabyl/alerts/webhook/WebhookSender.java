package kz.dabyl.alerts.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends webhooks over HTTP/1.1, each on a connection of its own to the address that the guard has checked, while Host and
 * SNI keep the name. One deadline spans look-up, connecting, TLS and the answer's head. Redirects are not followed, and of
 * the answer's body nothing is kept.
 *
 * <p>Confined to the context that made it.
 */
public final class WebhookSender implements Sender {

    private static final int MAX_CONNECTIONS_PER_HOST = 1024;

    /** So much of an answer is read out of politeness before the connection is cut. */
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final AddressGuard guard;
    private final Duration deadline;
    private final InstantSource clock;
    private final HttpClient client;

    /** @param options what tests need to trust their own certificates */
    public WebhookSender(
            Vertx vertx, AddressGuard guard, Duration deadline, InstantSource clock, HttpClientOptions options) {
        this.vertx = vertx;
        this.guard = guard;
        this.deadline = deadline;
        this.clock = clock;
        this.client = vertx.createHttpClient(
                new HttpClientOptions(options)
                        .setKeepAlive(false)
                        .setForceSni(true)
                        .setConnectTimeout((int) deadline.toMillis()),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS_PER_HOST));
    }

    @Override
    public Future<Outcome> send(Envelope envelope) {
        var attempt = new Attempt();
        attempt.timer = vertx.setTimer(deadline.toMillis(), t -> attempt.expire());
        guard.check(envelope.url())
                .compose(checked -> request(attempt, checked))
                .compose(request -> attempt.post(request, envelope))
                .onSuccess(attempt::answered)
                .onFailure(attempt::failed);
        return attempt.outcome.future();
    }

    private Future<HttpClientRequest> request(Attempt attempt, AddressGuard.Checked checked) {
        if (attempt.outcome.future().isComplete()) {
            return Future.failedFuture("too late");
        }
        var url = checked.url();
        return client.request(new RequestOptions()
                .setMethod(HttpMethod.POST)
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

        private final Promise<Outcome> outcome = Promise.promise();
        private @Nullable HttpClientRequest request;
        private long timer;
        private int answerBytes;

        Future<HttpClientResponse> post(HttpClientRequest connected, Envelope envelope) {
            request = connected;
            if (outcome.future().isComplete()) {
                cut();
                return Future.failedFuture("too late");
            }
            var timestamp = clock.instant().getEpochSecond();
            connected
                    .putHeader("content-type", "application/json")
                    .putHeader("user-agent", "Dabyl")
                    .putHeader("webhook-id", envelope.id())
                    .putHeader("webhook-timestamp", String.valueOf(timestamp))
                    .putHeader("webhook-signature", envelope.signer().sign(envelope.id(), timestamp, envelope.body()));
            return connected.send(envelope.body());
        }

        void answered(HttpClientResponse response) {
            outcome.tryComplete(Outcome.answered(
                    response.statusCode(), RetryAfter.parse(response.getHeader("retry-after"), clock.instant())));
            // The timer goes on: a body that never ends is cut at the deadline.
            response.exceptionHandler(e -> vertx.cancelTimer(timer));
            response.endHandler(v -> vertx.cancelTimer(timer));
            response.handler(buffer -> {
                answerBytes += buffer.length();
                if (answerBytes > MAX_ANSWER_BYTES) {
                    cut();
                }
            });
        }

        void failed(Throwable cause) {
            vertx.cancelTimer(timer);
            outcome.tryComplete(Outcome.failed(FaultWords.of(cause)));
        }

        void expire() {
            outcome.tryComplete(Outcome.failed("no answer within " + deadline.toMillis() + " ms"));
            cut();
        }

        private void cut() {
            if (request != null) {
                // An attempt that fails late has told its outcome already.
                request.reset().onFailure(e -> {});
                request.connection().close().onFailure(e -> {});
            }
        }
    }
}
