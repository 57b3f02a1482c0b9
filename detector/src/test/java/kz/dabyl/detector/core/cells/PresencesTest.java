package kz.dabyl.detector.core.cells;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.newcomers;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import org.junit.jupiter.api.Test;

class PresencesTest {

    @Test
    void areTheSameHoweverPartitionsShareTheProbes() {
        var thirds = new ArrayList<CellSummary>();
        for (var percent : List.of(31, 7, 64, 99, 3, 58)) {
            thirds.add(summary(new CellSummary.Cohort(HOP - 9, 30, 1, 2, 0, 0, 1, percent, false, false, false)));
        }
        var whole = summary(new CellSummary.Cohort(HOP - 9, 30, 1, 2, 0, 0, 6, 262, false, false, false));
        Collections.shuffle(thirds, new Random(1));

        assertThat(of(thirds)).isEqualTo(of(List.of(whole)));
        assertThat(of(thirds)).hasSize(1);
    }

    @Test
    void weighNewcomersAtMostHalfOfTheOthers() {
        var presences = of(List.of(summary(probes(8, 9), newcomers(100, 0))));

        assertThat(weight(presences, true)).isCloseTo(4, within(1e-9));
        assertThat(weight(presences, false)).isCloseTo(8, within(1e-9));
    }

    @Test
    void weighFewNewcomersAsTheyAre() {
        var presences = of(List.of(summary(probes(8, 9), newcomers(3, 0))));

        assertThat(weight(presences, true)).isCloseTo(3, within(1e-9));
    }

    @Test
    void weighNewcomersAmongThemselvesAsTwo() {
        assertThat(weight(of(List.of(summary(newcomers(40, 9)))), true)).isCloseTo(2, within(1e-9));
    }

    @Test
    void takeTheLargerOfTheProbesLossAndTheCells() {
        var summaries = List.of(summary(probes(1, 9)));

        assertThat(Presences.of(HOP, summaries, new SourceHealth(), 0.4).get(0).loss())
                .isEqualTo(0.4);
        assertThat(Presences.of(HOP, summaries, new SourceHealth(), 0).get(0).loss())
                .isEqualTo(CellSummary.lossOfBucket(1));
    }

    @Test
    void countSilenceFromTheEndOfBlindnessAndAGrace() {
        var health = new SourceHealth();
        var clock = new HopSummary.CollectorClock("c1", 0, true);
        health.update(HOP - 14, List.of(new HopSummary(0, 1, HOP - 14, List.of(clock), List.of())));
        health.update(HOP, List.of(new HopSummary(0, 1, HOP, List.of(), List.of())));

        var presence =
                Presences.of(HOP, List.of(summary(probes(1, 100))), health, 0).get(0);

        assertThat(presence.blind()).isFalse();
        assertThat(presence.lastHeard()).isEqualTo(HOP - 2);
        assertThat(presence.broken()).isZero();
    }

    private static double weight(List<Presence> presences, boolean newcomers) {
        return presences.stream()
                .filter(p -> p.newcomers() == newcomers)
                .mapToDouble(Presence::weight)
                .sum();
    }

    private static List<Presence> of(List<CellSummary> summaries) {
        return Presences.of(HOP, summaries, new SourceHealth(), 0);
    }

    private static CellSummary summary(CellSummary.Cohort... cohorts) {
        return new CellSummary(
                mobile(TestCity.CENTRE, "401-01"),
                "c1",
                0,
                0,
                CellSummary.Sources.NONE,
                List.of(cohorts),
                List.of(),
                List.of(),
                List.of());
    }
}
