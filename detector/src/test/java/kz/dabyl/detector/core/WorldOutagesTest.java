package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kz.dabyl.detector.core.cells.Lesson;
import kz.dabyl.detector.core.cells.NaturalOutages;
import kz.dabyl.detector.core.cells.OutageHistory;
import kz.dabyl.detector.core.cells.SourceHealth;
import kz.dabyl.detector.core.cells.Veil;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.WireOutput;
import org.junit.jupiter.api.Test;

class WorldOutagesTest {

    private static final Cell ONE = TestWorld.mobile(TestCity.CENTRE, "401-01");
    private static final Cell OTHER = TestWorld.mobile(TestCity.CENTRE, "401-02");
    private static final long FALL = TestWorld.HOP + 20;
    private static final long BACK = FALL + 36;

    private final Map<Cell, CellSummary.Return> returns = new TreeMap<>();
    private int interval = 30;

    @Test
    void learnsFromAnOutageThatANetworkHadAlone() {
        var world = outageOf(List.of(ONE));

        assertThat(world.outages().of(Lesson.Kind.of(ONE)).longerThan(180))
                .isGreaterThan(NaturalOutages.PRIOR.longerThan(180));
        assertThat(world.outages().of(Lesson.Kind.of(ONE)).meanSeconds())
                .isGreaterThan(NaturalOutages.PRIOR.meanSeconds());
    }

    @Test
    void learnsNothingFromWhatTookSeveralNetworks() {
        var world = outageOf(List.of(ONE, OTHER));

        assertThat(world.outages().of(Lesson.Kind.of(ONE)).meanSeconds())
                .isEqualTo(world.outages().of(Lesson.Kind.of(OTHER)).meanSeconds());
        assertThat(world.outages().of(Lesson.Kind.of(ONE)).perSecond()).isLessThan(NaturalOutages.PRIOR.perSecond());
    }

    @Test
    void learnsNothingFromARestart() {
        returns.put(ONE, new CellSummary.Return(FALL, 8, 8));

        var world = outageOf(List.of(ONE));

        assertThat(world.outages().of(Lesson.Kind.of(ONE)).perSecond()).isLessThan(NaturalOutages.PRIOR.perSecond());
    }

    @Test
    void learnsNothingFromCellsInWhichNobodyPromisesOften() {
        interval = 60;

        var world = outageOf(List.of(ONE));

        assertThat(world.outages().of(Lesson.Kind.of(ONE))).isEqualTo(NaturalOutages.PRIOR);
    }

    @Test
    void goesOnFromAStoredStateInTheMiddleOfAnOutage() {
        var fold = new IncidentFold(Thresholds.DEFAULT, List.of());
        for (var hop = TestWorld.HOP; hop < BACK - 5; hop++) {
            fold.accept(hop(hop, List.of(ONE)), revision -> {});
        }

        var stored = IncidentFoldCodec.decode(IncidentFoldCodec.encode(fold), fold.rules());
        for (var hop = BACK - 5; hop <= BACK + 3; hop++) {
            fold.accept(hop(hop, List.of(ONE)), revision -> {});
            stored.accept(hop(hop, List.of(ONE)), revision -> {});
        }

        assertThat(stored.world.outages().of(Lesson.Kind.of(ONE)))
                .isEqualTo(fold.world.outages().of(Lesson.Kind.of(ONE)));
        assertThat(stored.world.outages().of(Lesson.Kind.of(ONE)).meanSeconds())
                .isGreaterThan(NaturalOutages.PRIOR.meanSeconds());
    }

    @Test
    void readsStatesThatWereStoredBeforeOutagesWereLearnt() {
        var now = IncidentFoldCodec.encode(new IncidentFold(Thresholds.DEFAULT, List.of()));
        var head = new WireOutput();
        head.u8(3);
        head.i64(Long.MIN_VALUE);
        head.i64(Long.MIN_VALUE);
        head.varint(0);
        new SourceHealth().write(head, Veil.NONE);
        var nothing = new WireOutput();
        new OutageHistory().write(nothing);
        var rest = now.length - head.toByteArray().length - nothing.toByteArray().length;
        for (var i = 0; i < rest; i++) {
            head.u8(now[now.length - rest + i]);
        }

        var stored =
                IncidentFoldCodec.decode(head.toByteArray(), new IncidentFold(Thresholds.DEFAULT, List.of()).rules());

        assertThat(stored.world.outages().of(Lesson.Kind.of(ONE))).isEqualTo(NaturalOutages.PRIOR);
        assertThat(IncidentFoldCodec.encode(stored)).isEqualTo(now);
    }

    /** Both networks speak each hop, but those of {@code silent} from {@link #FALL} to {@link #BACK}. */
    private World outageOf(List<Cell> silent) {
        var world = new World(new SourceHealth());
        for (var hop = TestWorld.HOP; hop <= BACK + 3; hop++) {
            world.update(hop, List.of(hop(hop, silent)));
        }
        return world;
    }

    private HopSummary hop(long hop, List<Cell> silent) {
        var cells = List.of(ONE, OTHER).stream()
                .map(cell -> cell(cell, hop, silent.contains(cell) && hop > FALL && hop < BACK ? FALL : hop))
                .toList();
        return new HopSummary(0, 1, hop, List.of(), cells);
    }

    private CellSummary cell(Cell cell, long hop, long lastHeard) {
        var cohort = new CellSummary.Cohort(lastHeard, interval, 1, 2, 0, 0, 8, 800, false, false, false);
        var back =
                hop == BACK && returns.containsKey(cell) ? List.of(returns.get(cell)) : List.<CellSummary.Return>of();
        return new CellSummary(cell, "c1", 1, 0, CellSummary.Sources.NONE, List.of(cohort), back, List.of(), List.of());
    }
}
