package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.CloudEvent;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentChange;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One detector, one real broker, and a log with a shutdown and some records that cannot be read. */
class DetectorTest {

    private static final PackedLog LOG = TestLogs.shutdown(1);
    private static final int DAMAGED = 12;

    @TempDir
    static Path data;

    private static TestKafka kafka;
    private static RunningDetector detector;

    @BeforeAll
    static void letTheDetectorReadTheLog() throws Exception {
        kafka = TestKafka.start(data);
        detector = RunningDetector.start(kafka.access(), data.resolve("streams"));
        detector.awaitRunning();
        kafka.write(damaged(LOG.records()));
        detector.awaitJudged(LOG.end());
    }

    @AfterAll
    static void stop() {
        detector.close();
        kafka.close();
    }

    /** The records, with some among them that cannot be read. */
    private static List<ProducerRecord<byte[], byte[]>> damaged(List<ProducerRecord<byte[], byte[]>> records) {
        var all = new ArrayList<>(records);
        for (var i = 0; i < DAMAGED; i++) {
            byte @Nullable [] value = i % 4 == 0 ? null : new byte[] {(byte) (i % 3), 1, 2};
            var topic = i % 2 == 0 ? Topics.REPORTS : Topics.CELL_SUMMARIES;
            all.add(i * records.size() / DAMAGED, new ProducerRecord<>(topic, 0, null, value));
        }
        return all;
    }

    @Test
    void publishesWhatThePureDetectionFinds() {
        var expected = TestKafka.detected(LOG.entries());

        assertThat(expected).hasSizeGreaterThan(2);
        await().untilAsserted(() -> assertThat(kafka.revisions()).isEqualTo(expected));
    }

    @Test
    void makesEveryRevisionACloudEvent() {
        var expected = new ArrayList<String>();
        Optional<Incident> before = Optional.empty();
        for (var text : TestKafka.detected(LOG.entries())) {
            var revision = IncidentJson.parse(text);
            var event = CloudEvent.of(revision, IncidentChange.between(before, revision));
            expected.add(event.type() + " " + event.id());
            before = Optional.of(revision);
        }

        await().untilAsserted(() -> assertThat(kafka.events()).isEqualTo(expected));
        assertThat(expected).first().asString().startsWith("kz.dabyl.incident.opened ");
    }

    @Test
    void publishesEveryHopOfEveryPartitionOnce() {
        await().untilAsserted(
                        () -> assertThat(kafka.hops()).doesNotHaveDuplicates().hasSize(LOG.hops()));
    }

    @Test
    void publishesThePresentStateOfEveryCellThatMayBeShown() {
        await().untilAsserted(() -> {
            var judged = detector.detector().views().judged().orElseThrow();
            assertThat(kafka.cells())
                    .containsExactlyInAnyOrderElementsOf(judged.shown().stream()
                            .map(cell -> cell.cell() + " " + CellsRoute.state(cell, judged.minProbes()))
                            .toList())
                    .isNotEmpty();
        });
    }

    @Test
    void countsRecordsThatCannotBeRead() {
        var counted = detector.registry().find(MalformedRecords.METER).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();

        assertThat(counted).isEqualTo(DAMAGED);
    }

    @Test
    void liesNoMoreThanAHopBehindTheForemostTick() {
        assertThat(detector.registry().get(DetectorMeters.LAG).gauge().value()).isBetween(0.0, 5.0);
    }

    @Test
    void measuresReportsByAreaNetworkAndAccess() {
        var almaty = detector.registry()
                .get(DetectorMeters.EXPECTED)
                .tags("area", "Almaty", "network", "401-01", "access", "mobile")
                .gauge();

        // 22 probes in the centre and the west, each every half minute.
        assertThat(almaty.value()).isBetween(40.0, 44.0);
        assertThat(detector.registry().find(DetectorMeters.HEARD).meters())
                .extracting(Meter::getId)
                .hasSize(2 * 4);
    }

    @Test
    void showsTheStateOfItsCells() throws Exception {
        var answer = Served.get(detector.detector().routes(), "/v1/cells");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        var items = new JsonObject(answer.body()).getJsonArray("items");
        assertThat(items).hasSize(3 * 4);
        var centre = items.stream()
                .map(item -> (JsonObject) item)
                .filter(item -> item.getString("place").equals(TestCity.CENTRE))
                .filter(item -> item.getString("network").equals("401-02"))
                .findFirst()
                .orElseThrow();
        assertThat(centre.getString("access")).isEqualTo("mobile");
        assertThat(centre.getString("area")).isEqualTo("Almaty");
        assertThat(centre.getString("state")).isEqualTo("ok");
        assertThat(centre.getString("probes_band")).isEqualTo("8-15");
        assertThat(centre.getDouble("expected")).isBetween(20.0, 22.0);
        assertThat(centre.getJsonObject("reach").getInteger("place_cut_s")).isBetween(15, 45);
    }

    @Test
    void keepsNothingOnDiskButItsName() throws Exception {
        try (var files = Files.walk(data.resolve("streams"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("instance");
        }
    }

    @Test
    void doesWithoutRocksDb() throws Exception {
        var maps = Path.of("/proc/self/maps");
        assumeThat(maps).exists();

        assertThat(Files.readAllLines(maps)).noneMatch(line -> line.contains("rocksdb"));
    }
}
