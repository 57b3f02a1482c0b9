package kz.dabyl.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.Scenario;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Tag;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped scenarios: their logs hold together, and what really happened is found in them, and nothing else. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScenarioTest {

    private static final long NEAR_MILLIS = 60_000;

    /** The longest promise of the probes in these scenes: an end may be told so far from the true one. */
    private static final long INTERVAL_MILLIS = 30_000;

    /** After the true end an incident may stay open so long. */
    private static final long CLOSING_MILLIS = Thresholds.DEFAULT.closeAfterSeconds() * 1000L + 60_000;

    /** Those who ask for logs alone come last: what was simulated for the detector need not be simulated again. */
    private static final int LAST = Integer.MAX_VALUE;

    private static final Scenes SCENES = new Scenes();

    @ParameterizedTest(name = "{0}, seed {1}, within {2} s")
    @CsvSource({
        "almaty-afternoon, 1, 45",
        "demo, 1, 45",
        "district-cut, 1, 270",
        "one-network, 1, 330",
        "two-cities, 1, 30",
        "full-cut, 1, 45",
        "power-cut, 1, 120",
        "flapping, 1, 45",
        "night-sleep, 1, 60",
        "blackout, 1, 180",
        "forged-flood, 1, 60",
        "selective, 1, 75",
        "selective, 2, 75",
        "blocking-methods, 1, 60",
        "blocking-methods, 2, 60",
        "blocking-one-network, 1, 60",
        "blocking-one-site, 1, 60",
        "throttling-kbps, 1, 90",
        "throttling-kbps, 2, 90",
        "throttling-in-crowd, 1, 90",
        "throttling-in-crowd, 2, 90",
        "throttling-one-network, 1, 90",
        "throttling-then-cut, 1, 60",
        "interception-city, 1, 60",
        "allow-list-city, 1, 60",
        "allow-list-city, 2, 60",
        "allow-list-national, 1, 60",
        "target-down-all, 1, 90",
        "target-down-all, 2, 90",
        "second-path, 1, 330",
        "second-path, 2, 330",
        "collector-unreachable, 1, 45",
        "collector-unreachable, 2, 45",
        "collector-blocked-country, 1, 180",
        "collector-blocked-mobile, 1, 60",
        "forged-other-version, 1, 60",
        "forged-all-well, 1, 60",
        "forged-all-well-invited, 1, 60",
        "forged-from-the-first, 1, 60",
        "new-city-vouched, 1, 60",
        "new-city-vouched, 2, 60",
        "leak-small-cells, 1, 90",
        "leaving-the-cut, 1, 60",
        "versions-apart, 1, 330",
        "versions-apart, 2, 330",
        "deaf-slow-witnesses, 1, 270",
        "deaf-slow-witnesses, 2, 270",
        "cuts-in-turn, 1, 60",
        "cuts-in-turn, 2, 60",
        "two-faults, 1, 330",
        "two-faults, 2, 330",
        "cut-and-fibre, 1, 420",
        // Its lines had outages of their own before, by which it learnt that such are frequent.
        "cut-and-fibre, 2, 600",
        "collectors-two-of-three, 1, 60",
        "collectors-two-of-three, 2, 60",
        "collectors-two-of-three, 5, 60",
        "collectors-two-of-three, 4, 60",
        "cut-after-outage, 1, 60",
        "cut-after-outage, 2, 60",
        "cut-in-release, 1, 330",
        "cut-in-release, 2, 330"
    })
    void findsEveryTrueEventInTimeAndNothingElse(String scenario, long seed, long seconds) {
        var run = SCENES.run(scenario, seed);

        assertThat(run.incidents()).hasSameSizeAs(run.truth().events());
        for (var i = 0; i < run.incidents().size(); i++) {
            var event = run.truth().events().get(i);
            var last = run.incidents().get(i).last();
            assertThat(last.detected() - event.start()).isBetween(0L, seconds * 1000);
            assertThat(last.kind()).isEqualTo(event.kind());
            assertThat(run.share(event, last))
                    .as("share of its cells that were found")
                    .isGreaterThan(0.9);
            assertThat(run.precision(event, last))
                    .as("share of what was found that was its")
                    .isGreaterThan(0.5);
            assertThat(last.certainty()).isEqualTo(Incident.Certainty.CONFIRMED);
            assertThat(last.started()).isBetween(event.start() - NEAR_MILLIS, event.start() + NEAR_MILLIS);
            var end = event.end().orElseThrow();
            assertThat(last.state()).isEqualTo(Incident.State.CLOSED);
            assertThat(last.ended()).isBetween(end - INTERVAL_MILLIS, end + INTERVAL_MILLIS);
            assertThat(run.incidents().get(i).firstClosed().updated()).isBetween(end, end + CLOSING_MILLIS);
            assertThat(run.incidents().get(i).closing().updated()).isBetween(end, end + CLOSING_MILLIS);
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({
        "quiet-day, 1",
        "congestion-only, 1",
        "collector-failure, 1",
        "collector-failure, 2",
        "software-release, 1",
        "software-release, 2",
        "clock-steps, 1",
        "fleet-restart, 1",
        "fleet-restart, 2",
        "fleet-restart, 3",
        "stadium, 1",
        "collectors-deaf, 1",
        "masts-overrun, 1",
        "masts-overrun, 2",
        "masts-overrun, 6",
        "new-year, 1",
        "new-year, 3",
        "power-modems, 1",
        "power-modems, 2",
        "restart-few-probes, 1",
        "restart-few-probes, 3",
        "restart-few-probes, 15",
        "release-of-phones, 1",
        "release-of-phones, 2",
        "release-of-phones, 14"
    })
    void raisesNothingWhereNobodyWasCutOff(String scenario, long seed) {
        assertThat(SCENES.run(scenario, seed).incidents()).isEmpty();
    }

    /** What may seem to be something for a while, and is no shutdown at any time. */
    @ParameterizedTest
    @ValueSource(strings = {"forged-silence", "forged-silence-invited", "forged-majority-silence"})
    void tellsOfNothingWhereTheInventedFallSilent(String scenario) {
        assertThat(SCENES.run(scenario, 1).incidents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "release-bad",
                "release-staged",
                "collectors-half-gone",
                "clocks-astray",
                "commuters",
                "rally-peaceful",
                "power-ragged-phones-live",
                "episode-2024-12-14-holiday"
            })
    void tellsOfNoShutdownWhereNobodyWasCutOff(String scenario) {
        assertThat(SCENES.run(scenario, 1).incidents())
                .allSatisfy(found -> assertThat(found.kinds()).doesNotContain(IncidentKind.SHUTDOWN));
    }

    /** The restart of another city and the cut seem to be one at first: what is left of it is told anew. */
    @ParameterizedTest
    @CsvSource({"1", "3"})
    void tellsACutAgainThatWasTakenBackWithTheRestartOfAnotherCity(long seed) {
        var run = SCENES.run("restart-beside-cut", seed);
        var event = run.truth().events().get(0);

        assertThat(run.incidents()).hasSize(2);
        assertThat(run.incidents().get(0).last().reason()).isEqualTo("restart");
        var last = run.incidents().get(1).last();
        assertThat(last.kind()).isEqualTo(IncidentKind.SHUTDOWN);
        assertThat(last.certainty()).isEqualTo(Incident.Certainty.CONFIRMED);
        assertThat(last.detected() - event.start()).isBetween(150_000L, 300_000L);
        assertThat(run.share(event, last)).isEqualTo(1);
        assertThat(run.precision(event, last)).isEqualTo(1);
        assertThat(last.ended())
                .isBetween(
                        event.end().orElseThrow() - INTERVAL_MILLIS, event.end().orElseThrow() + INTERVAL_MILLIS);
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void takesBackWhatWasAPowerCutWithPhonesAlive(long seed) {
        var run = SCENES.run("power-cut-phones-live", seed);

        assertThat(run.incidents()).allSatisfy(found -> {
            assertThat(found.kinds()).containsOnly(IncidentKind.NETWORK_OUTAGE);
            assertThat(found.last().state()).isEqualTo(Incident.State.RETRACTED);
            assertThat(found.last().reason()).isEqualTo("restart");
        });
    }

    @Test
    void renamesWhatTurnsOutAsOurOwnDeafnessAndKeepsItAnIncident() {
        var found = SCENES.run("collector-unreachable", 1).incidents().get(0);

        assertThat(found.kinds()).contains(IncidentKind.OUTAGE, IncidentKind.COLLECTOR_UNREACHABLE);
        assertThat(found.last().evidence().lateConfirmations()).isPositive();
        assertThat(found.revisions())
                .extracting(Incident::state)
                .containsSubsequence(Incident.State.OPEN, Incident.State.CLOSED)
                .doesNotContain(Incident.State.RETRACTED);
    }

    @Test
    void namesTheMethodOfEveryBlocking() {
        var reasons = SCENES.run("blocking-methods", 3).incidents().stream()
                .map(found -> found.last().reason())
                .toList();

        assertThat(reasons)
                .containsExactly(
                        "DNS: 3 targets fell together",
                        "IP: 2 targets fell together",
                        "TCP: 2 targets fell together",
                        "TLS: 3 targets fell together",
                        "HTTP: 3 targets fell together");
    }

    @Test
    void tellsEachRevisionInWords() {
        var revisions = SCENES.run("demo", 1).incidents().get(0).revisions();

        assertThat(revisions).allSatisfy(r -> assertThat(r.summary().keySet()).isEqualTo(Set.of("en", "ru", "kk")));
        assertThat(revisions.stream().map(Incident::revision).toList())
                .isEqualTo(IntStream.rangeClosed(1, revisions.size()).boxed().toList());
        assertThat(List.of(revisions.get(0).rally())).containsExactly("2021-04-24-almaty");
    }

    /** A null run is days long; what it is like shows in its first hours. */
    static Stream<String> shortNames() {
        return Scenarios.NAMES.stream()
                .filter(name -> !Scenarios.named(name).about().tests().contains(Tag.NULL_RUN));
    }

    @ParameterizedTest
    @MethodSource("shortNames")
    @Order(LAST)
    void makesALogThatHoldsTogether(String name) {
        SCENES.audit(name).check();
    }

    @ParameterizedTest
    @MethodSource("shortNames")
    @Order(LAST)
    void tellsATruthThatHoldsTogether(String name) {
        var scenario = SCENES.audit(name).scenario();

        var truth = SCENES.audit(name).truth();

        assertThat(truth.scenario()).isEqualTo(name);
        assertThat(truth.observed()).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(20);
        assertThat(truth.events()).allSatisfy(event -> {
            assertThat(event.start()).isBetween(scenario.start() + scenario.warmupSeconds() * 1000L, scenario.end());
            assertThat(event.end().orElse(scenario.end())).isGreaterThan(event.start());
            assertThat(event.cells()).isNotEmpty().isSubsetOf(truth.observed());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"null-60", "null-60-sparse", "null-60-pings"})
    void makesANullRunOfSixtyMobileCells(String name) {
        var audit = Audit.of(firstHours(Scenarios.named(name), 12), 1, entry -> {});

        audit.check();
        assertThat(audit.truth().observed().stream()
                        .filter(cell -> cell.network().startsWith("401")))
                .hasSize(60);
    }

    private static Scenario firstHours(Scenario scenario, int hours) {
        return new Scenario(
                scenario.about(),
                scenario.start(),
                hours * 3600,
                scenario.warmupSeconds(),
                scenario.surroundings(),
                scenario.collectors(),
                scenario.targets(),
                scenario.groups(),
                scenario.events(),
                scenario.rallies());
    }
}
