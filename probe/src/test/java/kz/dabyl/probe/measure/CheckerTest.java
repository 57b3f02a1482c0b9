package kz.dabyl.probe.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentLinkedQueue;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Tls;
import kz.dabyl.model.targets.Check;
import kz.dabyl.model.targets.Target;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real sockets on this machine, and servers that behave as blocked sites do. */
class CheckerTest {

    private static final String HOST = "site.example";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(5));
    private static final Patience LONG = new Patience(
            Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));

    private static final Resolver HERE = host -> {
        if (host.endsWith("example")) {
            return InetAddress.getLoopbackAddress();
        }
        throw new UnknownHostException(host);
    };

    @TempDir
    private static Path folder;

    private static KeyStore keys = placeholder();

    private static KeyStore placeholder() {
        try {
            return KeyStore.getInstance("PKCS12");
        } catch (KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void makesAKey() throws Exception {
        keys = Site.selfSigned(folder, HOST);
    }

    @Test
    void measuresTheTimeOfOneTripWhereAConnectionOpens() throws Exception {
        try (var site = Site.plain(Site.silent())) {
            var ping = check(Check.TCP, site, LONG);

            assertThat(ping.ok()).isTrue();
            assertThat(ping.rttMillis()).isBetween(0.0, 10_000.0);
        }
    }

    @Test
    void tellsThatNobodyListens() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        assertThat(check(Check.TCP, port, LONG).error()).isEqualTo(PingError.REFUSED);
    }

    @Test
    void tellsThatANameDoesNotResolveHoweverDeepItWasToLook() throws Exception {
        for (var check : Check.values()) {
            var ping = checker(LONG).check(Target.of("site/blocked.kz", check), false);

            assertThat(ping).isEqualTo(Ping.failed("site/blocked.kz", PingError.DNS));
        }
    }

    @Test
    void asksForNoMoreThanTheNameWhereThatIsAllThatIsWanted() throws Exception {
        assertThat(checker(LONG)
                        .check(Target.of("domestic/a.example", Check.DNS), false)
                        .ok())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"HTTP, RESET", "HTTPS, TLS", "TLS, TLS"})
    void tellsInWhichLayerAConnectionIsReset(Check check, PingError error) throws Exception {
        try (var site = Site.plain(Site.resetting())) {
            assertThat(check(check, site, LONG).error()).isEqualTo(error);
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP", "HTTPS", "TLS"})
    void tellsThatNobodyAnswersOnAnOpenConnection(Check check) throws Exception {
        try (var site = Site.plain(Site.silent())) {
            assertThat(check(check, site, SHORT).error()).isEqualTo(PingError.TIMEOUT);
        }
    }

    @Test
    void tellsWhoSignedTheCertificateOfASiteThatItTrusts() throws Exception {
        try (var site = Site.tls(keys, Site.answering(OK))) {
            var ping = check(Check.HTTPS, site, LONG);

            assertThat(ping.ok()).as("%s", ping).isTrue();
            assertThat(ping.tls()).isEqualTo(new Tls("CN=site.example,O=Qaznet Trust Network", keyHash()));
        }
    }

    @Test
    void tellsWhoSignedACertificateThatTheSystemDoesNotTrustAndSendsNothing() throws Exception {
        var heard = new ConcurrentLinkedQueue<Integer>();
        try (var site =
                Site.tls(keys, caller -> heard.add(caller.getInputStream().read()))) {
            var stranger = Checker.ofSystem(HERE, LONG);

            var ping = stranger.check(target(Check.HTTPS, HOST, site.port()), false);

            assertThat(ping.error()).isEqualTo(PingError.TLS);
            assertThat(ping.tls()).isEqualTo(new Tls("CN=site.example,O=Qaznet Trust Network", keyHash()));
            assertThat(heard).doesNotContain((int) 'G');
        }
    }

    @Test
    void takesACertificateOfAnotherNameForAnInterception() throws Exception {
        try (var site = Site.tls(keys, Site.answering(OK))) {
            var ping = checker(LONG).check(target(Check.HTTPS, "other.example", site.port()), false);

            assertThat(ping.error()).isEqualTo(PingError.TLS);
        }
    }

    @Test
    void takesWhatIsNoTlsForAFailureOfTls() throws Exception {
        try (var site = Site.plain(caller -> {
            caller.getInputStream().read(new byte[16]);
            caller.getOutputStream().write("SSH-2.0-OpenSSH\r\n".getBytes(US_ASCII));
        })) {
            assertThat(check(Check.TLS, site, LONG).error()).isEqualTo(PingError.TLS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200 OK, true",
        "301 Moved Permanently, true",
        "403 Forbidden, false",
        "451 Unavailable For Legal Reasons, false",
        "502 Bad Gateway, false"
    })
    void takesASitesOwnAnswerAndARedirectForAnAnswer(String status, boolean ok) throws Exception {
        try (var site =
                Site.plain(Site.answering("HTTP/1.1 " + status + "\r\nLocation: http://127.0.0.1:1/\r\n\r\n"))) {
            var ping = check(Check.HTTP, site, LONG);

            assertThat(ping.ok()).isEqualTo(ok);
            assertThat(ping.error()).isEqualTo(ok ? null : PingError.HTTP);
        }
    }

    @Test
    void tellsWhatIsNoHttp() throws Exception {
        try (var site = Site.plain(Site.answering("<html>This site is blocked</html>\n"))) {
            assertThat(check(Check.HTTP, site, LONG).error()).isEqualTo(PingError.HTTP);
        }
    }

    @Test
    void measuresThroughputOnlyWhereEnoughCame() throws Exception {
        try (var large = Site.plain(Site.answering(OK + "x".repeat(300_000)));
                var small = Site.plain(Site.answering(OK + "x".repeat(1000)))) {
            var ofLarge = checker(LONG).check(target(Check.HTTP, HOST, large.port()), true);
            var ofSmall = checker(LONG).check(target(Check.HTTP, HOST, small.port()), true);
            var unasked = check(Check.HTTP, large, LONG);

            assertThat(ofLarge.kbps()).isPositive();
            assertThat(ofSmall.kbps()).isNaN();
            assertThat(unasked.kbps()).isNaN();
        }
    }

    @Test
    void sendsAnEchoWhereItMayAndElseOpensAConnection() throws Exception {
        Echo echo = new Echo() {
            @Override
            public boolean allowed() {
                return true;
            }

            @Override
            public OptionalDouble send(InetAddress to, Duration patience) {
                return OptionalDouble.of(12.5);
            }
        };
        try (var site = Site.plain(Site.silent())) {
            var target = target(Check.ICMP, HOST, site.port());

            var echoed = Checker.trusting(Site.trusting(keys), HERE, echo, LONG).check(target, false);
            var connected = checker(LONG).check(target, false);

            assertThat(echoed.rttMillis()).isEqualTo(12.5);
            assertThat(connected.ok()).isTrue();
        }
    }

    private static Ping check(Check check, Site site, Patience patience) throws Exception {
        return check(check, site.port(), patience);
    }

    private static Ping check(Check check, int port, Patience patience) throws Exception {
        return checker(patience).check(target(check, HOST, port), false);
    }

    private static Checker checker(Patience patience) throws Exception {
        return Checker.trusting(Site.trusting(keys), HERE, NO_ECHO, patience);
    }

    private static final Echo NO_ECHO = new Echo() {
        @Override
        public boolean allowed() {
            return false;
        }

        @Override
        public OptionalDouble send(InetAddress to, Duration patience) throws IOException {
            throw new IOException("not allowed");
        }
    };

    private static Target target(Check check, String host, int port) {
        return new Target("site/" + host, check, host, port, "/", 0, 0);
    }

    private static String keyHash() throws Exception {
        var key = keys.getCertificate("site").getPublicKey().getEncoded();
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
    }
}
