package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.broker.BrokerConfig;
import kz.dabyl.broker.EmbeddedBroker;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.model.Access;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingWriter;
import kz.dabyl.model.Report;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicLayout;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {

    private static final long NINE = 1_619_254_800_000L;
    private static final List<String> PLACES = List.of("8820e60003fffff", "8820e60005fffff", "8820e6001bfffff");
    private static final String TRUTH = """
            {"scenario":"rally","start":"2021-04-24T09:00:00.000Z","duration_s":1800,"warmup_s":0,
             "observed":[["8820e60003fffff","401-01"],["8820e60003fffff","401-02"],["8820e60005fffff","401-01"]],
             "events":[{"kind":"shutdown","start":"2021-04-24T09:15:00.000Z","end":"2021-04-24T09:22:00.000Z",
                        "cells":[["8820e60003fffff","401-01"],["8820e60003fffff","401-02"]]}]}""";

    @TempDir
    private static Path folder;

    private static Path recording = Path.of("");
    private static Path strict = Path.of("");
    private static Path truth = Path.of("");
    private static Path data = Path.of("");

    /** Half an hour of three places; for seven minutes the mobile networks of one are silent. */
    private static List<LogEntry> rally() {
        var entries = new ArrayList<LogEntry>();
        for (var second = 0L; second < 1_800; second++) {
            var now = NINE + second * 1_000;
            for (var probe = second % 30; probe < 180; probe += 30) {
                var place = PLACES.get((int) (probe % 3));
                var network = probe % 2 == 0 ? "401-01" : "401-02";
                var access = probe / 30 < 4 ? Access.MOBILE : Access.FIXED;
                var cut = second >= 900 && second < 1_320;
                if (!cut || access == Access.FIXED || !place.equals(PLACES.get(0))) {
                    var report = new Report(
                            "p-" + probe, second / 30, now, 30, place, network, access, null, null, null, List.of());
                    entries.add(new LogEntry.Received(now + 500, "c", report));
                }
            }
            entries.add(new LogEntry.Tick(now + 1_000, "c"));
        }
        return entries;
    }

    @BeforeAll
    static void writesARecordingAndALog() throws IOException, InterruptedException {
        var bytes = new ByteArrayOutputStream();
        var hops = new ArrayList<HopSummary>();
        var fold = new ProbeFold(0, 1);
        try (var writer = new RecordingWriter(bytes)) {
            for (var entry : rally()) {
                writer.write(entry);
                fold.accept(entry, hops::add);
            }
        }
        recording = Files.write(folder.resolve("rally.ndjson"), bytes.toByteArray());
        strict = Files.writeString(folder.resolve("strict.yaml"), "min_probes: 500\n");
        truth = Files.writeString(folder.resolve("truth.json"), TRUTH);
        data = Files.createDirectory(folder.resolve("data"));
        try (var broker = EmbeddedBroker.start(BrokerConfig.in(data))) {
            var kafka = new KafkaAccess(broker.bootstrapServers(), "test");
            try (var admin = Admin.create(kafka.admin("admin"))) {
                new TopicLayout(1, Optional.empty()).ensure(admin);
            }
            append(kafka, hops);
        }
    }

    private static void append(KafkaAccess kafka, List<HopSummary> hops) {
        var settings = kafka.producer("writer");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var hop : hops) {
                var unused = producer.send(
                        new ProducerRecord<>(Topics.CELL_SUMMARIES, 0, null, HopSummaryCodec.encode(hop)));
            }
            for (var line : Run.of("detect " + recording).out().lines().toList()) {
                var unused =
                        producer.send(new ProducerRecord<>(Topics.INCIDENT_REVISIONS, 0, null, line.getBytes(UTF_8)));
            }
        }
    }

    private static JsonNode json(Run run) throws IOException {
        // On a slow machine it also says how far it has come.
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void tellsWhatThresholdsWouldHaveRaisedOverARecording() throws IOException {
        var run = Run.of("backtest --json " + recording + " --truth " + truth + " --config " + strict
                + " --curve min_probes=2,3,400");

        var tree = json(run);
        var configuration = tree.path("configurations").path(0);
        assertThat(configuration.path("incidents").asInt()).isZero();
        assertThat(configuration.path("lost")).hasSize(1);
        assertThat(configuration.path("episodes").path(0).path("delay_s").isNull())
                .isTrue();
        assertThat(tree.path("against").asText()).isEqualTo("defaults");
        assertThat(tree.path("curve").findValuesAsText("name"))
                .containsExactly("min_probes=2", "min_probes=3", "min_probes=400");
        assertThat(tree.path("curve").findValuesAsText("incidents")).containsExactly("1", "1", "0");
    }

    @Test
    void printsTables() {
        var run = Run.of("backtest " + recording + " --truth " + truth + " --against " + strict);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("held against " + strict)
                .containsPattern("defaults +1 ")
                .containsPattern("  \\+ 2021-04-24T09:1[56].* shutdown confirmed, Almaty")
                .containsPattern("2021-04-24T09:15:00.000Z shutdown \\| \\d+\n");
    }

    @Test
    void keepsAHistoryOfALogAndGoesOnFromIt() throws IOException {
        var first = json(Run.of("backtest --json --data " + data + " --config " + strict));
        var history = data.resolve("history/cell-summaries");
        var size = Files.size(history);

        var again = json(Run.of("backtest --json --data " + data + " --config " + strict));

        assertThat(first.path("against").asText()).isEqualTo("what was published");
        assertThat(first.path("configurations").path(0).path("lost")).hasSize(1);
        assertThat(again).isEqualTo(first);
        assertThat(Files.size(history)).isEqualTo(size);
    }

    @Test
    void foldsEveryHopForThresholdsLooserThanItsHistory() throws IOException {
        var history = folder.resolve("loose-history");
        var loose = Files.writeString(folder.resolve("loose.yaml"), "close_after_s: 400\n");
        var kept = json(Run.of("backtest --json --history " + history + " " + recording));

        var run = Run.of("backtest --json --history " + history + " --config " + loose + " " + recording);

        assertThat(run.err()).contains("close_after_s over 300").hasLineCount(1);
        var tree = new ObjectMapper().readTree(run.out());
        assertThat(tree.path("configurations").path(0).path("incidents").asInt())
                .isEqualTo(kept.path("configurations").path(0).path("incidents").asInt());
    }

    @Test
    void readsAHistoryWithoutItsLog() throws IOException {
        var history = folder.resolve("alone");
        var made = json(Run.of("backtest --json --history " + history + " " + recording));

        var alone = json(Run.of("backtest --json --history " + history + " --data " + folder.resolve("nowhere")));

        assertThat(alone).isEqualTo(made);
    }

    @Test
    void refusesACurveThatIsNone() {
        var run = Run.of("backtest --curve home=KZ " + recording);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("dabyl: --curve: expected a field that is a number");
    }

    @Test
    void refusesATruthTooMany() {
        var run = Run.of("backtest --truth " + truth + " --truth " + truth + " " + recording);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("dabyl: expected as many --truth as recordings, were 2 and 1\n");
    }

    @Test
    void saysWhereThereIsNoLog() {
        var run = Run.of("backtest --data " + folder.resolve("elsewhere"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("dabyl: --data: there is no log in " + folder.resolve("elsewhere") + "\n");
    }
}
