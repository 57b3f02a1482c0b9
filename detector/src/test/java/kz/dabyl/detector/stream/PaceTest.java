package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace(5);

    @Test
    void asksForNothingBeforeTimeBegins() {
        assertThat(pace.due()).isFalse();
    }

    @Test
    void asksAtTheFirstTickAndThenEveryHalfMinuteOfLogTime() {
        assertThat(dueAt(1_000)).isTrue();
        assertThat(dueAt(1_000)).isFalse();
        assertThat(dueAt(30_999)).isFalse();
        assertThat(dueAt(31_000)).isTrue();
        assertThat(dueAt(60_000)).isFalse();
    }

    @Test
    void asksAfterSoManyRecordsThoughTimeStandsStill() {
        dueAt(1_000);

        var due = new boolean[] {pace.due(), pace.due(), pace.due(), pace.due(), pace.due(), pace.due()};

        assertThat(due).containsExactly(false, false, false, false, true, false);
    }

    @Test
    void startsAnewWhenTheStateWasWrittenForAnotherReason() {
        dueAt(1_000);
        pace.reached(25_000);
        pace.writtenNow();

        assertThat(dueAt(31_000)).isFalse();
        assertThat(dueAt(55_000)).isTrue();
    }

    private boolean dueAt(long time) {
        pace.reached(time);
        return pace.due();
    }
}
