package kz.dabyl.alerts.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import kz.dabyl.alerts.channels.SmtpServer.Login;
import kz.dabyl.alerts.channels.SmtpServer.Security;
import kz.dabyl.alerts.fakes.Certificates;
import kz.dabyl.alerts.fakes.FakeSmtp;
import kz.dabyl.alerts.fakes.FakeSmtp.Tls;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeSaying;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail servers that take their time. */
class SlowMailTest {

    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    private static Path directory = Path.of("");

    private static PfxOptions certificate = new PfxOptions();

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = Certificates.of(directory, "localhost");
    }

    @AfterAll
    static void close() {
        Receiver.await(VERTX.close());
    }

    @Test
    void whatWaitsForAConnectionIsNotLate() {
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.WHEN_ASKED)) {
            server.takes(1000);
            var channels = channels(VERTX, server, Duration.ofSeconds(4));

            var outcomes = Collections.nCopies(24, SomeSaying.of("a", "b")).stream()
                    .map(saying -> OpenChannels.begin(VERTX, channels, address(), saying))
                    .toList();

            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(Receiver.await(outcome)).isEqualTo(Outcome.delivered(250)));
            assertThat(server.mails()).hasSize(24);
        }
    }

    @Test
    void aMailboxThatHangsDelaysNoOther() {
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.WHEN_ASKED)) {
            server.hangsOn("dead@");
            var channels = channels(VERTX, server, Duration.ofSeconds(20));
            var dead = new Address.Email(Secret.Open.mailbox("dead@example.org"));
            var hanging = IntStream.range(0, 12)
                    .mapToObj(i -> OpenChannels.begin(VERTX, channels, dead, SomeSaying.to("sub_" + i)))
                    .toList();

            var outcome = OpenChannels.send(VERTX, channels, address(), SomeSaying.to("sub_healthy"));

            assertThat(outcome).isEqualTo(Outcome.delivered(250));
            assertThat(hanging).noneMatch(Future::isComplete);
        }
    }

    @Test
    void givesUpAtTheDeadline() {
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.WHEN_ASKED)) {
            server.takes(60_000);
            var channels = channels(VERTX, server, Duration.ofSeconds(1));

            var outcome = OpenChannels.send(VERTX, channels, address(), SomeSaying.of("a", "b"));

            assertThat(outcome).isEqualTo(Outcome.failed("no answer within 1000 ms"));
        }
    }

    @Test
    void waitsForAServerThatWasTooSlowTheLastTime() {
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.WHEN_ASKED)) {
            server.takes(3000);
            var channels = channels(VERTX, server, Duration.ofSeconds(1));

            var first = OpenChannels.send(VERTX, channels, address(), SomeSaying.of("a", "b"));
            var second = OpenChannels.send(VERTX, channels, address(), SomeSaying.of("a", "b"));
            var third = OpenChannels.send(VERTX, channels, address(), SomeSaying.of("c", "d"));

            assertThat(first).isEqualTo(Outcome.failed("no answer within 1000 ms"));
            assertThat(second).isEqualTo(Outcome.delivered(250));
            assertThat(third).isEqualTo(Outcome.delivered(250));
        }
    }

    @Test
    void waitsLongForNoMoreThanLeaveRoomForOthers() {
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.WHEN_ASKED)) {
            server.takes(600_000);
            var channels = channels(VERTX, server, Duration.ofSeconds(1));
            var late = IntStream.range(0, MailTransport.PATIENT + 1)
                    .mapToObj(i -> SomeSaying.to("sub_" + i))
                    .toList();
            var first = late.stream()
                    .map(saying -> OpenChannels.begin(VERTX, channels, address(), saying))
                    .toList();
            first.forEach(Receiver::await);

            var again = late.stream()
                    .map(saying -> OpenChannels.begin(VERTX, channels, address(), saying))
                    .toList();

            await().untilAsserted(() ->
                    assertThat(again).filteredOn(Future::isComplete).hasSize(1));
            server.takes(0);
            assertThat(OpenChannels.send(VERTX, channels, address(), SomeSaying.to("sub_healthy")))
                    .isEqualTo(Outcome.delivered(250));
        }
    }

    @Test
    void waitsForOneMailOfAReceiverAtOnce() {
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.WHEN_ASKED)) {
            server.takes(600_000);
            var channels = channels(VERTX, server, Duration.ofSeconds(1));
            OpenChannels.send(VERTX, channels, address(), SomeSaying.to("sub_late"));

            var again = IntStream.range(0, 3)
                    .mapToObj(i -> OpenChannels.begin(VERTX, channels, address(), SomeSaying.to("sub_late")))
                    .toList();

            await().untilAsserted(() ->
                    assertThat(again).filteredOn(Future::isComplete).hasSize(2));
        }
    }

    @Test
    void tellsOnTheThreadOfWhoAskedThatItIsLate() {
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.WHEN_ASKED)) {
            server.takes(60_000);
            var channels = channels(VERTX, server, Duration.ofSeconds(1));
            var context = VERTX.getOrCreateContext();
            var told = new CompletableFuture<Boolean>();

            context.runOnContext(v -> channels.send(address(), SomeSaying.of("a", "b"))
                    .onComplete(outcome -> told.complete(Vertx.currentContext() == context)));

            assertThat(told).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
        }
    }

    @Test
    void closesWithoutWaitingForASlowServer() {
        var vertx = Vertx.vertx();
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.WHEN_ASKED)) {
            server.takes(600_000);
            var channels = channels(vertx, server, Duration.ofSeconds(1));
            OpenChannels.send(vertx, channels, address(), SomeSaying.of("a", "b"));
            var slow = OpenChannels.begin(vertx, channels, address(), SomeSaying.of("a", "b"));
            await().untilAsserted(() -> assertThat(server.mails()).hasSize(2));

            Receiver.await(vertx.close());

            assertThat(slow.succeeded() && slow.result().delivered()).isFalse();
        }
    }

    private static Address.Email address() {
        return new Address.Email(Secret.Open.mailbox("duty@example.org"));
    }

    private static Channels channels(Vertx vertx, FakeSmtp server, Duration deadline) {
        var mail = new SmtpServer(
                "localhost",
                server.port(),
                Security.STARTTLS,
                Optional.of(new Login(FakeSmtp.USER, FakeSmtp.PASSWORD)),
                "alerts@dabyl.example.org");
        var settings = new ChannelSettings(Optional.empty(), Optional.of(mail), ChannelSettings.MINUTE);
        return OpenChannels.of(vertx, settings, new HttpClientOptions().setTrustOptions(certificate), deadline);
    }
}
