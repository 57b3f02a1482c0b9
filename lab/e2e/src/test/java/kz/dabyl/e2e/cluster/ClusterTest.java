package kz.dabyl.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Three brokers and two processes of each role, of which some die in the middle of the demonstration's afternoon. */
class ClusterTest {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterTest.class);

    /** How soon Kafka gives a broker up is its own affair; nothing is promised, but it ends. */
    private static final Duration BROKERS = Duration.ofSeconds(90);

    private static final String BRIDGE = "dabyl-cl";
    private static final String NET = "10.219.77.";

    /** Taken before anything is started: what comes after makes load of its own. */
    private final TakeOver takeOver = TakeOver.ofThisMachine();

    @Test
    @Timeout(600)
    void losesAndRepeatsNothingWhenOneOfEachRoleIsKilled(@TempDir Path folder) throws Exception {
        try (var ground = Ground.loopback();
                var drill = Drill.begin(folder, ground, "127.0.0.1", Duration.ofMillis(200))) {
            var faults = new LinkedHashMap<String, Drill.Fault>();
            faults.put("the active detector is killed", () -> killDetector(drill));
            faults.put("the active alerts process is killed", () -> killAlerts(drill));
            faults.put("a collector is killed", () -> killCollector(drill, 0));
            drill.run(faults);

            drill.assertNothingIsMissing();
            assertInTime(drill.taken());
        }
    }

    @Test
    @Tag("long")
    @Timeout(1800)
    void losesAndRepeatsNothingWhenEachDiesInTurnAndSomeAreCutOff(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(
                Namespaces.available(BRIDGE, NET),
                "needs root, ip and nft (apt-get install iproute2 nftables) for namespaces");
        try (var ground = Namespaces.open(BRIDGE, NET, Deployment.PLACES);
                var drill = Drill.begin(folder, ground, NET + 1, Duration.ofMillis(600))) {
            var faults = new LinkedHashMap<String, Drill.Fault>();
            for (var broker = 0; broker < KafkaCluster.SIZE; broker++) {
                var place = broker;
                faults.put("broker " + (broker + 1) + " is killed", () -> killBroker(drill, place));
            }
            for (var round : List.of("the active", "then the other")) {
                faults.put(round + " detector is killed", () -> killDetector(drill));
                faults.put(round + " alerts process is killed", () -> killAlerts(drill));
            }
            faults.put("collector 1 is killed", () -> killCollector(drill, 0));
            faults.put("collector 2 is killed", () -> killCollector(drill, 1));
            faults.put("the broker of the incidents is cut off", () -> cutBroker(drill, ground));
            faults.put("the active detector is cut off", () -> cutDetector(drill, ground));
            faults.put("the active alerts process is cut off", () -> cutAlerts(drill, ground));
            drill.run(faults);

            drill.assertNothingIsMissing();
            assertInTime(drill.taken());
        }
    }

    private void assertInTime(Map<String, Duration> taken) {
        LOG.info("{}", takeOver);
        assertThat(taken)
                .allSatisfy((fault, took) -> assertThat(took)
                        .as("%s; %s", fault, takeOver)
                        .isLessThan(fault.contains("broker") ? BROKERS : takeOver.limit()));
    }

    /** Until the other one judges; then the dead one is back as well. */
    private static Duration killDetector(Drill drill) throws Exception {
        var deployment = drill.deployment();
        var active = deployment.judging();
        active.kill();
        var took = deployment.untilAnotherJudges(active);
        back(active);
        return took;
    }

    private static Duration killAlerts(Drill drill) throws Exception {
        var deployment = drill.deployment();
        var active = deployment.delivering();
        active.kill();
        var took = deployment.untilAnotherDelivers(active);
        back(active);
        return took;
    }

    /** Until what its own probes have to report is acknowledged by the other one, which they find by themselves. */
    private static Duration killCollector(Drill drill, int number) throws Exception {
        var dead = drill.deployment().collectors().get(number);
        var killed = System.nanoTime();
        dead.kill();
        drill.feed().down(dead);
        var took = Deployment.until(() -> drill.feed().servedByAnother(dead, killed));
        drill.feed().starts(dead);
        back(dead);
        drill.feed().up(dead);
        return took;
    }

    private static void back(Station station) throws Exception {
        station.begin();
        station.awaitReady();
    }

    /** Until reports are acknowledged for a whole step of time, so that every partition has another leader. */
    private static Duration killBroker(Drill drill, int place) throws Exception {
        var kafka = drill.deployment().kafka();
        kafka.kill(place);
        var took = untilTimeGoesOn(drill);
        kafka.startAgain(place);
        kafka.awaitInSync();
        return took;
    }

    private static Duration cutBroker(Drill drill, Namespaces ground) throws Exception {
        var kafka = drill.deployment().kafka();
        var leader = kafka.leader(kz.dabyl.model.Topics.INCIDENT_REVISIONS, 0);
        ground.cut(leader);
        var took = untilTimeGoesOn(drill);
        ground.mend(leader);
        kafka.awaitInSync();
        return took;
    }

    private static Duration untilTimeGoesOn(Drill drill) {
        var before = drill.feed().now();
        return Deployment.until(() -> drill.feed().now() > before + 5_000);
    }

    private static Duration cutDetector(Drill drill, Namespaces ground) throws Exception {
        var deployment = drill.deployment();
        var active = deployment.judging();
        ground.cut(deployment.place(active));
        var took = deployment.untilAnotherJudges(active);
        ground.mend(deployment.place(active));
        active.awaitReady();
        return took;
    }

    private static Duration cutAlerts(Drill drill, Namespaces ground) throws Exception {
        var deployment = drill.deployment();
        var active = deployment.delivering();
        ground.cut(deployment.place(active));
        var took = deployment.untilAnotherDelivers(active);
        ground.mend(deployment.place(active));
        active.awaitReady();
        return took;
    }
}
