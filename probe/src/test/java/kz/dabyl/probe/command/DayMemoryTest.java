package kz.dabyl.probe.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import kz.dabyl.model.targets.Check;
import kz.dabyl.model.targets.Target;
import kz.dabyl.model.targets.TargetListJson;
import kz.dabyl.probe.agent.SignedTargets;
import kz.dabyl.probe.keep.Identity;
import kz.dabyl.probe.measure.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much memory a probe takes that makes as many reports as in so many hours, as fast as it can, with the options of its
 * unit. Only where somebody says for how many: {@code -Dprobe.hours=24} are 2,880 reports. A third of what it asks of its
 * collector is broken off. The figures go to {@code target/probe-day.txt}, one for each hundred requests.
 */
@EnabledIfSystemProperty(named = "probe.hours", matches = "[0-9]+")
class DayMemoryTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final long MOST_RESIDENT_KB = 64_000;

    /** A report each half a minute; what was broken off goes with the next. */
    private static final int REQUESTS_AN_HOUR = 60;

    /** Parts of the names of what a probe has on its class path: the tests have more. */
    private static final List<String> NEEDED = List.of("classes", "dabyl", "jackson", "picocli");

    @TempDir
    private Path folder;

    private final SignedTargets signer = new SignedTargets();
    private final List<Long> figures = Collections.synchronizedList(new ArrayList<>());
    private volatile long pid;
    private int requests;

    DayMemoryTest() throws Exception {}

    @Test
    void staysUnderTheLimitForAsManyReportsAsTheHoursHave() throws Exception {
        var keys = Site.selfSigned(folder, "localhost");
        var server = server(keys);
        new Identity("p-0123456789abcdef", "token", signer.key(), "").keepIn(folder.resolve("identity"));
        var most = 0L;
        var process = probe(server.getAddress().getPort(), trusted(keys)).start();
        try {
            pid = process.pid();
            while (process.isAlive()) {
                most = Math.max(most, kilobytes("VmHWM:"));
                await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            }
            assertThat(process.exitValue()).as("see probe-day.log").isZero();
        } finally {
            process.destroyForcibly();
            server.stop(0);
        }
        Files.write(
                Path.of("target/probe-day.txt"),
                Stream.concat(figures.stream().map(String::valueOf), Stream.of("most " + most, "requests " + requests))
                        .toList());
        assertThat(requests).as("requests").isGreaterThan(REQUESTS_AN_HOUR * Integer.getInteger("probe.hours"));
        assertThat(most).isPositive().isLessThan(MOST_RESIDENT_KB);
    }

    /** The collector, and the site that is measured. */
    private HttpsServer server(KeyStore keys) throws Exception {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(Executors.newFixedThreadPool(4, task -> {
            var thread = new Thread(task, "collector");
            thread.setDaemon(true);
            return thread;
        }));
        var list = SignedTargets.list(
                Instant.now().toEpochMilli(),
                Instant.now().plus(Duration.ofDays(2)).toEpochMilli(),
                targets(server.getAddress().getPort()));
        var signature = signer.signature(list);
        server.createContext("/", exchange -> answer(exchange, 200, new byte[300_000]));
        server.createContext("/v1/targets", exchange -> {
            exchange.getResponseHeaders().set(TargetListJson.SIGNATURE_HEADER, signature);
            answer(exchange, 200, list);
        });
        server.createContext("/v1/reports", this::report);
        server.start();
        return server;
    }

    private static List<Target> targets(int port) {
        return List.of(
                new Target("domestic/here", Check.DNS, "localhost", 53, "/", Target.EACH_ROUND, Target.NO_KBPS),
                new Target("domestic/echo", Check.ICMP, "127.0.0.1", 9, "/", Target.EACH_ROUND, Target.NO_KBPS),
                new Target("international/closed", Check.TCP, "127.0.0.1", 9, "/", Target.EACH_ROUND, Target.NO_KBPS),
                new Target("platform/one", Check.TLS, "localhost", port, "/", Target.EACH_ROUND, Target.NO_KBPS),
                new Target("platform/two", Check.TLS, "localhost", port, "/", Target.EACH_ROUND, Target.NO_KBPS),
                new Target("site/page", Check.HTTPS, "localhost", port, "/", Target.EACH_ROUND, 600));
    }

    private synchronized void report(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (requests % 100 == 0) {
            figures.add(kilobytes("VmRSS:"));
        }
        requests++;
        if (requests % 60 > 40) {
            exchange.close();
            return;
        }
        answer(exchange, 202, "{}".getBytes(UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private ProcessBuilder probe(int port, Path trusted) throws IOException {
        var unit = Files.readString(Path.of("../deploy/dabyl-probe.service"));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Arrays.stream(unit.substring(unit.indexOf("ExecStart="), unit.indexOf("-jar"))
                        .split("\\s+", -1))
                .filter(word -> word.startsWith("-X"))
                .forEach(command::add);
        command.add("-Djavax.net.ssl.trustStore=" + trusted);
        command.add("-cp");
        // Without what only tests need.
        command.add(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> NEEDED.stream().anyMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator)));
        command.addAll(List.of(
                HurriedProbe.class.getName(),
                "https://localhost:" + port,
                folder.toString(),
                System.getProperty("probe.hours")));
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(new File("target/probe-day.log"));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return builder;
    }

    /** What the JDK trusts, and the server: a probe holds all of it in memory. */
    private Path trusted(KeyStore keys) throws Exception {
        var store = KeyStore.getInstance(
                Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                        .toFile(),
                PASSWORD);
        store.setCertificateEntry("it", keys.getCertificate("site"));
        var file = folder.resolve("trust.store");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        return file;
    }

    /** Zero where it is not known. */
    private long kilobytes(String field) throws IOException {
        var status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }
}
