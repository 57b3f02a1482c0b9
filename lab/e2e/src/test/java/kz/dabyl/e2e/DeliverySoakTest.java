package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.dabyl.e2e.Receivers.Got;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Five hundred subscriptions, two fifths of them to receivers that refuse, hang, dawdle or answer with errors, while incidents
 * open and close and the process is killed twice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliverySoakTest {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverySoakTest.class);
    private static final int INCIDENTS = 20;

    /** Revisions that are published when nothing waits, and are delivered before anybody is killed. */
    private static final List<Integer> UNDISTURBED = List.of(1, 3, 6);

    /** All comes within it; how soon depends on what else the machine does, so delays are only told: see {@link DeliveryDelayTest}. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration LOOK = Duration.ofMillis(200);

    private Path folder;
    private Broker broker;
    private Readership readers;
    private Service service;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        broker = Broker.start(Files.createDirectory(folder.resolve("kafka")));
        readers = new Readership(broker.address());
        service = alerts();
        readers.subscribeTheHealthy(service);
        readers.subscribeTheDead(service);
    }

    @AfterAll
    void stop() {
        service.close();
        readers.close();
        broker.close();
    }

    @Test
    void losesNothingAndKeepsTheOrderThoughOthersAreDeadAndTheProcessIsKilledTwice() throws Exception {
        publish(1);
        awaitAllUpTo(1);
        var first = killInTheMiddleOf(2);
        awaitAllUpTo(2);
        publish(3);
        awaitAllUpTo(3);
        var second = killInTheMiddleOf(4);
        publish(5);
        awaitAllUpTo(5);
        publish(Newsroom.LAST);
        awaitAllUpTo(Newsroom.LAST);

        LOG.info("killed: {}", outage(first));
        LOG.info("killed, and more came at once: {}", outage(second));
        LOG.info("median delay of {} incidents at once between the deaths: {} ms", INCIDENTS, undisturbed());
        readers.healthy().forEach(DeliverySoakTest::assertInOrderUnderOneIdEach);
    }

    private double undisturbed() {
        return Readership.median(IntStream.range(0, INCIDENTS)
                .boxed()
                .flatMapToLong(incident -> UNDISTURBED.stream()
                        .flatMapToLong(revision -> readers.delays("i" + incident + " " + revision))));
    }

    private Service alerts() throws Exception {
        return Readership.alerts(folder.resolve("alerts"), broker);
    }

    private void publish(int revision) throws Exception {
        for (var i = 0; i < INCIDENTS; i++) {
            readers.newsroom().publish("i", i, revision);
        }
    }

    private Outage.Gap killInTheMiddleOf(int revision) throws Exception {
        var before = readers.received();
        publish(revision);
        await().atMost(PATIENCE).until(() -> readers.received() > before);
        service.kill();
        var died = System.currentTimeMillis();
        service = alerts();
        return new Outage.Gap(died, System.currentTimeMillis(), service.cpu());
    }

    private Outage outage(Outage.Gap gap) {
        return Outage.of(gap, readers.healthy(), readers.newsroom()::published);
    }

    private void awaitAllUpTo(int revision) {
        await().pollInterval(LOOK)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(missing(revision)).isEmpty());
    }

    /** What healthy receivers are owed up to a revision and did not get. */
    private List<String> missing(int revision) {
        return IntStream.range(0, Readership.HEALTHY)
                .boxed()
                .flatMap(receiver -> {
                    var has = readers.of(receiver).stream().map(Got::said).collect(Collectors.toSet());
                    return owed(receiver, revision)
                            .filter(what -> !has.contains(what))
                            .map(what -> receiver + ": " + what);
                })
                .toList();
    }

    private static Stream<String> owed(int receiver, int last) {
        return IntStream.range(0, INCIDENTS)
                .filter(incident -> Interests.concern(receiver, incident))
                .boxed()
                .flatMap(incident ->
                        IntStream.rangeClosed(1, last).mapToObj(revision -> "i" + incident + " " + revision));
    }

    private static void assertInOrderUnderOneIdEach(List<Got> got) {
        var first = new LinkedHashMap<String, Got>();
        for (var one : got) {
            var before = first.putIfAbsent(one.said(), one);
            if (before != null) {
                assertThat(one.id()).as(one.said()).isEqualTo(before.id());
                assertThat(one.body()).isEqualTo(before.body());
            }
        }
        var newest = new HashMap<String, Integer>();
        for (var what : first.keySet()) {
            var words = what.split(" ", -1);
            var revision = Integer.parseInt(words[1]);
            assertThat(revision).as(what).isEqualTo(newest.getOrDefault(words[0], 0) + 1);
            newest.put(words[0], revision);
        }
    }
}
