package kz.dabyl.detector.core.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import kz.dabyl.model.Access;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

class SaidTest {

    private static final Cell CELL = new Cell("KZ-75", "401-01", Access.MOBILE);
    private static final CellSummary WELL = said(List.of());
    private static final CellSummary AILING =
            said(List.of(new CellSummary.Trouble(Ailment.TIMEOUT, 1, 1, 0, 3, 300, false)));

    private static final CellSummary FEW_AILING =
            said(List.of(new CellSummary.Trouble(Ailment.TIMEOUT, 1, 1, 0, 3, 290, false)));

    private static final CellSummary MANY_AILING =
            said(List.of(new CellSummary.Trouble(Ailment.TIMEOUT, 1, 1, 0, 8, 800, false)));

    private final Said said = new Said();

    @Test
    void tellsOfTroubleAsLongAsTheSameIsSaid() {
        hear(WELL, AILING);

        hear(WELL, AILING);

        assertThat(said.anyTrouble()).isTrue();
    }

    @Test
    void tellsOfNoTroubleOnceAnotherThingIsSaid() {
        hear(AILING, WELL);

        hear(WELL, WELL);

        assertThat(said.anyTrouble()).isFalse();
    }

    @Test
    void suspectsATargetOnlyWhereThreeFifthsAil() {
        hear(WELL, WELL, AILING);
        assertThat(said.anySuspect()).isFalse();

        hear(WELL, AILING);

        assertThat(said.anySuspect()).isTrue();
    }

    @Test
    void suspectsATargetWhereAThirdAilIfTheyAreMany() {
        hear(Stream.concat(Collections.nCopies(16, WELL).stream(), Stream.of(MANY_AILING))
                .toArray(CellSummary[]::new));
        assertThat(said.anySuspect()).isFalse();

        hear(Stream.concat(Collections.nCopies(15, WELL).stream(), Stream.of(MANY_AILING))
                .toArray(CellSummary[]::new));

        assertThat(said.anySuspect()).isTrue();
    }

    @Test
    void suspectsNothingAnyMoreOnceMoreAreWell() {
        hear(WELL, AILING);
        assertThat(said.anySuspect()).isTrue();

        hear(WELL, FEW_AILING);

        assertThat(said.anySuspect()).isFalse();
    }

    @Test
    void staysClearByTheSameThresholdsUntilSomethingElseIsSaidOfTargets() {
        hear(WELL, AILING);
        assertThat(said.anySuspect()).isTrue();
        said.settle(Thresholds.DEFAULT);

        hear(WELL, AILING);
        assertThat(said.anySuspect() && said.isClear(Thresholds.DEFAULT)).isTrue();

        hear(WELL, FEW_AILING);
        hear(WELL, AILING);
        assertThat(said.anySuspect()).isTrue();
        assertThat(said.isClear(Thresholds.DEFAULT)).isFalse();
    }

    @Test
    void isClearByOtherThresholdsOnlyIfTheSameIsSlowToThem() {
        var usual = Thresholds.DEFAULT;
        hear(WELL, AILING);
        assertThat(said.anySuspect()).isTrue();

        said.settle(usual);

        assertThat(said.isClear(thresholds(10, usual.throttlingRttFactor()))).isTrue();
        assertThat(said.isClear(thresholds(10, usual.throttlingRttFactor() + 1)))
                .isFalse();
    }

    private static Thresholds thresholds(double falseAlarms, double rttFactor) {
        return Thresholds.DEFAULT.withFalseAlarms(falseAlarms).withRttFactor(rttFactor);
    }

    @Test
    void isNotClearOnceFewerSpeakOfTargets() {
        hear(WELL, AILING, WELL);
        assertThat(said.anySuspect()).isFalse();
        said.settle(Thresholds.DEFAULT);

        hear(WELL, AILING);

        assertThat(said.anySuspect()).isTrue();
        assertThat(said.isClear(Thresholds.DEFAULT)).isFalse();
    }

    private void hear(CellSummary... summaries) {
        said.clear();
        List.of(summaries).forEach(said::add);
    }

    private static CellSummary said(List<CellSummary.Trouble> troubles) {
        return new CellSummary(
                CELL,
                "c1",
                1,
                0,
                CellSummary.Sources.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(new CellSummary.TargetTally("domestic/kz", 1, 100, 0, troubles)));
    }
}
