package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kz.dabyl.e2e.Receivers.Got;
import kz.dabyl.e2e.Receivers.Manner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Five hundred subscriptions, two fifths of them to receivers that refuse, hang, dawdle or answer with errors, while incidents
 * open and close and the process is killed twice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliverySoakTest {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverySoakTest.class);
    private static final int HEALTHY = 300;
    private static final int DEAD_OF_EACH_MANNER = 40;
    private static final int INCIDENTS = 20;
    private static final int MEASURED = 8;

    /** Revisions that are published when nothing waits, and are delivered before anybody is killed. */
    private static final List<Integer> UNDISTURBED = List.of(1, 3, 6);

    /** All comes within it; how soon depends on what else the machine does, so delays are only told: see bench/RESULTS.md. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int CALLERS = 16;

    private static final List<Manner> DEAD = Stream.of(Manner.values())
            .filter(manner -> manner != Manner.HEALTHY)
            .toList();

    private Path folder;
    private Broker broker;
    private Receivers receivers;
    private Newsroom newsroom;
    private Service service;
    private double medianAlone;
    private double burstAlone;
    private double burstsBetweenDeaths;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        broker = Broker.start(Files.createDirectory(folder.resolve("kafka")));
        receivers = new Receivers();
        service = alerts();
        newsroom = new Newsroom(broker.address());
        subscribe(List.of(Manner.HEALTHY), HEALTHY);
    }

    @AfterAll
    void stop() {
        service.close();
        newsroom.close();
        receivers.close();
        broker.close();
    }

    @Test
    @Order(1)
    void deliversWithoutDelayWhereEverybodyListens() throws Exception {
        oneByOne("warm");

        medianAlone = oneByOne("alone");
        burstAlone = allAtOnce("burst-alone");

        LOG.info("median delay: {} ms of one incident, {} ms of {} at once", medianAlone, burstAlone, INCIDENTS);
    }

    @Test
    @Order(2)
    void losesNothingAndKeepsTheOrderThoughOthersAreDeadAndTheProcessIsKilledTwice() throws Exception {
        subscribe(DEAD, DEAD_OF_EACH_MANNER);

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
        burstsBetweenDeaths = median(IntStream.range(0, INCIDENTS)
                .boxed()
                .flatMapToLong(incident ->
                        UNDISTURBED.stream().flatMapToLong(revision -> delays("i" + incident + " " + revision))));
        healthy().forEach(DeliverySoakTest::assertInOrderUnderOneIdEach);
    }

    @Test
    @Order(3)
    void isNotDelayedByTheDead() throws Exception {
        var medianAmongDead = oneByOne("among-dead");
        var burstAmongDead = allAtOnce("burst-among-dead");

        LOG.info(
                "median delay of one incident: {} ms with healthy receivers only, {} ms beside {} dead ones, ratio {}",
                medianAlone,
                medianAmongDead,
                DEAD.size() * DEAD_OF_EACH_MANNER,
                ratio(medianAmongDead, medianAlone));
        LOG.info(
                "of {} incidents at once: {} ms with healthy receivers only, {} ms between the deaths, {} ms beside the dead,"
                        + " ratio {}; {} messages came, {} MB resident, {} s of CPU since the last start",
                INCIDENTS,
                burstAlone,
                burstsBetweenDeaths,
                burstAmongDead,
                ratio(burstAmongDead, burstAlone),
                receivers.all(),
                service.residentBytes().orElse(0) >> 20,
                service.cpu().toSeconds());
    }

    private static double ratio(double with, double without) {
        return with / Math.max(1, without);
    }

    private Service alerts() throws Exception {
        return Service.start(
                folder.resolve("alerts"), "--kafka", broker.address(), "--roles", "alerts", "--allow-private-webhooks");
    }

    /** So many of each manner, several at a time. */
    private void subscribe(List<Manner> manners, int ofEach) throws Exception {
        var callers = Executors.newFixedThreadPool(CALLERS);
        try {
            var subscribed = new ArrayList<java.util.concurrent.Future<?>>();
            for (var manner : manners) {
                for (var i = 0; i < ofEach; i++) {
                    var number = i;
                    subscribed.add(callers.submit(() -> subscribe(manner, number)));
                }
            }
            for (var each : subscribed) {
                each.get();
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private Void subscribe(Manner manner, int number) throws Exception {
        var answer = service.insist(
                "/v1/subscriptions",
                "application/json",
                Logs.utf8("{\"channel\":\"webhook\",\"url\":\"" + receivers.url(manner, number) + "\""
                        + Interests.filter(number) + "}"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return null;
    }

    private void publish(int revision) throws Exception {
        for (var i = 0; i < INCIDENTS; i++) {
            newsroom.publish("i", i, revision);
        }
    }

    private Outage.Gap killInTheMiddleOf(int revision) throws Exception {
        var before = receivers.all();
        publish(revision);
        await().atMost(PATIENCE).until(() -> receivers.all() > before);
        service.kill();
        var died = System.currentTimeMillis();
        service = alerts();
        return new Outage.Gap(died, System.currentTimeMillis(), service.cpu());
    }

    private Outage outage(Outage.Gap gap) {
        return Outage.of(gap, healthy(), newsroom::published);
    }

    /** What came to each healthy receiver. */
    private List<List<Got>> healthy() {
        return IntStream.range(0, HEALTHY)
                .mapToObj(number -> receivers.of(Receivers.name(Manner.HEALTHY, number)))
                .toList();
    }

    private void awaitAllUpTo(int revision) {
        await().pollInterval(LOOK)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(missing(revision)).isEmpty());
    }

    /** What healthy receivers are owed up to a revision and did not get. */
    private List<String> missing(int revision) {
        return IntStream.range(0, HEALTHY)
                .boxed()
                .flatMap(receiver -> {
                    var has = receivers.of(Receivers.name(Manner.HEALTHY, receiver)).stream()
                            .map(Got::said)
                            .collect(Collectors.toSet());
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

    /** The median of milliseconds from the broker's acknowledgement of an opening to its receipt, one incident after the other. */
    private double oneByOne(String name) throws Exception {
        for (var i = 0; i < MEASURED; i++) {
            newsroom.publish(name, i, 1);
            awaitOpening(name, i);
        }
        return medianOfOpenings(name, MEASURED);
    }

    /** The same where the next one does not wait for the one before. */
    private double allAtOnce(String name) throws Exception {
        for (var i = 0; i < INCIDENTS; i++) {
            newsroom.publish(name, i, 1);
        }
        for (var i = 0; i < INCIDENTS; i++) {
            awaitOpening(name, i);
        }
        return medianOfOpenings(name, INCIDENTS);
    }

    private void awaitOpening(String name, int incident) {
        var owed = IntStream.range(0, HEALTHY)
                .filter(receiver -> Interests.concern(receiver, incident))
                .count();
        await().pollInterval(LOOK)
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(delays(name + incident + " 1").count()).isEqualTo(owed));
    }

    private double medianOfOpenings(String name, int incidents) {
        return median(IntStream.range(0, incidents).boxed().flatMapToLong(i -> delays(name + i + " 1")));
    }

    private static double median(LongStream delays) {
        var sorted = delays.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private LongStream delays(String what) {
        return healthy().stream()
                .flatMap(got ->
                        got.stream().filter(one -> one.said().equals(what)).limit(1))
                .mapToLong(got -> Math.max(0, got.at() - newsroom.published(what)));
    }
}
