package kz.dabyl.alerts.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.alerts.fakes.Certificates;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTransportTest extends Transports {

    private static final Saying.Signer SLOW = new Saying.Signer() {
        @Override
        public String sign(String id, long timestamp, String body) {
            return Context.isOnEventLoopThread() ? "on it" : "beside it";
        }

        @Override
        public boolean slow() {
            return true;
        }
    };

    @Test
    void postsTheBodyWithTheHeadersOfStandardWebhooks() {
        var receiver = receiver(new HttpServerOptions());

        var outcome = send(patient(), receiver.url());

        assertThat(outcome).isEqualTo(Outcome.delivered(204));
        assertThat(receiver.got()).hasSize(1);
        assertThat(receiver.got().get(0).body()).isEqualTo("{\"a\":\"ә\"}");
        assertThat(receiver.got().get(0).headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("webhook-id", "msg_1")
                .containsEntry("webhook-timestamp", "1619247630")
                .containsEntry("webhook-signature", "signed msg_1 1619247630")
                .containsEntry("host", "127.0.0.1:" + receiver.port());
    }

    @Test
    void signsBesideTheEventLoopWhatTakesLongToSign() {
        var receiver = receiver(new HttpServerOptions());

        send(patient(), webhook(receiver.url()), SLOW);

        assertThat(receiver.got().get(0).headers()).containsEntry("webhook-signature", "beside it");
    }

    @Test
    void countsTheWaitForAWorkerAgainstTheDeadline() {
        var busy = new CountDownLatch(1);
        try {
            for (var i = 0; i < VertxOptions.DEFAULT_WORKER_POOL_SIZE; i++) {
                vertx.executeBlocking(() -> busy.await(1, TimeUnit.MINUTES), false);
            }

            var outcome = send(hasty(), webhook("http://127.0.0.1/"), SLOW);

            assertThat(outcome).isEqualTo(Outcome.failed("no answer within 2000 ms"));
        } finally {
            busy.countDown();
        }
    }

    @Test
    void tellsTheStatusAndWhenToComeAgain() {
        var receiver = receiver(new HttpServerOptions())
                .always(request -> request.response()
                        .setStatusCode(429)
                        .putHeader("retry-after", "90")
                        .end("too much"));

        assertThat(send(patient(), receiver.url()))
                .isEqualTo(new Outcome(
                        Outcome.Verdict.FAILED,
                        OptionalInt.of(429),
                        "the receiver answered 429",
                        Optional.of(Duration.ofSeconds(90))));
    }

    /** Those that the client would follow if it was let. */
    @ParameterizedTest
    @CsvSource({"POST, 303", "GET, 301", "GET, 302", "GET, 303", "GET, 307", "GET, 308"})
    void doesNotFollowRedirects(String method, int status) {
        var elsewhere = receiver(new HttpServerOptions());
        var receiver = receiver(new HttpServerOptions())
                .always(request -> request.response()
                        .setStatusCode(status)
                        .putHeader("location", elsewhere.url())
                        .end());

        var outcome = send(patient(), method.equals("GET") ? gateway(receiver.url()) : webhook(receiver.url()));

        assertThat(outcome.error()).isEqualTo("redirects are not followed");
        assertThat(receiver.got()).hasSize(1);
        assertThat(elsewhere.got()).isEmpty();
    }

    private static Address gateway(String url) {
        return new Address.Sms(
                Secret.Open.url(url + "?to={to}&text={text}"),
                "GET",
                Map.of(),
                Optional.empty(),
                List.of(Secret.Open.of("+77010000001")),
                "");
    }

    @Test
    void givesUpAtTheDeadlineAndCutsTheConnection() {
        var cut = new AtomicInteger();
        var receiver = receiver(new HttpServerOptions())
                .always(request -> request.connection().closeHandler(v -> cut.incrementAndGet()));

        var outcome = send(hasty(), receiver.url());

        assertThat(outcome).isEqualTo(Outcome.failed("no answer within 2000 ms"));
        await().untilAsserted(() -> assertThat(cut).hasValue(1));
    }

    @Test
    void countsALookUpThatHangsAgainstTheDeadline() {
        var sender = sender(host -> Promise.<List<InetAddress>>promise().future(), true, new HttpClientOptions());

        assertThat(send(sender, "http://hook.test/")).isEqualTo(Outcome.failed("no answer within 2000 ms"));
    }

    @Test
    void cutsAnAnswerThatNeverEndsAfterTakingItsStatus() {
        var cut = new AtomicInteger();
        var receiver = receiver(new HttpServerOptions()).always(request -> {
            request.connection().closeHandler(v -> cut.incrementAndGet());
            request.response().setChunked(true).write("for ever");
        });

        var outcome = send(hasty(), receiver.url());

        assertThat(outcome.delivered()).isTrue();
        await().untilAsserted(() -> assertThat(cut).hasValue(1));
    }

    @Test
    void cutsAnAnswerThatIsTooLong() {
        var cut = new AtomicInteger();
        var receiver = receiver(new HttpServerOptions()).always(request -> {
            request.connection().closeHandler(v -> cut.incrementAndGet());
            request.response().setChunked(true);
            pour(request);
        });

        var outcome = send(patient(host -> loopback(), new HttpClientOptions()), receiver.url());

        assertThat(outcome.delivered()).isTrue();
        await().untilAsserted(() -> assertThat(cut).hasValue(1));
    }

    @Test
    void readsNoMoreOfAnAnswerThanItsChannelAsksFor() {
        var receiver = receiver(new HttpServerOptions()).always(request -> {
            request.response().setStatusCode(429).setChunked(true);
            pour(request);
        });

        var outcome = send(patient(), ntfy(receiver));

        assertThat(outcome.status()).hasValue(429);
    }

    @Test
    void takesNoAnswerThatBreaksOffForTheServicesWord() {
        var receiver = receiver(new HttpServerOptions())
                .always(request -> request.response().setChunked(true).write("{"));

        var outcome = send(hasty(), ntfy(receiver));

        assertThat(outcome.status()).hasValue(200);
        assertThat(outcome.verdict()).isEqualTo(Outcome.Verdict.FAILED);
    }

    private static Address.Ntfy ntfy(Receiver receiver) {
        return new Address.Ntfy("http://127.0.0.1:" + receiver.port(), "t", Optional.empty());
    }

    private static void pour(HttpServerRequest request) {
        request.response().write("x".repeat(10_000)).onSuccess(v -> pour(request));
    }

    @Test
    void tellsARefusedConnection() throws Exception {
        // Bound and never listening: nobody else can have the port meanwhile.
        try (var silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            var outcome = send(patient(), "http://127.0.0.1:" + silent.getLocalPort() + "/hook");

            assertThat(outcome).isEqualTo(Outcome.failed("connection refused"));
        }
    }

    @Test
    void refusesLoopbackUnlessItIsAllowed() {
        var receiver = receiver(new HttpServerOptions());
        var sender = sender(host -> loopback(), false, new HttpClientOptions());

        var outcome = send(sender, "https://hook.test:" + receiver.port() + "/hook");

        assertThat(outcome).isEqualTo(Outcome.failed("the host resolves to an address that is not public"));
        assertThat(receiver.got()).isEmpty();
    }

    @Test
    void asksTheResolverOnceAndConnectsToWhatItSaid() {
        var receiver = receiver(new HttpServerOptions());
        var asked = new AtomicInteger();
        var sender = patient(
                host -> {
                    asked.incrementAndGet();
                    return loopback();
                },
                new HttpClientOptions());

        var outcome = send(sender, "http://no-such-host.test:" + receiver.port() + "/hook");

        assertThat(outcome.delivered()).isTrue();
        assertThat(asked).hasValue(1);
        assertThat(receiver.got().get(0).headers()).containsEntry("host", "no-such-host.test:" + receiver.port());
    }

    @Test
    void keepsTheNameForTlsWhileItConnectsToTheAddress(@TempDir Path directory) throws Exception {
        var store = Certificates.of(directory, "hook.test");
        var sni = new ArrayList<String>();
        var receiver = receiver(
                        new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(store))
                .always(request -> {
                    sni.add(request.connection().indicatedServerName());
                    request.response().setStatusCode(204).end();
                });
        var sender = patient(host -> loopback(), new HttpClientOptions().setTrustOptions(store));

        var named = send(sender, "https://hook.test:" + receiver.port() + "/hook");
        var misnamed = send(sender, "https://other.test:" + receiver.port() + "/hook");

        assertThat(named.error()).isEmpty();
        assertThat(sni).containsExactly("hook.test");
        assertThat(misnamed.error()).startsWith("TLS failed");
    }

    @Test
    void doesNotTrustACertificateThatNobodySigned(@TempDir Path directory) throws Exception {
        var receiver = receiver(
                new HttpServerOptions().setSsl(true).setKeyCertOptions(Certificates.of(directory, "hook.test")));
        var sender = patient(host -> loopback(), new HttpClientOptions());

        assertThat(send(sender, "https://hook.test:" + receiver.port() + "/hook")
                        .error())
                .startsWith("TLS failed");
    }
}
