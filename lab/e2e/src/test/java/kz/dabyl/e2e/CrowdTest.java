package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are many, slow, silent or heavy, beside one that is as it should be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrowdTest {

    private static final int SLOW = 250;
    private static final int IDLE = 10_000;
    private static final int SPARE_FILES = 2_000;
    private static final int LARGE = 8 << 20;
    private static final int HEAVY = 8;
    private static final long MIB = 1 << 20;

    /** A sixteenth of the heap that {@link Program} gives: what bodies may hold at once. */
    private static final long BODIES = 32 * MIB;

    private static final String HEAD = "POST /v1/reports HTTP/1.1\r\nhost: dabyl\r\nauthorization: Bearer "
            + Service.RELAY + "\r\ncontent-type: application/json\r\n";
    private static final int DEAF = 50;
    private static final int UNREAD = 200;
    private static final String LONG_ANSWER = "GET /openapi.yaml HTTP/1.1\r\nhost: dabyl\r\n\r\n";
    private static final Duration LIMITS = Duration.ofSeconds(90);

    private final Set<String> acknowledged = new HashSet<>();

    private Path data;
    private Service service;
    private Regular regular;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        data = folder.resolve("data");
        service = Service.start(data);
        regular = new Regular(service, acknowledged);
        // The first ones pay for what is compiled while they run.
        regular.medianMillis();
    }

    /** Whatever the tests did, in whatever order: what was acknowledged is in the log, and each counts once. */
    @AfterAll
    void findsAllThatWasAcknowledged() throws Exception {
        try {
            var found = Tally.of(Program.run("record", "--data", data.toString(), "--raw"));

            found.assertHolds(acknowledged);
            service.assertNeverBlocked();
        } finally {
            service.close();
        }
    }

    @Test
    void closesThoseThatDripAndDelaysNobodyBesideThem() throws Exception {
        var alone = regular.medianMillis();
        try (var heads = Crowd.of(SLOW, service.base(), HEAD + "x: ", "y");
                var bodies = Crowd.of(SLOW, service.base(), HEAD + "content-length: 1000000\r\n\r\n", " ")) {
            assertThat(regular.medianMillis()).isLessThan(50 + 5 * alone);

            await().atMost(LIMITS).until(() -> bodies.open() == 0);
            await().atMost(LIMITS).until(() -> heads.open() == 0);
            assertThat(bodies.heard("HTTP/1.1 408")).isEqualTo(SLOW);
            assertThat(heads.heard("HTTP/1.1 2")).isZero();
        }
        assertThat(service.metric("dabyl_collector_body_bytes")).isZero();
    }

    @Test
    void delaysNobodyBesideThoseWhoDoNotReadTheirAnswers() throws Exception {
        var alone = regular.medianMillis();
        var requests = new ArrayList<String>();
        var reports = new StringBuilder();
        for (var i = 0; i < DEAF; i++) {
            var report = Logs.report("p-deaf-" + i, 0, Instant.now().toString());
            reports.append(report).append('\n');
            requests.add(
                    HEAD + "content-length: " + report.length() + "\r\n\r\n" + report + LONG_ANSWER.repeat(UNREAD));
        }
        try (var deaf = Crowd.deaf(service.base(), requests)) {
            assertThat(regular.medianMillis()).isLessThan(50 + 5 * alone);
            assertThat(service.residentBytes().orElse(0)).isLessThan(Service.CEILING);

            deaf.listen();
            await().atMost(LIMITS).until(() -> deaf.heard("HTTP/1.1 202") == DEAF);
            acknowledged.addAll(names(reports.toString()));
        }
        assertThat(service.log()).doesNotContain("OutOfMemory");
    }

    @Test
    void takesReportsBesideThousandsOfIdleConnections() throws Exception {
        var alone = regular.medianMillis();
        try (var idle = Crowd.of(idle(), service.base(), "GET /health/live HTTP/1.1\r\nhost: dabyl\r\n\r\n", "")) {
            await().atMost(LIMITS).until(() -> idle.heard("HTTP/1.1 200") == idle());

            assertThat(regular.medianMillis()).isLessThan(50 + 5 * alone);
            assertThat(service.residentBytes().orElse(0)).isLessThan(Service.CEILING);
        }
        assertThat(service.log()).doesNotContain("Too many open files").doesNotContain("OutOfMemory");
    }

    /** As many as this machine lets a process have, if that is less. */
    private static int idle() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? (int) Math.min(IDLE, system.getMaxFileDescriptorCount() - SPARE_FILES)
                : SLOW;
    }

    @Test
    void holdsNoMoreThanItMayWhenManyLargeBodiesComeAtOnce() throws Exception {
        var body = largeBody();
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var most = new AtomicLong();
        var goOn = new CountDownLatch(1);
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (var i = 0; i < HEAVY; i++) {
            answers.add(client.sendAsync(
                    service.request("/v1/reports")
                            .header("Authorization", "Bearer " + Service.RELAY)
                            .header("Content-Type", "application/x-ndjson")
                            .POST(halfUntil(goOn, body.getBytes(UTF_8)))
                            .build(),
                    BodyHandlers.ofString()));
        }
        await().atMost(LIMITS)
                .until(() -> most.accumulateAndGet((long) service.metric("dabyl_collector_body_bytes"), Math::max) > 0);
        goOn.countDown();
        await().atMost(LIMITS).pollInterval(Duration.ofMillis(100)).until(() -> {
            most.accumulateAndGet((long) service.metric("dabyl_collector_body_bytes"), Math::max);
            return answers.stream().allMatch(CompletableFuture::isDone);
        });

        for (var answer : answers) {
            assertThat(answer.join().statusCode()).isIn(202, 503);
            if (answer.join().statusCode() == 202) {
                acknowledged.addAll(names(body));
            }
        }
        assertThat(most).hasPositiveValue().hasValueLessThanOrEqualTo(BODIES + MIB);
        await().until(() -> service.metric("dabyl_collector_body_bytes") == 0);
        assertThat(service.residentBytes().orElse(0)).isLessThan(Service.CEILING);
        assertThat(service.log()).doesNotContain("OutOfMemory");
        assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
    }

    /** Half of it, and the rest once it may go on: a machine that is quick has taken all before anybody looks. */
    private static BodyPublisher halfUntil(CountDownLatch goOn, byte[] body) {
        var half = body.length / 2;
        var rest = new ByteArrayInputStream(body, half, body.length - half) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return -1;
                }
                return super.read(into, offset, length);
            }
        };
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(
                        () -> new SequenceInputStream(new ByteArrayInputStream(body, 0, half), rest)),
                body.length);
    }

    private static String largeBody() {
        var now = Instant.now().toString();
        var body = new StringBuilder(LARGE);
        for (var probe = 0; body.length() < LARGE - 2_000; probe++) {
            body.append(Logs.report("p-heavy-" + probe, 0, now)).append('\n');
        }
        return body.toString();
    }

    private static List<String> names(String body) throws IOException {
        var names = new ArrayList<String>();
        for (var line : body.lines().toList()) {
            var report = Logs.json(line);
            names.add(report.path("probe").asText() + "/" + report.path("seq").asLong());
        }
        return names;
    }
}
