package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kz.dabyl.detector.core.TestCity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two detectors that share the partitions, one here and one in a process of its own, and an hour in which much happens. */
class TwoDetectorsTest {

    /** What there must be to be told once: of silence and of targets, here and elsewhere. */
    private static final List<String> KINDS =
            List.of("\"kind\":\"shutdown\"", "\"kind\":\"network_outage\"", "\"kind\":\"blocking\"");

    private static final int LATE = 2;
    private static final long BEHIND_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @Timeout(240)
    void takeOverFromEachOtherWithoutLossOrRepetition(@TempDir Path data) throws Exception {
        var log = TestLogs.eventfulHour(3);
        try (var kafka = TestKafka.start(data)) {
            var other = DetectorProcess.start(kafka.access(), data.resolve("other"));
            try {
                // In the middle of a cut one of them goes, in that of the next outage the other is killed.
                try (var first = RunningDetector.start(kafka.access(), data.resolve("this"))) {
                    awaitBoth(kafka, first);
                    work(kafka, log, 0, 1700);
                }
                work(kafka, log, 1700, 2000);
                try (var again = RunningDetector.start(kafka.access(), data.resolve("this"))) {
                    awaitBoth(kafka, again);
                    work(kafka, log, 2000, 2500);
                    other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
                    kafka.write(log.between(partition -> true, at(2500), Long.MAX_VALUE));
                    again.awaitJudged(log.end());
                }
            } finally {
                other.destroyForcibly();
            }

            assertToldOnce(kafka, log);
        }
    }

    @Test
    @Timeout(240)
    void goOnWhereOneIsKilledWhileAPartitionIsLate(@TempDir Path data) throws Exception {
        var log = TestLogs.eventfulHour(4);
        try (var kafka = TestKafka.start(data)) {
            var other = DetectorProcess.start(kafka.access(), data.resolve("other"));
            try (var one = RunningDetector.start(kafka.access(), data.resolve("this"))) {
                awaitBoth(kafka, one);
                kafka.write(log.between(partition -> partition != LATE, 0, at(1700)));
                kafka.write(log.between(partition -> partition == LATE, 0, at(1700 - BEHIND_SECONDS)));
                await().atMost(PATIENCE).until(() -> !kafka.revisions().isEmpty());

                other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
                kafka.write(log.between(partition -> partition != LATE, at(1700), at(2400)));
                var others = (TestKafka.PARTITIONS - 1) * hops(2400);
                await().atMost(PATIENCE)
                        .until(() -> kafka.hops().stream()
                                        .filter(hop -> !hop.startsWith(LATE + "/"))
                                        .count()
                                == others);
                assertThat(TestKafka.detected(log.entries()))
                        .startsWith(kafka.revisions().toArray(String[]::new));

                kafka.write(log.between(partition -> partition == LATE, at(1700 - BEHIND_SECONDS), Long.MAX_VALUE));
                kafka.write(log.between(partition -> partition != LATE, at(2400), Long.MAX_VALUE));
                one.awaitJudged(log.end());
            } finally {
                other.destroyForcibly();
            }

            assertToldOnce(kafka, log);
        }
    }

    private static void awaitBoth(TestKafka kafka, RunningDetector here) {
        await().atMost(PATIENCE).until(() -> here.isRunning() && kafka.sharers() == 2);
    }

    /** Writes a part of the log, and returns when a third of it or more was worked off. */
    private static void work(TestKafka kafka, PackedLog log, long from, long until) {
        var enough = kafka.hopCount() + TestKafka.PARTITIONS * (hops(until) - hops(from)) / 3;
        kafka.write(log.between(partition -> true, from == 0 ? 0 : at(from), at(until)));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> kafka.hopCount() >= enough);
    }

    /** Every hop was judged once, and what was found in them is what is found where nothing lies between. */
    private static void assertToldOnce(TestKafka kafka, PackedLog log) {
        var expected = TestKafka.detected(log.entries());
        for (var kind : KINDS) {
            assertThat(expected).anySatisfy(revision -> assertThat(revision).contains(kind));
        }
        assertThat(kafka.revisions()).isEqualTo(expected);
        assertThat(kafka.hops()).doesNotHaveDuplicates().hasSize(log.hops());
    }

    private static long at(long second) {
        return TestCity.START + 1000 * second;
    }

    /** Of one partition, closed by the ticks until then. */
    private static int hops(long second) {
        return (int) (second / 5);
    }
}
