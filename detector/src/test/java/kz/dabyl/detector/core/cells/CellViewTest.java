package kz.dabyl.detector.core.cells;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import org.junit.jupiter.api.Test;

/** What a cell makes of sources that never promise. */
class CellViewTest {

    private static final Cell CELL = mobile(TestCity.CENTRE, "401-01");
    private static final long MINUTE = TestSources.MINUTE;

    private final SourceHealth health = new SourceHealth();
    private final CellView view = new CellView(CELL, "Almaty");

    @Test
    void standsAmongOtherCellsWhereItsOwnCellDoesHoweverThatIsNamed() {
        var before = mobile(TestCity.CENTRE, "401-00");
        var after = mobile(TestCity.CENTRE, "401-02");

        for (var named : List.of(CELL, mobile(TestCity.CENTRE, "401-01"), CELL)) {
            assertThat(view.order(named)).isZero();
            assertThat(view.order(before)).isPositive();
            assertThat(view.order(after)).isNegative();
        }
    }

    @Test
    void takesSourcesForOneMoreOfItsProbes() {
        var both = TestSources.cell(CELL, 5, 40, List.of(probes(3, 1)));

        assertThat(both.presences()).hasSize(2);
        assertThat(both.presences().stream().filter(Presence::sources))
                .singleElement()
                .satisfies(sources -> {
                    assertThat(sources.probes()).isEqualTo(TestSources.KNOWN);
                    assertThat(sources.broken()).isPositive();
                });
        assertThat(both.onlySources()).isFalse();
        assertThat(TestSources.cell(CELL, 5, 40).onlySources()).isTrue();
    }

    @Test
    void hasNoSourcesBeforeTheirCadenceIsKnown() {
        for (var hop = HOP - 29; hop <= HOP; hop++) {
            hear(hop, TestSources.summary(CELL, "c1", 1, 5, List.of()));
        }

        assertThat(view.presences()).isEmpty();
    }

    @Test
    void addsUpWhatPartitionsAndCollectorsHear() {
        var apart = new CellView(CELL, "Almaty");
        for (var hop = HOP - 600 * MINUTE; hop <= HOP; hop++) {
            var heard = hop % MINUTE == 0 ? 1 : 0;
            hear(hop, TestSources.summary(CELL, "c1", 2 * heard, 9, List.of()));
            apart.hear(hop, TestSources.summary(CELL, "c1", heard, 4, List.of()));
            apart.hear(hop, TestSources.summary(CELL, "c1", heard, 5, List.of()));
            apart.update(hop, health);
        }

        assertThat(apart.presences()).isEqualTo(view.presences()).hasSize(1);
    }

    @Test
    void isTheSameInWhateverOrderItsSummariesCome() {
        var turned = new CellView(CELL, "Almaty");
        for (var hop = HOP - 600 * MINUTE; hop <= HOP; hop++) {
            var heard = hop % MINUTE == 0 ? 1 : 0;
            var first = TestSources.summary(CELL, "c1", heard, 4, List.of());
            var second = TestSources.summary(CELL, "c2", heard, 5, List.of());
            hear(hop, first, second);
            turned.hear(hop, second);
            turned.hear(hop, first);
            turned.update(hop, health);
        }

        assertThat(turned.presences()).isEqualTo(view.presences());
    }

    @Test
    void learnsNothingFromHoursInWhichItsCollectorWasBlind() {
        for (var hop = HOP - 600 * MINUTE; hop <= HOP; hop++) {
            var blind = hop > HOP - 120 * MINUTE;
            var clock = new HopSummary.CollectorClock("c1", HopSummary.startOf(hop), blind);
            health.update(hop, List.of(new HopSummary(0, 1, hop, List.of(clock), List.of())));
            hear(hop, TestSources.summary(CELL, "c1", !blind && hop % MINUTE == 0 ? 1 : 0, 5, List.of()));
        }

        assertThat(view.presences()).singleElement().satisfies(sources -> {
            assertThat(sources.blind()).isTrue();
            assertThat(sources.keepsPromises()).isTrue();
        });
        assertThat(view.anyBroken()).isFalse();
    }

    private void hear(long hop, CellSummary... summaries) {
        new ArrayList<>(List.of(summaries)).forEach(summary -> view.hear(hop, summary));
        view.update(hop, health);
    }
}
