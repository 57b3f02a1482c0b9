package kz.dabyl.detector.core;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.fixed;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.newcomers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.NaturalOutages;
import kz.dabyl.detector.core.cells.Onset;
import kz.dabyl.detector.core.cells.TestSources;
import kz.dabyl.detector.core.rules.Budget;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

public class RehearsalTest {

    private static final Cell ONE = mobile(TestCity.CENTRE, "401-01");
    private static final Cell OTHER = mobile(TestCity.CENTRE, "401-02");

    private final TestWorld world = new TestWorld();

    /** Full-weight probes that promise so many seconds. */
    public static CellSummary.Cohort probes(int count, long hopsAgo, int interval) {
        return new CellSummary.Cohort(HOP - hopsAgo, interval, 1, 2, 0, 0, count, 100 * count, false, false, false);
    }

    @Test
    void tellsNetworksThatFallTogetherAsSoonAsPromisesAreBroken() {
        world.with(ONE, TestWorld.probes(5, 3)).with(OTHER, TestWorld.probes(5, 3));

        var place = place(ONE, Thresholds.DEFAULT);

        // Last heard 15 s ago; the first broken promise is due 36 s after the last report.
        assertThat(place.getAsInt()).isBetween(20, 30);
    }

    @Test
    void tellsOneNetworkOnlyWhenItsOwnOutagesWouldBeOver() {
        world.with(ONE, TestWorld.probes(8, 3)).with(OTHER, TestWorld.probes(8, 3));

        var seconds = network(ONE, Thresholds.DEFAULT).getAsInt();

        // Choosing a network costs half a nat, and that one of two was chosen as much as it says.
        var bar = Budget.bar(Thresholds.DEFAULT, 1) + 0.5 + Math.log(2);
        assertThat(bounded(seconds)).isGreaterThan(bar);
        assertThat(bounded(seconds - 10)).isLessThan(bar);
    }

    /** The most that is believed of one network whose onset was three hops before the cut. */
    private static double bounded(int seconds) {
        return Budget.bounded(
                1e9, NaturalOutages.PRIOR.chance(Onset.SHORT_RAMP_MILLIS, 1000L * seconds + 3 * HopSummary.HOP_MILLIS));
    }

    @Test
    void seesNothingWithTooFewProbes() {
        world.with(ONE, TestWorld.probes(2, 3));

        assertThat(network(ONE, Thresholds.DEFAULT)).isEmpty();
        assertThat(place(ONE, Thresholds.DEFAULT)).isEmpty();
    }

    @Test
    void seesNothingWithNewcomersAlone() {
        world.with(ONE, newcomers(40, 3)).with(OTHER, newcomers(40, 3));

        assertThat(place(ONE, Thresholds.DEFAULT)).isEmpty();
    }

    @Test
    void seesNothingWhereNobodyLives() {
        world.with(ONE, TestWorld.probes(10, 30)).with(OTHER, TestWorld.probes(10, 3));

        assertThat(network(ONE, Thresholds.DEFAULT)).isEmpty();
        assertThat(network(OTHER, Thresholds.DEFAULT)).isPresent();
    }

    @Test
    void seesAPlaceWithNetworksThatWouldSeeNothingAlone() {
        world.with(ONE, TestWorld.probes(2, 3)).with(OTHER, TestWorld.probes(2, 3));
        world.with(mobile(TestCity.CENTRE, "401-77"), TestWorld.probes(2, 2));

        assertThat(network(ONE, Thresholds.DEFAULT)).isEmpty();
        assertThat(place(ONE, Thresholds.DEFAULT)).isPresent();
    }

    @Test
    void seesAnAreaWithPlacesThatWouldSeeNothingAlone() {
        for (var place : List.of(TestCity.CENTRE, TestCity.WEST)) {
            world.with(mobile(place, "401-01"), TestWorld.probes(1, 3));
            world.with(mobile(place, "401-02"), TestWorld.probes(1, 2));
        }

        assertThat(place(ONE, Thresholds.DEFAULT)).isEmpty();
        assertThat(area(ONE)).isPresent();
    }

    @Test
    void cutsNoOtherAccess() {
        world.with(ONE, TestWorld.probes(5, 3)).with(OTHER, TestWorld.probes(5, 3));
        world.with(fixed(TestCity.CENTRE), TestWorld.probes(5, 3));

        var rehearsal = rehearsal(Thresholds.DEFAULT);

        assertThat(rehearsal.everywhere(Access.MOBILE, all())).containsOnlyKeys(ONE, OTHER);
    }

    @Test
    void seesHalfOfACellOnlyIfThatIsEightProbes() {
        world.with(ONE, TestWorld.probes(7, 3), TestWorld.probes(8, 1))
                .with(OTHER, TestWorld.probes(9, 3), TestWorld.probes(8, 1));

        assertThat(half(ONE)).isEmpty();
        assertThat(half(OTHER).getAsInt()).isBetween(100, 300);
    }

    @Test
    void needsLessWhereMoreFalseAlarmsAreAllowed() {
        world.with(ONE, TestWorld.probes(8, 3)).with(OTHER, TestWorld.probes(8, 3));

        var strict = network(ONE, Thresholds.DEFAULT.withFalseAlarms(0.1)).getAsInt();
        var lax = network(ONE, Thresholds.DEFAULT.withFalseAlarms(10)).getAsInt();

        // m ln 100 = 184 s apart.
        assertThat(strict - lax).isBetween(160, 200);
    }

    @Test
    void seesSoonerInARally() {
        world.with(ONE, TestWorld.probes(8, 3)).with(OTHER, TestWorld.probes(8, 3));
        var now = HopSummary.startOf(HOP + 1);
        var rally = new Rally("r", "Rally", now - 60_000, now + 3_600_000, List.of(TestCity.CENTRE), null);
        hearOnce();
        var crowd = new Rehearsal(world.world(), Thresholds.DEFAULT, List.of(rally), List.of());

        var sooner = crowd.network(world.view(ONE), all()).getAsInt();

        assertThat(sooner).isLessThan(network(ONE, Thresholds.DEFAULT).getAsInt() - 60);
    }

    @Test
    void seesSourcesThatNeverPromiseAfterHours() {
        world.now().restore(TestSources.cell(ONE, 10, 1));

        var seconds = new Rehearsal(world.world(), Thresholds.DEFAULT, List.of(), List.of())
                .network(world.view(ONE), all())
                .getAsInt();

        assertThat(seconds).isBetween(1_800, 4 * 3_600);
    }

    private List<CellView> all() {
        return List.copyOf(world.world().cells().values());
    }

    private Rehearsal rehearsal(Thresholds thresholds) {
        hearOnce();
        return new Rehearsal(world.world(), thresholds, List.of(), List.of());
    }

    private void hearOnce() {
        if (world.world().cells().isEmpty()) {
            world.now();
        }
    }

    private OptionalInt half(Cell cell) {
        var rehearsal = rehearsal(Thresholds.DEFAULT);
        return rehearsal.half(world.view(cell), all());
    }

    private OptionalInt network(Cell cell, Thresholds thresholds) {
        var rehearsal = rehearsal(thresholds);
        return rehearsal.network(world.view(cell), all());
    }

    private OptionalInt place(Cell cell, Thresholds thresholds) {
        var rehearsal = rehearsal(thresholds);
        var place = all().stream()
                .filter(view -> view.cell().place().equals(cell.place()))
                .toList();
        return rehearsal.everywhere(cell.access(), place).getOrDefault(cell, OptionalInt.empty());
    }

    private OptionalInt area(Cell cell) {
        var rehearsal = rehearsal(Thresholds.DEFAULT);
        return rehearsal.everywhere(cell.access(), all()).getOrDefault(cell, OptionalInt.empty());
    }
}
