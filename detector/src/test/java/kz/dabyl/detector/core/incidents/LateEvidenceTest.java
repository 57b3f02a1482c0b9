package kz.dabyl.detector.core.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.junit.jupiter.api.Test;

class LateEvidenceTest {

    private static final long ONSET = 10_000;
    private static final long BACK = ONSET + 300;
    private static final long NOW = BACK + 30;

    private final LateEvidence evidence = new LateEvidence(ONSET);

    @Test
    void putsTheStartBetweenTheLastHeardAndTheFirstCutOff() {
        keep(ONSET + 8, BACK, 4);

        assertThat(evidence.started(ONSET, false)).isEqualTo(HopSummary.startOf(2 * ONSET + 9) / 2);
    }

    @Test
    void putsTheEndBetweenTheLastCutOffAndTheFirstHeardAgain() {
        keep(ONSET + 8, BACK - 12, 4);
        evidence.returned(BACK - 6, 1);

        assertThat(evidence.ended(BACK, false)).isEqualTo(HopSummary.startOf(2 * BACK - 17) / 2);
    }

    @Test
    void leavesThemToSilenceWhereFewReportsWereKept() {
        keep(ONSET + 8, ONSET + 12, 4);

        assertThat(evidence.started(ONSET, false)).isEqualTo(HopSummary.startOf(ONSET + 1));
        assertThat(evidence.ended(BACK, false)).isEqualTo(HopSummary.startOf(BACK));
    }

    @Test
    void leavesThemToSilenceWhereProbesThatKeepReportsSleptWhenItBeganAndEnded() {
        keep(ONSET + 80, BACK - 80, 4);

        assertThat(evidence.started(ONSET, false)).isEqualTo(HopSummary.startOf(ONSET + 1));
        assertThat(evidence.ended(BACK, false)).isEqualTo(HopSummary.startOf(BACK));
    }

    @Test
    void leavesTheStartToSilenceWhereProbesWereCutOffOneByOne() {
        keep(ONSET + 8, ONSET + 36, 4);
        keep(ONSET + 37, BACK, 1);

        assertThat(evidence.started(ONSET, false)).isEqualTo(HopSummary.startOf(ONSET + 1));
    }

    @Test
    void seesThatItBeganEarlierAndEndedLaterThanSilenceSays() {
        keep(ONSET - 20, BACK + 20, 2);

        assertThat(evidence.started(ONSET, false)).isEqualTo(HopSummary.startOf(ONSET - 20));
        assertThat(evidence.ended(BACK, false)).isEqualTo(HopSummary.startOf(BACK + 21));
    }

    @Test
    void isNotMovedByWhatIsLostOnTheAirBeforeAndAfter() {
        keep(ONSET - 80, ONSET - 20, 20);
        keep(ONSET + 1, BACK - 1, 1);
        keep(BACK + 8, BACK + 28, 10);

        assertThat(evidence.started(ONSET, false)).isEqualTo(HopSummary.startOf(ONSET + 1));
        assertThat(evidence.ended(BACK, false)).isEqualTo(HopSummary.startOf(BACK));
    }

    @Test
    void takesReportsWhoseTargetsAnsweredForCutOffOnlyWhereNothingButTheCollectorWas() {
        for (var hop = ONSET + 8; hop < BACK; hop += 4) {
            evidence.take(new CellSummary.Late(hop, 1, 1, 0), NOW);
        }

        assertThat(evidence.started(ONSET, false)).isEqualTo(HopSummary.startOf(ONSET + 1));
        assertThat(evidence.started(ONSET, true)).isEqualTo(HopSummary.startOf(2 * ONSET + 9) / 2);
    }

    @Test
    void remembersNoMoreOfADayThanOfAnHour() {
        for (var hop = ONSET; hop < ONSET + 17_280; hop++) {
            evidence.take(new CellSummary.Late(hop, 1, 0, 1), hop);
            evidence.forget(hop);
        }

        assertThat(stored(evidence).length).isLessThan(5_000);
    }

    @Test
    void saysTheSameAfterItWasStored() {
        keep(ONSET + 8, BACK - 12, 4);
        evidence.returned(BACK - 6, 1);

        var restored = new LateEvidence(ONSET);
        restored.read(new WireInput(stored(evidence)));

        assertThat(restored.started(ONSET, false)).isEqualTo(evidence.started(ONSET, false));
        assertThat(restored.ended(BACK, false)).isEqualTo(evidence.ended(BACK, false));
        assertThat(stored(restored)).isEqualTo(stored(evidence));
    }

    private static byte[] stored(LateEvidence evidence) {
        var out = new WireOutput();
        evidence.write(out);
        return out.toByteArray();
    }

    /** A kept report without an answer each {@code step} hops. */
    private void keep(long from, long until, int step) {
        for (var hop = from; hop <= until; hop += step) {
            evidence.take(new CellSummary.Late(hop, 1, 0, 1), NOW);
        }
    }
}
