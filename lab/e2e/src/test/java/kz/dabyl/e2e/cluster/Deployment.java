package kz.dabyl.e2e.cluster;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Three brokers and two processes of each role. Not thread-safe. */
final class Deployment implements AutoCloseable {

    /** Brokers, collectors, detectors and alerts, in this order. */
    static final int PLACES = KafkaCluster.SIZE + 6;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(50);

    /** Only the one that judges answers, and only the one that delivers. */
    private static final String JUDGED = "/v1/cells";

    private static final String DELIVERED = "/v1/subscriptions";

    private final Ground ground;
    private final KafkaCluster kafka;
    private final List<Station> collectors = new ArrayList<>();
    private final List<Station> detectors = new ArrayList<>();
    private final List<Station> alerts = new ArrayList<>();

    private Deployment(Ground ground, KafkaCluster kafka) {
        this.ground = ground;
        this.kafka = kafka;
    }

    /** Starts all on new folders, and waits until they are ready. */
    static Deployment start(Path folder, Ground ground) throws Exception {
        var made = new Deployment(ground, KafkaCluster.start(folder, ground));
        try {
            made.add(folder, "collector", made.collectors);
            made.add(folder, "detector", made.detectors);
            made.add(folder, "alerts", made.alerts);
            // The first one makes the topics, so that the others do not stumble over each other on a slow machine.
            made.collectors.get(0).begin();
            made.collectors.get(0).awaitReady();
            for (var station : made.stations().skip(1).toList()) {
                station.begin();
            }
            made.stations().forEach(Station::awaitReady);
            return made;
        } catch (Exception | Error e) {
            made.close();
            throw e;
        }
    }

    private void add(Path folder, String role, List<Station> to) throws Exception {
        for (var number = 1; number <= 2; number++) {
            var place = KafkaCluster.SIZE + (int) stations().count();
            to.add(Station.at(ground, place, role + "-" + number, role, kafka.addresses(), folder));
        }
    }

    private Stream<Station> stations() {
        return Stream.of(collectors, detectors, alerts).flatMap(List::stream);
    }

    KafkaCluster kafka() {
        return kafka;
    }

    List<Station> collectors() {
        return collectors;
    }

    Station judging() {
        return active(detectors, JUDGED);
    }

    Station delivering() {
        return active(alerts, DELIVERED);
    }

    /** The place of a station on the ground. */
    int place(Station station) {
        return KafkaCluster.SIZE + stations().toList().indexOf(station);
    }

    private static Station active(List<Station> pair, String question) {
        await().atMost(PATIENCE).until(() -> pair.stream().anyMatch(one -> one.answers(question)));
        return pair.stream().filter(one -> one.answers(question)).findFirst().orElseThrow();
    }

    /** How long it takes until the other one judges. */
    Duration untilAnotherJudges(Station than) {
        return until(() -> other(detectors, than).answers(JUDGED));
    }

    /** How long it takes until the other one delivers. */
    Duration untilAnotherDelivers(Station than) {
        return until(() -> other(alerts, than).answers(DELIVERED));
    }

    static Duration until(Callable<Boolean> done) {
        var began = System.nanoTime();
        await().pollInterval(LOOK).atMost(PATIENCE).until(done);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    static Station other(List<Station> pair, Station than) {
        return pair.get(1 - pair.indexOf(than));
    }

    @Override
    public void close() {
        stations().forEach(Station::close);
        kafka.close();
    }
}
