package kz.dabyl.detector.core.openings;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.scopes.HopView;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

/** A cell whose six probes all fail with a target, beside eight cells of ten probes, of which some may. */
class TroubleOpeningsTest {

    private static final String TARGET = "site/vlast.kz";
    private static final Cell CELL = mobile(TestCity.CENTRE, "401-01");
    private static final int SLOW = 300;
    private static final int QUICK = 30;

    private final Excuses excuses = new Excuses();

    @Test
    void tellOfACellWhereHardlyAnybodyElseFails() {
        var opening = find(world(QUICK, 0).now());

        assertThat(opening).hasValueSatisfying(found -> {
            assertThat(found.scope().cells()).containsExactly(CELL);
            assertThat(found.verdict().kind()).isEqualTo(IncidentKind.BLOCKING);
        });
    }

    @Test
    void tellOfNoCellWhereHalfOfAllOthersFail() {
        assertThat(find(world(QUICK, 5).now())).isEmpty();
    }

    @Test
    void waitForThoseWhoHaveNotTriedSinceAllOthersFailed() {
        var during = world(SLOW, 5).now();
        var after = world(SLOW, 0).now();
        var unaware = find(after);

        var before = find(during);
        var aware = find(after);

        assertThat(unaware).isPresent();
        assertThat(before).isEmpty();
        assertThat(aware).isEmpty();
    }

    private Optional<TroubleOpenings.Opening> find(World world) {
        return new TroubleOpenings(new HopView(world), excuses, Thresholds.DEFAULT, List.of(), List.of()).find();
    }

    /** @param failing of ten probes in each other cell */
    private static TestWorld world(int interval, int failing) {
        var world = new TestWorld()
                .with(CELL, new CellSummary.Cohort(HOP - 1, interval, 1, 2, 0, 0, 6, 600, false, false, false))
                .trying(CELL, tally(0, 6));
        for (var place : List.of(TestCity.WEST, TestCity.ASTANA)) {
            for (var network : List.of("401-01", "401-02", "401-77", "401-08")) {
                world.with(mobile(place, network), probes(10, 1))
                        .trying(mobile(place, network), tally(10 - failing, failing));
            }
        }
        return world;
    }

    private static CellSummary.TargetTally tally(int well, int failing) {
        var troubles = failing == 0
                ? List.<CellSummary.Trouble>of()
                : List.of(new CellSummary.Trouble(Ailment.TIMEOUT, HOP - 8, 1, 0, failing, 100 * failing, false));
        return new CellSummary.TargetTally(TARGET, well, 100 * well, 0, troubles);
    }
}
