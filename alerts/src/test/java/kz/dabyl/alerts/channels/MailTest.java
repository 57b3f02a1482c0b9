package kz.dabyl.alerts.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.Optional;
import kz.dabyl.alerts.channels.Outcome.Verdict;
import kz.dabyl.alerts.channels.SmtpServer.Login;
import kz.dabyl.alerts.channels.SmtpServer.Security;
import kz.dabyl.alerts.fakes.Certificates;
import kz.dabyl.alerts.fakes.FakeSmtp;
import kz.dabyl.alerts.fakes.FakeSmtp.Tls;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.SomeSaying;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.subscriptions.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailTest {

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
    void handsMailToTheServerByStarttlsAndLogin() {
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.WHEN_ASKED)) {
            var outcome = send(server, SomeSaying.of("Связь отключена: Алматы", "Связь отключена: Алматы\nс полудня"));

            assertThat(outcome).isEqualTo(Outcome.delivered(250));
            var mail = server.mails().get(0);
            assertThat(mail.encrypted()).isTrue();
            assertThat(mail.from()).startsWith("MAIL FROM:<alerts@dabyl.example.org>");
            assertThat(mail.to()).isEqualTo("RCPT TO:<duty@example.org>");
            assertThat(mail.header("From")).isEqualTo("alerts@dabyl.example.org");
            assertThat(mail.header("Message-ID")).isEqualTo("<msg_0123@dabyl.example.org>");
            assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
            assertThat(mail.header("List-Unsubscribe")).isEmpty();
            assertThat(decoded(mail.header("Subject"))).isEqualTo("Связь отключена: Алматы");
            assertThat(mail.header("Content-Type")).contains("text/plain").contains("utf-8");
            assertThat(mail.data()).isASCII();
        }
    }

    @Test
    void makesOneThreadOfOneIncident() {
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.WHEN_ASKED)) {
            send(
                    server,
                    SomeSaying.about(
                            EventType.OPENED, SomeIncident.opening("i1").incident()));
            send(
                    server,
                    SomeSaying.about(
                            EventType.CLOSED,
                            SomeIncident.opening("i1").closed().incident()));
            send(
                    server,
                    SomeSaying.about(
                            EventType.OPENED, SomeIncident.opening("i2").incident()));

            assertThat(server.mails())
                    .extracting(mail -> mail.header("References"))
                    .containsExactly(
                            "<i1.sub_1@dabyl.example.org>",
                            "<i1.sub_1@dabyl.example.org>",
                            "<i2.sub_1@dabyl.example.org>");
            assertThat(server.mails())
                    .allSatisfy(mail -> assertThat(mail.header("In-Reply-To")).isEqualTo(mail.header("References")));
        }
    }

    @Test
    void aHostileNameAddsNoHeader() {
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.WHEN_ASKED)) {
            send(
                    server,
                    SomeSaying.of("a\r\nBcc: all@example.org\r\n\r\nbody", "x\r\n.\r\nQUIT\r\n" + SomeSaying.HOSTILE));

            var mail = server.mails().get(0);
            assertThat(server.mails()).hasSize(1);
            assertThat(mail.header("Bcc")).isEmpty();
            assertThat(decoded(mail.header("Subject"))).isEqualTo("a Bcc: all@example.org  body");
            assertThat(server.commands()).noneMatch(command -> command.contains("all@example.org"));
        }
    }

    @Test
    void tellsNothingToAServerThatDoesNotOfferStarttls() {
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.NEVER)) {
            var outcome = send(server, SomeSaying.of("a", "b"));

            assertThat(outcome).isEqualTo(Outcome.failed("the mail server offers no STARTTLS"));
            assertThat(server.commands())
                    .noneMatch(command -> command.startsWith("AUTH") || command.startsWith("MAIL"));
        }
    }

    @Test
    void speaksTlsFromTheStartWhereItIsTold() {
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.FROM_THE_START)) {
            var channels = channels(server, Security.TLS, FakeSmtp.PASSWORD, certificate);

            var outcome = OpenChannels.send(VERTX, channels, address(), SomeSaying.of("a", "b"));

            assertThat(outcome).isEqualTo(Outcome.delivered(250));
            assertThat(server.commands()).doesNotContain("STARTTLS");
        }
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS, WHEN_ASKED", "TLS, FROM_THE_START"})
    void doesNotTrustAServerOfAnotherName(Security security, Tls tls, @TempDir Path elsewhere) throws Exception {
        var other = Certificates.of(elsewhere, "mail.test");
        try (var server = FakeSmtp.start(VERTX, other, tls)) {
            var channels = channels(server, security, FakeSmtp.PASSWORD, other);

            var outcome = OpenChannels.send(VERTX, channels, address(), SomeSaying.of("a", "b"));

            assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(server.mails()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS, WHEN_ASKED", "TLS, FROM_THE_START"})
    void doesNotTrustACertificateThatNobodySigned(Security security, Tls tls) {
        try (var server = FakeSmtp.start(VERTX, certificate, tls)) {
            var channels = channels(server, security, FakeSmtp.PASSWORD, null);

            var outcome = OpenChannels.send(VERTX, channels, address(), SomeSaying.of("a", "b"));

            assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsNotTheSubscribersFault() {
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.WHEN_ASKED)) {
            var channels = channels(server, Security.STARTTLS, "wrong", certificate);

            var outcome = OpenChannels.send(VERTX, channels, address(), SomeSaying.of("a", "b"));

            assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(outcome.error()).doesNotContain("wrong", "dabyl");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 no such user, GONE",
        "550-5.1.1 the account does not exist, GONE",
        "550 5.1.2 no such domain, GONE",
        "553 5.1.3 bad address, GONE",
        "551 5.1.6 moved, GONE",
        "556 5.1.10 the domain takes no mail, GONE",
        "550 5.2.1 mailbox disabled, GONE",
        "552 5.2.2 Mailbox is full, FAILED",
        "552 5.2.3 too long for the mailbox, FAILED",
        "550 5.1.0 <alerts@example.org>: Sender address rejected: User unknown in virtual mailbox table, FAILED",
        "553 5.1.7 <alerts@example.org>: Sender address rejected: bad syntax, FAILED",
        "550 5.1.8 <alerts@example.org>: Sender address rejected: Domain not found, FAILED",
        "550 5.1.11 of a later standard, FAILED",
        "550 no such user, FAILED",
        "450 5.1.1 of two minds, FAILED",
        "550 5.7.1 relaying denied, FAILED",
        "450 4.2.0 greylisted, FAILED",
        "552 5.3.4 too big, FAILED"
    })
    void judgesWhatTheServerSaysOfARecipient(String reply, Verdict verdict) {
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.WHEN_ASKED)) {
            server.recipients(reply.replaceFirst("^(\\d+)-(.*)", "$1-$2\r\n$1 $2"));

            var outcome = send(server, SomeSaying.of("a", "b"));

            assertThat(outcome.verdict()).isEqualTo(verdict);
            assertThat(outcome.error()).doesNotContain("example.org");
        }
    }

    @Test
    void believesOfARecipientOnlyWhatTheServerSaysWhenItIsNamed() {
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.WHEN_ASKED)) {
            server.mails("550 5.1.1 the recipient is not known here");

            var outcome = send(server, SomeSaying.of("a", "b"));

            assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
        }
    }

    @Test
    void aLongMailIsCut() {
        try (var server = FakeSmtp.start(VERTX, certificate, Tls.WHEN_ASKED)) {
            var outcome = send(server, SomeSaying.of("a".repeat(9_000), "b c\n".repeat(60_000)));

            assertThat(outcome).isEqualTo(Outcome.delivered(250));
            assertThat(decoded(server.mails().get(0).header("Subject"))).hasSizeLessThanOrEqualTo(200);
            assertThat(server.mails().get(0).data()).hasSizeLessThan(70_000);
        }
    }

    private static Outcome send(FakeSmtp server, Saying saying) {
        return OpenChannels.send(
                VERTX, channels(server, Security.STARTTLS, FakeSmtp.PASSWORD, certificate), address(), saying);
    }

    private static Address.Email address() {
        return new Address.Email(Secret.Open.mailbox("duty@example.org"));
    }

    private static Channels channels(
            FakeSmtp server, Security security, String password, @Nullable PfxOptions trusted) {
        return OpenChannels.of(VERTX, settings(server, security, password), trusting(trusted));
    }

    private static HttpClientOptions trusting(@Nullable PfxOptions trusted) {
        return new HttpClientOptions().setTrustOptions(trusted);
    }

    private static ChannelSettings settings(FakeSmtp server, Security security, String password) {
        var mail = new SmtpServer(
                "localhost",
                server.port(),
                security,
                Optional.of(new Login(FakeSmtp.USER, password)),
                "alerts@dabyl.example.org");
        return new ChannelSettings(Optional.empty(), Optional.of(mail), ChannelSettings.MINUTE);
    }

    /** An encoded header (RFC 2047, Q encoding) as people see it. */
    private static String decoded(String header) {
        return java.util.regex.Pattern.compile("=\\?UTF-8\\?Q\\?(.*?)\\?=\\s*")
                .matcher(header)
                .replaceAll(word -> java.util.regex.Matcher.quoteReplacement(URLDecoder.decode(
                        word.group(1).replace("+", "%2B").replace('_', ' ').replace('=', '%'), UTF_8)));
    }
}
