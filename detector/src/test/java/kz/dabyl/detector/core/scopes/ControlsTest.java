package kz.dabyl.detector.core.scopes;

import static kz.dabyl.detector.core.scopes.Controls.Life.LIVE;
import static kz.dabyl.detector.core.scopes.Controls.Life.SILENT;
import static kz.dabyl.detector.core.scopes.Controls.Life.UNOBSERVED;
import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.fixed;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

class ControlsTest {

    private static final Cell CUT = mobile(TestCity.CENTRE, "401-01");

    @Test
    void areUnobservedWhereNobodyElseSpeaks() {
        var controls = of(new TestWorld().with(CUT, probes(5, 10)));

        assertThat(controls.fixedHere()).isEqualTo(UNOBSERVED);
        assertThat(controls.abroad()).isEqualTo(UNOBSERVED);
        assertThat(controls.anyLive()).isFalse();
    }

    @Test
    void tellFixedLinesOtherNetworksOtherCitiesAndWitnessesApart() {
        var controls = of(new TestWorld()
                .with(CUT, probes(5, 10))
                .with(fixed(TestCity.WEST), probes(3, 1))
                .with(mobile(TestCity.CENTRE, "401-02"), probes(4, 10))
                .with(mobile(TestCity.ASTANA, "401-01"), probes(4, 1))
                .with(new Cell("DE", "AS3320", Access.FIXED), probes(2, 10)));

        assertThat(controls.fixedHere()).isEqualTo(LIVE);
        assertThat(controls.othersHere()).isEqualTo(SILENT);
        assertThat(controls.elsewhere()).isEqualTo(LIVE);
        assertThat(controls.abroad()).isEqualTo(SILENT);
    }

    @Test
    void areUnobservedWhereNobodyHasBeenDueSinceItBegan() {
        var due = new CellSummary.Cohort(HOP - 20, 300, 1, 2, 0, 0, 4, 400, false, false, false);
        var controls = of(new TestWorld().with(CUT, probes(5, 10)).with(new Cell("DE", "AS3320", Access.FIXED), due));

        assertThat(controls.abroad()).isEqualTo(UNOBSERVED);
    }

    @Test
    void nameThoseThatAreMissingAndThoseThatFellSilentToo() {
        var controls = of(new TestWorld()
                .with(CUT, probes(5, 10))
                .with(mobile(TestCity.CENTRE, "401-02"), probes(4, 10))
                .with(new Cell("DE", "AS3320", Access.FIXED), probes(2, 1)));

        assertThat(controls.missing())
                .isEqualTo(
                        "not observed: fixed lines there, the same networks elsewhere; silent too: other networks there");
    }

    @Test
    void countTheReportsThatTheyOwedAndSent() {
        var controls = of(new TestWorld()
                .with(CUT, probes(5, 10))
                .with(fixed(TestCity.CENTRE), probes(6, 1))
                .hearing(fixed(TestCity.CENTRE), 3));

        assertThat(controls.expected()).isEqualTo(6 * 50 / 30.0);
        assertThat(controls.heard()).isEqualTo(3);
    }

    private static Controls of(TestWorld test) {
        var affected = Set.of(CUT);
        var areas = Set.of("Almaty");
        var landscape = new HopView(test.now()).silence();
        var controls = Controls.of(affected, areas, landscape, Thresholds.DEFAULT, HOP - 10);
        assertThat(Controls.anyLive(affected, areas, landscape, Thresholds.DEFAULT, HOP - 10))
                .as("what is found by looking no further than need be")
                .isEqualTo(controls.anyLive());
        return controls;
    }
}
