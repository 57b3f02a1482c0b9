package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long three hundred subscribers wait for an incident, first among themselves, then beside two hundred who refuse, hang,
 * dawdle or answer with errors. A measurement, which wants a machine of its own: see bench/RESULTS.md.
 */
@Tag("long")
class DeliveryDelayTest {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryDelayTest.class);
    private static final int ONE_BY_ONE = 8;
    private static final int AT_ONCE = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(200);

    /** The dead may at most double a delay, where it is long enough to be told from chance. */
    private static final double CHANCE_MILLIS = 100;

    @Test
    void isNotMadeLongerByTheDead(@TempDir Path folder) throws Exception {
        try (var broker = Broker.start(Files.createDirectory(folder.resolve("kafka")));
                var readers = new Readership(broker.address());
                var service = Readership.alerts(folder.resolve("alerts"), broker)) {
            readers.subscribeTheHealthy(service);
            // The first ones pay for what is compiled while they come.
            median(readers, "warm", ONE_BY_ONE, true);
            var alone = median(readers, "alone", ONE_BY_ONE, true);
            var burstAlone = median(readers, "burst-alone", AT_ONCE, false);

            var dead = readers.subscribeTheDead(service);
            // What lets the dead have something to wait for.
            median(readers, "first-among-dead", AT_ONCE, false);
            var amongDead = median(readers, "among-dead", ONE_BY_ONE, true);
            var burstAmongDead = median(readers, "burst-among-dead", AT_ONCE, false);

            LOG.info("median delay of one incident: {} ms, {} ms beside {} dead", alone, amongDead, dead);
            LOG.info("of {} incidents at once: {} ms, {} ms beside the dead", AT_ONCE, burstAlone, burstAmongDead);
            LOG.info(
                    "{} messages came, {} MB resident, {} s of CPU",
                    readers.received(),
                    service.residentBytes().orElse(0) >> 20,
                    service.cpu().toSeconds());
            assertThat(amongDead).as("one by one").isLessThan(CHANCE_MILLIS + 2 * alone);
            assertThat(burstAmongDead).as("all at once").isLessThan(CHANCE_MILLIS + 2 * burstAlone);
        }
    }

    /** The median of delays of so many openings, each published when the one before has come, or all at once. */
    private static double median(Readership readers, String name, int incidents, boolean oneByOne) throws Exception {
        for (var i = 0; i < incidents; i++) {
            readers.newsroom().publish(name, i, 1);
            if (oneByOne) {
                awaitOpening(readers, name, i);
            }
        }
        for (var i = 0; i < incidents; i++) {
            awaitOpening(readers, name, i);
        }
        return Readership.median(
                IntStream.range(0, incidents).boxed().flatMapToLong(i -> readers.delays(name + i + " 1")));
    }

    private static void awaitOpening(Readership readers, String name, int incident) {
        var owed = IntStream.range(0, Readership.HEALTHY)
                .filter(receiver -> Interests.concern(receiver, incident))
                .count();
        await().pollInterval(LOOK)
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(readers.delays(name + incident + " 1").count())
                                .isEqualTo(owed));
    }
}
