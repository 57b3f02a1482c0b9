package kz.dabyl.detector.core.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.LongPredicate;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.junit.jupiter.api.Test;

class CadenceTest {

    private static final long MINUTE = 60_000 / HopSummary.HOP_MILLIS;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final double HOP_SECONDS = HopSummary.HOP_MILLIS / 1000.0;

    private final Cadence cadence = new Cadence();
    private long hop;

    @Test
    void knowsNothingBeforeThirtyReports() {
        listenUntil(299 * MINUTE, each(10 * MINUTE));
        assertThat(cadence.rate(hop)).isZero();

        listenUntil(311 * MINUTE, each(10 * MINUTE));

        assertThat(cadence.rate(hop)).isCloseTo(1 / 600.0, within(1e-6));
    }

    @Test
    void learnsTheHoursApart() {
        listenUntil(6 * DAY, at -> isDay(at) ? at % (5 * MINUTE) == 0 : at % (30 * MINUTE) == 0);

        assertThat(cadence.rate(6 * DAY + 14 * HOUR)).isCloseTo(1 / 300.0, within(0.0005));
        assertThat(cadence.rate(6 * DAY + 4 * HOUR)).isBetween(1 / 1800.0, 1 / 900.0);
    }

    @Test
    void weighsAGapByTheReportsThatWereDueInIt() {
        listenUntil(2 * DAY, each(10 * MINUTE));
        var rate = cadence.rate(hop);

        listenUntil(2 * DAY + 25 * MINUTE, at -> false);

        var silent = (hop - 1 - cadence.lastHeard()) * HOP_SECONDS;
        assertThat(cadence.nats()).isCloseTo(silent * rate, within(1e-6));
    }

    @Test
    void weighsAGapLessTheMoreGapsVaryThanChanceHasIt() {
        listenUntil(4 * DAY, at -> at % (60 * MINUTE) < 6);

        assertThat(cadence.rate(hop)).isCloseTo(6 / 3600.0, within(0.0003));
        assertThat(cadence.natsPerSecond(hop)).isLessThan(cadence.rate(hop) / 1.5);
    }

    @Test
    void takesSourcesThatAllAnswerOneSweepForNoMoreThanOne() {
        for (; hop < 4 * DAY; hop++) {
            cadence.take(hop, new CellSummary.Sources(hop % HOUR == 0 ? 84 : 0, 84), false);
            assertThat(cadence.down()).isFalse();
        }

        assertThat(cadence.rate(hop)).isCloseTo(1 / 3600.0, within(0.00003));
    }

    @Test
    void takesThePauseBetweenBurstsForNoSilence() {
        for (var end = 4 * DAY; hop < end; ) {
            listenUntil(hop + 1, at -> at % HOUR < 10);
            assertThat(hop > DAY && cadence.down()).isFalse();
        }
    }

    @Test
    void doesNotTakeACutOfEveryNightForUsual() {
        listenUntil(3 * DAY, each(10 * MINUTE));
        var before = cadence.rate(3 * DAY + 4 * HOUR);

        listenUntil(24 * DAY, at -> !isCurfew(at) && at % (10 * MINUTE) == 0);

        assertThat(cadence.rate(24 * DAY + 4 * HOUR)).isGreaterThan(before / 2);
        assertThat(cadence.rate(24 * DAY + 14 * HOUR)).isCloseTo(before, within(before / 5));
    }

    @Test
    void isDownFromThreeNatsOn() {
        listenUntil(2 * DAY, each(10 * MINUTE));

        listenUntil(2 * DAY + 19 * MINUTE, at -> false);
        assertThat(cadence.down()).isFalse();

        listenUntil(2 * DAY + 21 * MINUTE, at -> false);
        assertThat(cadence.down()).isTrue();
        assertThat(cadence.nats()).isGreaterThan(Cadence.SILENT_NATS);
    }

    @Test
    void isNotBackByOneReport() {
        listenUntil(2 * DAY, each(10 * MINUTE));
        listenUntil(2 * DAY + 3 * HOUR, at -> false);

        listenUntil(2 * DAY + 3 * HOUR + 1, at -> true);

        assertThat(cadence.nats()).isZero();
        assertThat(cadence.down()).isTrue();
    }

    @Test
    void isBackWhenItSpeaksAsUsualAgain() {
        listenUntil(2 * DAY, each(10 * MINUTE));
        listenUntil(2 * DAY + 3 * HOUR, at -> false);

        listenUntil(2 * DAY + 4 * HOUR, each(10 * MINUTE));

        assertThat(cadence.down()).isFalse();
    }

    @Test
    void staysDownWhileALeakOfOneInTwentySpeaks() {
        listenUntil(2 * DAY, each(5 * MINUTE));
        listenUntil(2 * DAY + 2 * HOUR, at -> false);

        var wasUp = false;
        for (var part = 1; part <= 8; part++) {
            listenUntil(2 * DAY + 2 * HOUR + part * HOUR, each(100 * MINUTE));
            wasUp |= !cadence.down();
        }

        assertThat(wasUp).isFalse();
    }

    @Test
    void provesNothingWhileItsCollectorsAreDeaf() {
        listenUntil(2 * DAY, each(10 * MINUTE));
        var rate = cadence.rate(hop);

        for (var end = hop + 3 * HOUR; hop < end; hop++) {
            cadence.take(hop, new CellSummary.Sources(0, 5), true);
        }

        assertThat(cadence.nats()).isZero();
        assertThat(cadence.down()).isFalse();
        assertThat(cadence.rate(2 * DAY)).isCloseTo(rate, within(1e-9));
    }

    @Test
    void goesOnFromItsBytesAsIfNothingHadBeen() {
        listenUntil(2 * DAY + 25 * MINUTE, at -> at < 2 * DAY && at % (10 * MINUTE) == 0);

        var stored = Cadence.read(new WireInput(bytes(cadence)));
        for (var heard : List.of(0, 1, 0, 0, 2)) {
            cadence.take(hop, new CellSummary.Sources(heard, 5), false);
            stored.take(hop, new CellSummary.Sources(heard, 5), false);
            hop += 3 * MINUTE;
        }

        assertThat(bytes(stored)).isEqualTo(bytes(cadence));
    }

    private static byte[] bytes(Cadence cadence) {
        var out = new WireOutput();
        cadence.write(out);
        return out.toByteArray();
    }

    /** Lets five sources speak, together once in each hop for which {@code speaks} holds, up to the hop {@code end}. */
    private void listenUntil(long end, LongPredicate speaks) {
        for (; hop < end; hop++) {
            cadence.take(hop, new CellSummary.Sources(speaks.test(hop) ? 1 : 0, 5), false);
        }
    }

    private static LongPredicate each(long hops) {
        return at -> at % hops == 0;
    }

    private static boolean isDay(long at) {
        var hour = at % DAY / HOUR;
        return hour >= 8 && hour < 22;
    }

    private static boolean isCurfew(long at) {
        var hour = at % DAY / HOUR;
        return hour >= 1 && hour < 9;
    }
}
