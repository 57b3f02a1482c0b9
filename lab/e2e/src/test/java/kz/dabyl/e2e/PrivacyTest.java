package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a whole service keeps of who spoke to it, well or badly, over HTTP and HTTPS, at its most talkative. Nobody's address,
 * nor what a proxy says of it, is anywhere in what it leaves behind, and its secrets are where they belong alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyTest {

    private static final byte[] ADDRESS = {127, 77, 88, 99};
    private static final byte[] FORWARDED = {(byte) 203, 0, 113, 77};
    private static final List<byte[]> NAMES = List.of(
            ADDRESS,
            FORWARDED,
            ascii("127.77.88.99"),
            ascii("203.0.113.77"),
            ascii("7f4d5863"),
            ascii("7f4d:5863"),
            ascii("2001:db8::dead:beef"));
    private static final Set<String> SECRET_FILES = Set.of("probe-key", "webhook-key");
    private static final Map<String, String> TALKATIVE = Map.of("DABYL_LOG_LEVEL", "TRACE");
    private static final int OVERSIZE = 9 << 20;
    private static final int UNREAD = 200;

    /** A connection that is quiet has 75 s, and ends when that is looked at for the second time. */
    private static final Duration LIMITS = Duration.ofMinutes(3);

    private final List<String> secrets = new ArrayList<>(List.of(Service.OPERATOR, Service.RELAY));
    private final List<String> answers = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private String overHttp2 = "";
    private Path plainData;
    private Remains plain;
    private Remains encrypted;
    private String probe = "";
    private String network = "";
    private String pushing = "";
    private String pushed = "";
    private String metrics = "";

    @BeforeAll
    void visit(@TempDir Path folder) throws Exception {
        plainData = folder.resolve("plain");
        var networks = Files.writeString(folder.resolve("asn.tsv"), "127.0.0.0\t127.255.255.255\t64500\tZZ\tHERE\n");
        try (var service =
                Service.start(plainData, TALKATIVE, "--allow-private-webhooks", "--asn-table", networks.toString())) {
            var stranger = new Stranger(ADDRESS, service.base());
            enrolAndReport(stranger);
            stay(stranger);
            push(stranger);
            speakAsOthers(stranger);
            misbehave(stranger);
            metrics = service.get("/metrics").body();
            plain = Remains.of(plainData, service, metrics);
        }
        var issued = Issued.fresh(folder);
        secrets.add(issued.key().lines().skip(1).findFirst().orElseThrow());
        var data = folder.resolve("encrypted");
        try (var service = Service.start(
                data,
                TALKATIVE,
                "--tls-cert",
                Issued.replace(folder.resolve("cert.pem"), issued.chain()).toString(),
                "--tls-key",
                Issued.replace(folder.resolve("key.pem"), issued.key()).toString())) {
            var stranger = new Stranger(ADDRESS, service.base());
            breakTls(stranger, issued.trusting());
            overHttp2 = stranger.reportOverHttp2(
                    issued.chain(),
                    Map.of(
                            "authorization", "Bearer " + Service.RELAY,
                            "content-type", "application/json",
                            "x-forwarded-for", "203.0.113.77, 2001:db8::dead:beef",
                            "forwarded", "for=203.0.113.77"),
                    Logs.report("p-http2", 1, Instant.now().toString()));
            leaveUnread(stranger, issued.trusting());
            var answer = issued.client().send(service.request("/metrics").build(), BodyHandlers.ofString());
            encrypted = Remains.of(data, service, answer.body());
        }
        for (var file : SECRET_FILES) {
            secrets.add(Files.readString(plainData.resolve(file)).strip());
            secrets.add(Files.readString(data.resolve(file)).strip());
        }
    }

    private void enrolAndReport(Stranger stranger) throws IOException {
        var invite = Logs.json(body(stranger, "POST /v1/invites", Service.OPERATOR, "{\"label\":\"here\"}"));
        secrets.add(invite.path("invite").asText().replaceFirst("di1_.*?_", ""));
        var enrolled =
                Logs.json(body(stranger, "POST /v1/probes", "none", "{\"invite\":" + invite.path("invite") + "}"));
        probe = enrolled.path("probe").asText();
        network = enrolled.path("asn").asText();
        var token = enrolled.path("token").asText();
        secrets.add(token);
        var hook = "{\"channel\":\"webhook\",\"url\":\"https://127.0.0.1/hook\"}";
        secrets.add(Logs.json(body(stranger, "POST /v1/subscriptions", Service.OPERATOR, hook))
                .path("secret")
                .asText()
                .replaceFirst("whsec_", ""));
        var now = Instant.now().toString();
        answers.add(say(stranger, "POST /v1/reports", token, Logs.report(probe, 1, now)));
        answers.add(say(stranger, "POST /v1/reports", Service.RELAY, Logs.report("p-relayed", 1, now)));
        answers.add(say(stranger, "POST /v1/reports", token, Logs.report("p-another", 1, now)));
        answers.add(say(stranger, "POST /v1/reports", token + "x", Logs.report(probe, 2, now)));
        answers.add(say(stranger, "DELETE /v1/probes/" + probe, Service.OPERATOR, ""));
        answers.add(say(stranger, "POST /v1/reports", token, Logs.report(probe, 3, now)));
    }

    /** Small requests on a connection that stays go another way through the collector than those that end theirs. */
    private void stay(Stranger stranger) throws IOException {
        var now = Instant.now().toString();
        kept.addAll(stranger.converse(List.of(
                Stranger.staying(Service.RELAY, Logs.report("p-staying", 1, now)),
                Stranger.staying(Service.RELAY, "[" + Logs.report("p-staying", 2, "never") + "]"),
                Stranger.staying("wrong", Logs.report("p-staying", 3, now)),
                Stranger.staying(Service.RELAY, Logs.report("p-staying", 4, now)))));
    }

    /** What Telegraf and OONI send: the latter puts addresses into the document itself. */
    private void speakAsOthers(Stranger stranger) throws IOException {
        var line = "ping,url=egov.kz,dabyl_probe=p-telegraf,dabyl_place=KZ-75,dabyl_network=401-01,dabyl_access=mobile "
                + "packets_transmitted=3i,packets_received=3i,percent_packet_loss=0,average_response_ms=42.5,result_code=0i "
                + Instant.now().toEpochMilli() + "000000";
        foreign.add(stranger.exchange(
                Stranger.request("POST /v1/import/telegraf", Service.RELAY, "content-type: text/plain", line)));
        var measurement =
                """
                {"test_name":"signal","measurement_start_time":"%s","probe_cc":"KZ","probe_asn":"AS9198",\
                "probe_ip":"203.0.113.77","software_name":"ooniprobe-android","software_version":"3.8.6","input":null,\
                "annotations":{"network_type":"mobile","platform":"android"},\
                "test_keys":{"client_resolver":"203.0.113.77","signal_backend_status":"ok","signal_backend_failure":null}}""".formatted(Instant.now().toString().substring(0, 19).replace('T', ' '));
        foreign.add(say(stranger, "POST /v1/import/ooni", Service.RELAY, measurement));
    }

    /** A job that pushes, and the secret in its address. */
    private void push(Stranger stranger) throws IOException {
        var address = """
                {"place":"KZ-75","network":"401-01","access":"mobile","interval_s":60,"target":"domestic/egov.kz"}""";
        var made = Logs.json(body(stranger, "POST /v1/pushes", Service.OPERATOR, address));
        pushing = made.path("probe").asText();
        var token = made.path("token").asText();
        secrets.add(token);
        pushed = say(stranger, "GET /api/push/" + token + "?status=up&ping=21.5", "none", "");
        answers.add(say(stranger, "GET /api/push/" + token + "?ping=fast", "none", ""));
        answers.add(say(stranger, "DELETE /api/push/" + token, "none", ""));
        answers.add(say(stranger, "GET /api/push/unknown", "none", ""));
    }

    private void misbehave(Stranger stranger) throws IOException {
        answers.add(say(stranger, "POST /v1/reports", Service.RELAY, "nonsense"));
        answers.add(say(stranger, "POST /v1/reports", Service.RELAY, "[" + Logs.report("p-1", 1, "never") + "]"));
        answers.add(say(stranger, "POST /v1/recordings", Service.OPERATOR, "{}"));
        answers.add(say(stranger, "PUT /v1/thresholds", Service.OPERATOR, "{\"min_probes\":-1}"));
        answers.add(say(stranger, "GET /v1/nothing", Service.OPERATOR, ""));
        answers.add(say(stranger, "BREW /v1/incidents?limit=no", "none", ""));
        answers.add(say(stranger, "GET /metrics", "none", ""));
        answers.add(say(stranger, "POST /v1/reports", Service.RELAY, " ".repeat(OVERSIZE)));
        answers.add(stranger.exchange(
                Stranger.request("POST /v1/reports", Service.RELAY, "x: " + "y".repeat(100_000), "")));
        var random = new Random(1);
        for (var i = 0; i < 10; i++) {
            var garbage = new byte[200];
            random.nextBytes(garbage);
            stranger.abort(garbage);
            stranger.abort(Stranger.request("GET /v1/stream", "none", "x: y", ""));
            stranger.abort(Stranger.request("POST /v1/reports", Service.RELAY, "content-length: 1000", "{\"probe\":"));
        }
        // How a handshake of TLS begins.
        stranger.exchange(new byte[] {22, 3, 1, 0, 100, 1, 0, 0, 96, 3, 3, 13, 10, 13, 10, 13, 10});
    }

    private void breakTls(Stranger stranger, SSLContext trust) throws Exception {
        var report = Logs.report("p-relayed", 1, Instant.now().toString());
        answers.add(stranger.exchange(Stranger.request("POST /v1/reports", Service.RELAY, "x: y", report), trust));
        answers.add(stranger.exchange(Stranger.request("POST /v1/reports", "wrong", "x: y", report), trust));
        try {
            stranger.exchange(new byte[0], SSLContext.getDefault());
            throw new AssertionError("a client trusted a certificate that nobody vouches for");
        } catch (SSLException e) {
            answers.add(String.valueOf(e.getMessage()));
        }
        stranger.exchange(Stranger.request("GET /", "none", "x: y", ""));
        stranger.exchange(new byte[200]);
        // A record of TLS that promises more than it holds, and one of a version that never was.
        stranger.abort(new byte[] {22, 3, 1, 2, 0, 1, 0, 1});
        stranger.abort(new byte[] {22, 9, 9, 0, 4, 1, 2, 3, 4});
    }

    /** Until the service has no more patience, of which it would say the most. */
    private static void leaveUnread(Stranger stranger, SSLContext trust) throws IOException {
        if (!Stranger.CONNECTIONS.stream().allMatch(Files::exists)) {
            return;
        }
        var many = "GET /openapi.yaml HTTP/1.1\r\nhost: dabyl\r\n\r\n".repeat(UNREAD);
        try (var deaf = stranger.askDeaf(ascii(many), trust)) {
            assertThat(stranger.isHeld(deaf)).isTrue();
            await().atMost(LIMITS).until(() -> !stranger.isHeld(deaf));
        }
    }

    private static String say(Stranger stranger, String what, String token, String body) throws IOException {
        return stranger.exchange(Stranger.request(what, token, "x: y", body));
    }

    /** What is answered to a request that is granted. */
    private static String body(Stranger stranger, String what, String token, String body) throws IOException {
        var answer = say(stranger, what, token, body);
        assertThat(answer).startsWith("HTTP/1.1 201");
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    @Test
    void keepsTheAddressOfNobodyAnywhere() throws IOException {
        assertThat(plain.places(NAMES, Set.of())).isEmpty();
        assertThat(encrypted.places(NAMES, Set.of())).isEmpty();
    }

    @Test
    void keepsItsSecretsWhereTheyBelongAndNowhereElse() throws IOException {
        var needles = new ArrayList<byte[]>();
        for (var secret : secrets) {
            assertThat(secret).hasSizeGreaterThan(10);
            needles.add(ascii(secret));
        }
        // Kept in another form, a secret would be no less told.
        var token = secrets.get(3).replaceFirst("dp1_", "");
        needles.add(Base64.getUrlDecoder().decode(token));
        needles.add(Base64.getUrlDecoder().decode(secrets.get(2)));
        needles.add(Base64.getDecoder().decode(secrets.get(4)));

        assertThat(plain.places(needles, SECRET_FILES)).isEmpty();
        assertThat(encrypted.places(needles, SECRET_FILES)).isEmpty();
        for (var file : SECRET_FILES) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(plainData.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void countsPushesUnderNobodysAddress() {
        assertThat(pushed).startsWith("HTTP/1.1 200");
        assertThat(metrics).contains("/api/push/:token").doesNotContain(pushing).doesNotContain("/api/push/unknown");
    }

    @Test
    void findsWhatIsKept() throws IOException {
        assertThat(plain.places(List.of(ascii(probe)), Set.of()))
                .anyMatch(place -> place.startsWith("topic dabyl.reports"))
                .anyMatch(place -> place.startsWith("topic dabyl.trust"));
        assertThat(plain.places(List.of(ascii(pushing)), Set.of()))
                .anyMatch(place -> place.startsWith("topic dabyl.reports"));
        for (var name : List.of("p-staying", "p-telegraf", "ooni-")) {
            assertThat(plain.places(List.of(ascii(name)), Set.of()))
                    .anyMatch(place -> place.startsWith("topic dabyl.reports"));
        }
        for (var name : List.of("p-relayed", "p-http2")) {
            assertThat(encrypted.places(List.of(ascii(name)), Set.of()))
                    .anyMatch(place -> place.startsWith("topic dabyl.reports"));
        }
        assertThat(plain.places(List.of(ascii("dabyl_reports_total")), Set.of()))
                .contains("/metrics");
        assertThat(plain.places(List.of(ascii("collector c1 started")), Set.of()))
                .contains("standard error");
        assertThat(plain.places(List.of(ascii("ready http://")), Set.of())).contains("standard output");
    }

    @Test
    void isAtItsMostTalkative() throws IOException {
        // Nothing says so at INFO.
        assertThat(plain.places(List.of(ascii(" DEBUG ")), Set.of())).contains("standard error");
        assertThat(encrypted.places(List.of(ascii(" DEBUG ")), Set.of())).contains("standard error");
    }

    @Test
    void wasSpokenToOnEveryWay() {
        assertThat(kept).extracting(PrivacyTest::status).containsExactly(202, 400, 401, 202);
        assertThat(foreign).extracting(PrivacyTest::status).containsExactly(202, 202);
        assertThat(overHttp2).isEqualTo("HTTP_2 202");
        assertThat(network).isEqualTo("AS64500");
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring("HTTP/1.1 ".length()).substring(0, 3));
    }

    @Test
    void wasSpokenToInEveryTone() {
        assertThat(answers)
                .extracting(answer -> answer.replaceAll("(?s)(HTTP/1.1 ...).*", "$1"))
                .contains(
                        "HTTP/1.1 200",
                        "HTTP/1.1 202",
                        "HTTP/1.1 204",
                        "HTTP/1.1 400",
                        "HTTP/1.1 401",
                        "HTTP/1.1 403",
                        "HTTP/1.1 404",
                        "HTTP/1.1 409",
                        "HTTP/1.1 413");
    }
}
