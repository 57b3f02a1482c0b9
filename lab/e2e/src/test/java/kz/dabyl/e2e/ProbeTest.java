package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent as it is shipped, one jar with the options of its unit, against a service that the tests share, in whatever order
 * they come: each counts from where it began.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProbeTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** A report of two results, in the outbox. */
    private static final long LARGEST_REPORT = 450;

    private Service service;
    private Path data;

    @TempDir
    private Path folder;

    private Instant begun = Instant.EPOCH;
    private double acceptedBefore;

    @BeforeAll
    void start(@TempDir Path shared) throws IOException {
        ProbeProgram.assumeBuilt();
        var targets = shared.resolve("targets.yaml");
        Files.writeString(targets, """
                - {target: domestic/here, check: dns, host: localhost}
                - {target: international/closed, check: tcp, host: 127.0.0.1, port: 9}
                """);
        data = shared.resolve("data");
        service = Service.start(data, "--targets", targets.toString());
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    @BeforeEach
    void begin() throws Exception {
        begun = Instant.now();
        acceptedBefore = accepted();
    }

    @Test
    void deliversEachReportOnceThoughItIsKilledAndItsLineIsCut() throws Exception {
        try (var link = new Link(service.base())) {
            var invite = invite();
            var first = probe(link, "--invite", invite);
            awaitReports(3);
            var resident = ProbeProgram.mostResidentKilobytes(first);
            first.toHandle().destroyForcibly();
            first.waitFor();

            var second = probe(link);
            awaitReports(5);
            link.cut();
            var cut = accepted() - acceptedBefore;
            var before = outboxBytes();
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> outboxBytes() > before + 6 * LARGEST_REPORT);
            link.restore();
            awaitReports(cut + 6);
            var residentLater = ProbeProgram.mostResidentKilobytes(second);
            second.toHandle().destroy();

            assertThat(second.waitFor(15, TimeUnit.SECONDS)).isTrue();
            var reports = reports();
            assertThat(List.of(resident, residentLater)).allMatch(most -> most < ProbeProgram.MOST_RESIDENT_KB);
            assertThat(numbers(reports))
                    .isEqualTo(LongStream.range(0, reports.size()).boxed().toList());
            assertThat(reports.get(reports.size() - 1).path("interval_s").asInt())
                    .isZero();
            assertThat(reports.get(0).path("pings"))
                    .hasSize(2)
                    .allMatch(ping -> ping.path("ok").isBoolean());
        }
    }

    @Test
    void leavesNothingWhenItsHostPanics() throws Exception {
        try (var link = new Link(service.base())) {
            var probe = probe(link, "--invite", invite());
            awaitReports(1);

            var panic = command("panic", "--state", state().toString()).start();

            assertThat(panic.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(panic.exitValue()).isZero();
            assertThat(probe.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(state()).isEmptyDirectory();
        }
    }

    private String invite() throws Exception {
        var made = service.insist("/v1/invites", "application/json", "{}".getBytes(UTF_8));
        return Logs.json(made.body()).path("invite").asText();
    }

    private Path state() {
        return folder.resolve("state");
    }

    private Process probe(Link link, String... more) throws IOException {
        var arguments = ProbeProgram.arguments(link.address(), state(), 2, more);
        return command(arguments.toArray(String[]::new)).start();
    }

    private ProcessBuilder command(String... arguments) throws IOException {
        return ProbeProgram.command(List.of(), List.of(arguments), folder.resolve("probe.log"));
    }

    private void awaitReports(double least) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(accepted()).as(this::said).isGreaterThanOrEqualTo(acceptedBefore + least));
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("probe.log"));
        } catch (IOException e) {
            return "nothing";
        }
    }

    private double accepted() throws Exception {
        return service.metric("dabyl_reports_total{result=\"accepted\"}");
    }

    private long outboxBytes() throws IOException {
        try (var files = Files.list(state().resolve("outbox"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /**
     * What the log holds since the test began, by number. One whose answer was lost is sent again and may stand there twice, but never with
     * two contents: it counts once.
     */
    private List<JsonNode> reports() throws Exception {
        var result = Program.run("record", "--raw", "--data", data.toString());
        var reports = new ArrayList<JsonNode>();
        for (var line : result.lines()) {
            var entry = Logs.json(line);
            var report = entry.path("report");
            if (!report.isMissingNode()
                    && Instant.parse(entry.path("received").asText()).isAfter(begun)
                    && !reports.contains(report)) {
                reports.add(report);
            }
        }
        assertThat(reports).as(result.err()).isNotEmpty();
        reports.sort((one, other) ->
                Long.compare(one.path("seq").asLong(), other.path("seq").asLong()));
        assertThat(Instant.parse(reports.get(0).path("at").asText())).isBefore(Instant.now());
        return reports;
    }

    private static List<Long> numbers(List<JsonNode> reports) {
        return reports.stream().map(report -> report.path("seq").asLong()).toList();
    }
}
