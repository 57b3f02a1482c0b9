package kz.dabyl.detector.core.probes;

import static org.assertj.core.api.Assertions.assertThat;

import kz.dabyl.model.Ailment;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetStateTest {

    private static final int DAY = 17_280;
    private static final TargetNames.Name NAME = new TargetNames.Name("site/vlast.kz", 0, 3);

    private final TargetState state = new TargetState(NAME);
    private int hop = 1000;

    @BeforeEach
    void isUsuallyWell() {
        for (var i = 0; i < 10; i++) {
            well();
        }
    }

    @Test
    void countsBadResultsInARowSinceTheLastOneThatWasAsUsual() {
        var last = hop;

        fail(Ailment.TIMEOUT);
        fail(Ailment.RESET);

        assertThat(state.well()).isFalse();
        assertThat(state.row()).isEqualTo(2);
        assertThat(state.since()).isEqualTo(last);
        assertThat(state.ailment()).isEqualTo(Ailment.RESET);
    }

    @Test
    void endsARowWithOneResultAsUsual() {
        fail(Ailment.TIMEOUT);
        fail(Ailment.TIMEOUT);

        well();

        assertThat(state.well()).isTrue();
        assertThat(state.since()).isEqualTo(hop);
    }

    @Test
    void countsNoFurtherThanFifteen() {
        for (var i = 0; i < 40; i++) {
            fail(Ailment.DNS);
        }

        assertThat(state.row()).isEqualTo(CellSummary.MOST_RESULTS);
    }

    @Test
    void saysNothingBeforeItWasWellThreeTimes() {
        var fresh = new TargetState(NAME);
        fresh.takeFailure(Ailment.TIMEOUT, 1);
        fresh.takeWell(2);
        fresh.takeWell(3);
        assertThat(fresh.told()).isFalse();

        fresh.takeWell(4);

        assertThat(fresh.told()).isTrue();
    }

    @Test
    void isNotTurnedFromSlowToFailingByOneTimeout() {
        slow(3);
        slow(3);
        fail(Ailment.TIMEOUT);
        slow(3);

        assertThat(state.ailment()).isEqualTo(Ailment.SLOW_5);
        assertThat(state.row()).isEqualTo(3);
    }

    @Test
    void isTurnedFromSlowToFailingByTwoAndDatesThemByTheLastSlowOne() {
        slow(3);
        slow(3);
        var last = hop;

        fail(Ailment.RESET);
        fail(Ailment.RESET);

        assertThat(state.ailment()).isEqualTo(Ailment.RESET);
        assertThat(state.row()).isEqualTo(2);
        assertThat(state.since()).isEqualTo(last);
    }

    @Test
    void isTurnedFromFailingToSlowByTwo() {
        fail(Ailment.RESET);
        slow(2);
        slow(4);

        assertThat(state.ailment()).isEqualTo(Ailment.SLOW_8);
        assertThat(state.row()).isEqualTo(2);

        slow(2);
        assertThat(state.ailment()).isEqualTo(Ailment.SLOW_3);
    }

    @Test
    void tellsTheMedianOfThreeSlowResults() {
        slow(4);
        slow(2);
        assertThat(state.ailment()).isEqualTo(Ailment.SLOW_3);

        slow(3);
        assertThat(state.ailment()).isEqualTo(Ailment.SLOW_5);

        slow(1);
        assertThat(state.ailment()).isEqualTo(Ailment.SLOW_3);
    }

    @Test
    void learnsHowOftenResultsAreBadFromTheBeginningsOfRowsOnly() {
        var before = state.rateBucket();
        for (var i = 0; i < 200; i++) {
            fail(Ailment.TIMEOUT);
        }
        assertThat(state.rateBucket()).isLessThanOrEqualTo(before + 1);

        for (var i = 0; i < 100; i++) {
            well();
            fail(Ailment.TIMEOUT);
        }
        assertThat(CellSummary.lossOfBucket(state.rateBucket())).isGreaterThan(0.2);
    }

    @Test
    void takesTheFirstIssuerForTheUsualOneAndAnotherForForeign() {
        assertThat(state.foreign(7, hop)).isFalse();
        assertThat(state.foreign(7, hop + 1)).isFalse();
        assertThat(state.foreign(8, hop + 2)).isTrue();
        assertThat(state.foreign(Issuers.UNKNOWN, hop + 3)).isFalse();
    }

    @Test
    void takesANewIssuerForUsualAfterAMonth() {
        state.foreign(7, hop);
        state.foreign(8, hop + 1);

        assertThat(state.foreign(8, hop + 1 + 29 * DAY)).isTrue();
        assertThat(state.foreign(8, hop + 1 + 30 * DAY)).isFalse();
        assertThat(state.foreign(7, hop + 2 + 30 * DAY))
                .as("two may take turns")
                .isFalse();
        assertThat(state.foreign(9, hop + 3 + 30 * DAY)).isTrue();
    }

    @Test
    void getsUsedToWhatIsSlowWithoutABreakOnlyOverWeeks() {
        for (var i = 0; i < 30; i++) {
            well();
            state.learnRtt(100, 6, false);
        }
        var usual = Usual.mean(state.rtt());

        for (var i = 0; i < 2 * DAY / 6; i++) {
            slowAndLearnt();
        }
        var afterTwoDays = Usual.mean(state.rtt());
        for (var i = 0; i < 7 * DAY / 6; i++) {
            slowAndLearnt();
        }

        assertThat(afterTwoDays).isLessThan(usual * 1.4f);
        assertThat(Usual.mean(state.rtt())).isGreaterThan(usual * 1.5f);
    }

    @Test
    void isRestoredWithAllThatItKnew() {
        state.foreign(7, hop);
        slow(3);
        slow(2);
        fail(Ailment.TIMEOUT);
        var out = new WireOutput();
        TargetStateCodec.write(out, state, hop);

        var restored = TargetStateCodec.read(NAME, new WireInput(out.toByteArray()), hop);
        var again = new WireOutput();
        TargetStateCodec.write(again, restored, hop);

        assertThat(again.toByteArray()).isEqualTo(out.toByteArray());
        assertThat(restored.row()).isEqualTo(state.row());
        assertThat(restored.since()).isEqualTo(state.since());
        assertThat(restored.ailment()).isEqualTo(state.ailment());
        assertThat(restored.foreign(8, hop)).isTrue();
    }

    private void well() {
        hop += 6;
        state.takeWell(hop);
    }

    private void fail(Ailment how) {
        hop += 6;
        state.takeFailure(how, hop);
    }

    private void slowAndLearnt() {
        slow(2);
        state.learnRtt(350, 6, true);
    }

    private void slow(int step) {
        hop += 6;
        state.takeSlow(false, step, hop);
    }
}
