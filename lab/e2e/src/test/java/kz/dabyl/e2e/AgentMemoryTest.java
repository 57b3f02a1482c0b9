package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much memory a probe takes that speaks TLS with its collector and its targets, over a line that comes and goes, and
 * whether it stays so. Only where somebody says for how many minutes: {@code -Dprobe.minutes=16}; a day's reports at the usual
 * interval are those of 240. The figures go to {@code target/probe-memory.txt}.
 */
@EnabledIfSystemProperty(named = "probe.minutes", matches = "[0-9]+")
class AgentMemoryTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Duration PERIOD = Duration.ofSeconds(20);

    /** Over half of the time, however long that is: what rises for ever passes it in the end. */
    private static final double LARGEST_RISE_KB = 1_000;

    @TempDir
    private Path folder;

    @Test
    void staysUnderItsLimitOnALineThatComesAndGoes() throws Exception {
        ProbeProgram.assumeBuilt();
        var minutes = Integer.getInteger("probe.minutes");
        assertThat(minutes).as("probe.minutes, of which a rise needs two").isGreaterThanOrEqualTo(2);
        var issued = Issued.fresh(folder);
        var site = site();
        try (var service = service(issued, site.getAddress().getPort());
                var link = new Link(service.base())) {
            var probe = probe(issued, link, invite(service, issued));
            try {
                assertStaysSmall(link, probe, minutes);
            } finally {
                probe.destroy();
                probe.waitFor();
            }
        } finally {
            site.stop(0);
        }
    }

    private static void assertStaysSmall(Link link, Process probe, int minutes) throws IOException {
        var figures = flap(link, probe, minutes);
        var rise = Flatness.rise(figures);
        var most = ProbeProgram.mostResidentKilobytes(probe);
        Files.write(
                Path.of("target/probe-memory.txt"),
                Stream.concat(figures.stream().map(String::valueOf), Stream.of("most " + most, "rise " + rise))
                        .toList());
        assertThat(probe.isAlive()).isTrue();
        assertThat(most).isLessThan(ProbeProgram.MOST_RESIDENT_KB);
        assertThat(rise).as("rise in kB").isLessThan(LARGEST_RISE_KB);
    }

    /** Kilobytes at each end of a period. */
    private static List<Long> flap(Link link, Process probe, int minutes) throws IOException {
        var figures = new ArrayList<Long>();
        for (var period = 0; period * PERIOD.toSeconds() < 60L * minutes; period++) {
            await().pollDelay(PERIOD).atMost(PERIOD.multipliedBy(3)).until(() -> true);
            figures.add(ProbeProgram.residentKilobytes(probe));
            if (period % 2 == 0) {
                link.cut();
            } else {
                link.restore();
            }
        }
        return figures;
    }

    /** A web site whose certificate is the service's. */
    private HttpsServer site() throws IOException, GeneralSecurityException {
        KeyStore keys;
        try (var files = Files.list(folder)) {
            var store = files.filter(file -> file.toString().endsWith(".p12")).findFirst();
            keys = KeyStore.getInstance(store.orElseThrow().toFile(), PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        var page = new byte[300_000];
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        return server;
    }

    private Service service(Issued issued, int site) throws IOException {
        var certificate = Issued.replace(folder.resolve("cert.pem"), issued.chain());
        var key = Issued.replace(folder.resolve("key.pem"), issued.key());
        var targets = Files.writeString(folder.resolve("targets.yaml"), """
                - {target: domestic/here, check: dns, host: localhost}
                - {target: international/closed, check: tcp, host: 127.0.0.1, port: 9}
                - {target: platform/one, check: tls, host: 127.0.0.1, port: %1$d}
                - {target: platform/two, check: tls, host: 127.0.0.1, port: %1$d}
                - {target: site/page, check: https, host: 127.0.0.1, port: %1$d, path: /, kbps_every_s: 600}
                """.formatted(site));
        return Service.start(
                folder.resolve("data"),
                "--tls-cert",
                certificate.toString(),
                "--tls-key",
                key.toString(),
                "--targets",
                targets.toString());
    }

    private static String invite(Service service, Issued issued) throws Exception {
        var made = issued.client()
                .send(
                        service.request("/v1/invites")
                                .header("Authorization", "Bearer " + Service.OPERATOR)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString(UTF_8));
        return Logs.json(made.body()).path("invite").asText();
    }

    private Process probe(Issued issued, Link link, String invite) throws Exception {
        var to = "https://127.0.0.1:" + URI.create(link.address()).getPort();
        var arguments = ProbeProgram.arguments(to, folder.resolve("state"), 10, "--invite", invite);
        var trust = "-Djavax.net.ssl.trustStore=" + trusted(issued);
        return ProbeProgram.command(List.of(trust), arguments, folder.resolve("probe.log"))
                .start();
    }

    /** What the JDK trusts, and the service: a probe holds all of it in memory. */
    private Path trusted(Issued issued) throws Exception {
        var store = KeyStore.getInstance(
                Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                        .toFile(),
                PASSWORD);
        store.setCertificateEntry("it", issued.store().getCertificate("it"));
        var file = folder.resolve("trust.store");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        return file;
    }
}
