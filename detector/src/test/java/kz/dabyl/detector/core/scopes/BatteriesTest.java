package kz.dabyl.detector.core.scopes;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.fixed;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.openings.Openings;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

/** What phones tell beside lines that lose their current one after the other. */
class BatteriesTest {

    private static final Cell LINES = fixed(TestCity.CENTRE);
    private static final Cell PHONES = mobile(TestCity.CENTRE, "401-01");
    private static final Cell OTHER_PHONES = mobile(TestCity.CENTRE, "401-02");

    @Test
    void fewWhoLoseAReportMakeNoOutageOfModemsThatFellWithTheLines() {
        var world = withoutCurrent()
                .with(PHONES, onTheMains(2, 27), probes(1, 17), probes(2, 8), probes(1, 1))
                .with(OTHER_PHONES, probes(6, 1));

        assertThat(opens(world)).isFalse();
    }

    @Test
    void phonesThatFallInSeveralNetworksMakeOneAllTheSame() {
        var world = withoutCurrent()
                .with(PHONES, onTheMains(2, 27), probes(6, 14))
                .with(OTHER_PHONES, onTheMains(2, 26), probes(6, 15));

        assertThat(opens(world)).isTrue();
    }

    @Test
    void tellOnlyWhereTheyAreMore() {
        assertThat(tell(onTheMains(2, 27), probes(3, 8))).isTrue();
        assertThat(tell(onTheMains(3, 27), probes(2, 8))).isFalse();
        assertThat(tell(onTheMains(2, 2), probes(3, 8))).as("modems that live").isFalse();
    }

    private static boolean tell(CellSummary.Cohort... phones) {
        var world = withoutCurrent().with(PHONES, phones).now();
        return Batteries.tellWithoutTheMains(new Scope(HOP - 8, 60_000, 20, 20, 6, List.of(LINES, PHONES)), world);
    }

    private static boolean opens(TestWorld world) {
        return new Openings(new HopView(world.now()), new Excuses(), Thresholds.DEFAULT, List.of(), List.of())
                .find()
                .isPresent();
    }

    /** Line after line. */
    private static TestWorld withoutCurrent() {
        return new TestWorld().with(LINES, probes(1, 25), probes(1, 30), probes(1, 36));
    }

    private static CellSummary.Cohort onTheMains(int count, long hopsAgo) {
        return new CellSummary.Cohort(HOP - hopsAgo, 30, 1, 1, 0, 0, count, 100 * count, false, false, true);
    }
}
