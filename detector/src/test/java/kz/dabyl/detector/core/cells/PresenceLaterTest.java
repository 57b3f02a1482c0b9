package kz.dabyl.detector.core.cells;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import kz.dabyl.detector.core.RehearsalTest;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Probes shown as they would stand later stand as the detector would find them then. */
class PresenceLaterTest {

    private static final Cell CELL = mobile(TestCity.CENTRE, "401-01");

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5, 6, 12, 40, 200})
    void silentProbesStandAsTheDetectorFindsThemThen(long hops) {
        var world = new TestWorld().with(CELL, probes(3, 4), probes(2, 0));
        world.now();
        var now = world.view(CELL).presences();

        var foreseen = now.stream().map(p -> p.silentFor(hops, HOP)).toList();

        var then = new TestWorld().with(CELL, probes(3, 4), probes(2, 0));
        then.at(HOP + hops);
        assertThat(foreseen).isEqualTo(then.view(CELL).presences());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 30, 100, 400})
    void silentSourcesStandAsTheDetectorFindsThemThen(long hops) {
        var view = TestSources.cell(CELL, 10, 1);
        var now = view.presences().get(0);

        var foreseen = now.silentFor(hops, HOP);

        for (var hop = HOP + 1; hop <= HOP + hops; hop++) {
            view.hear(hop, TestSources.summary(CELL, "c1", 0, TestSources.KNOWN, List.of()));
            view.update(hop, new SourceHealth());
        }
        var found = view.presences().get(0);
        assertThat(foreseen.evidence()).isCloseTo(found.evidence(), within(1e-6));
        assertThat(foreseen.broken()).isEqualTo(found.broken());
        assertThat(foreseen.lastHeard()).isEqualTo(found.lastHeard());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 7, 30, 300})
    void livingProbesGoOnInTheirStep(int interval) {
        var cohort = RehearsalTest.probes(2, 0, interval);
        var world = new TestWorld().with(CELL, cohort);
        world.now();
        var presence = world.view(CELL).presences().get(0);

        for (var hops = 0L; hops < 300; hops++) {
            var later = presence.heardFor(hops, HOP);

            var reports = hops * HopSummary.HOP_MILLIS / (interval * 1000L);
            assertThat(later.lastHeard() - HOP).isBetween(reports * interval / 5, reports * interval / 5 + 1);
            assertThat(later.lastHeard()).isLessThanOrEqualTo(HOP + hops);
            assertThat(later.brokenAt(HopSummary.startOf(HOP + hops + 1))).isZero();
        }
    }
}
