package kz.dabyl.collector.log;

import static kz.dabyl.collector.Reports.NOON;
import static kz.dabyl.collector.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import kz.dabyl.model.Report;
import kz.dabyl.model.WireReports;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final long CENTURY = 100 * 365 * 86_400_000L;

    private final Allowance allowance = new Allowance();

    @Test
    void allowsTwentyReportsOfOneMomentAndNoMore() {
        for (var seq = 0; seq < 20; seq++) {
            assertThat(charge(allowance, List.of(report("p", seq)), NOON)).isEmpty();
        }

        assertThat(charge(allowance, List.of(report("p", 20)), NOON)).isPresent();
    }

    @Test
    void allowsAReportForEachIntervalInTheSpanAndTwentyMore() {
        var spanned = List.of(report("p", 0, NOON, 30), report("p", 1, NOON + 300_000, 30));
        var inBetween = new ArrayList<Report>();
        for (var seq = 2; seq < 30; seq++) {
            inBetween.add(report("p", seq, NOON + seq, 30));
        }

        var first = charge(allowance, spanned, NOON + 300_000);
        var upToTheLast = charge(allowance, inBetween, NOON + 300_000);
        var oneMore = charge(allowance, List.of(report("p", 30, NOON + 30, 30)), NOON + 300_000);

        assertThat(first).isEmpty();
        assertThat(upToTheLast).isEmpty();
        assertThat(oneMore).hasValue(30);
    }

    @Test
    void takesNothingForWhatItRefuses() {
        var tooMany = new ArrayList<Report>();
        for (var seq = 0; seq < 21; seq++) {
            tooMany.add(report("p", seq));
        }

        var refused = charge(allowance, tooMany, NOON);
        var fewer = charge(allowance, tooMany.subList(0, 20), NOON);

        assertThat(refused).isPresent();
        assertThat(fewer).isEmpty();
    }

    @Test
    void hasRoomAgainAfterThePauseThatItNames() {
        for (var seq = 0; seq < 20; seq++) {
            charge(allowance, List.of(report("p", seq)), NOON);
        }
        var pause = charge(allowance, List.of(report("p", 20)), NOON).orElseThrow();
        var later = NOON + pause * 1000L;

        assertThat(charge(allowance, List.of(report("p", 20, later, 30)), later))
                .isEmpty();
    }

    @Test
    void neverRunsDryForAProbeThatIsALittleQuicker() {
        for (var seq = 0; seq < 100_000; seq++) {
            var at = NOON + seq * 29_700L;

            assertThat(charge(allowance, List.of(report("p", seq, at, 30)), at)).isEmpty();
        }
    }

    @Test
    void countsSourcesThatPromiseNothingWithTheShortestPromise() {
        for (var seq = 0; seq < 1000; seq++) {
            var at = NOON + seq * 1000L;

            assertThat(charge(allowance, List.of(report("p", seq, at, Report.NO_PROMISE)), at))
                    .isEmpty();
        }
    }

    @Test
    void doesNotBelieveAClockThatIsYearsAhead() {
        charge(allowance, List.of(report("p", 0)), NOON);
        var forged = new ArrayList<Report>();
        for (var seq = 1; seq < 100; seq++) {
            forged.add(report("p", seq, NOON + CENTURY, 30));
        }

        assertThat(charge(allowance, forged, NOON)).isPresent();
    }

    @Test
    void lendsAForgedSpanNoMoreThanABelievableOneOfSevenDays() {
        useUpWhatMisdatedReportsMayEarn();

        assertThat(charge(allowance, List.of(report("p", 2, NOON - 3 * CENTURY, 1)), NOON))
                .isPresent();
    }

    @Test
    void goesOnTakingReportsOfAClockThatStaysWrong() {
        useUpWhatMisdatedReportsMayEarn();

        for (var seq = 3; seq < 100; seq++) {
            var later = seq * 1000L;

            assertThat(charge(allowance, List.of(report("p", seq, NOON + CENTURY + later, 1)), NOON + later))
                    .isEmpty();
        }
    }

    /** By one pair of reports, and then by many that earn nothing. */
    private void useUpWhatMisdatedReportsMayEarn() {
        var pair = List.of(report("p", 0, NOON - CENTURY, 1), report("p", 1, NOON + CENTURY, 1));
        var hundred = Selection.all(WireReports.of(Collections.nCopies(100, report("p", 2))));
        var one = Selection.all(WireReports.of(List.of(report("p", 2))));

        assertThat(charge(allowance, pair, NOON)).isEmpty();
        assertThat(chargeUntilRefused(hundred)).isEqualTo(7 * 864);
        chargeUntilRefused(one);
    }

    private int chargeUntilRefused(Selection reports) {
        var taken = 0;
        while (allowance.charge(reports, NOON).isEmpty()) {
            taken++;
        }
        return taken;
    }

    @Property(tries = 100)
    void neverRefusesAFlushOfWhatWasKept(
            @ForAll @IntRange(min = 1, max = 3600) int interval,
            @ForAll @IntRange(min = 1, max = 2000) int kept,
            @ForAll @IntRange(min = 1, max = 500) int batch,
            @ForAll @IntRange(min = -100, max = 100) int yearsAhead,
            @ForAll boolean rightClock,
            @ForAll Random random) {
        var fresh = new Allowance();
        var span = Math.min(kept, (int) (10 * 86_400L / interval));
        var now = NOON + (rightClock ? 0 : yearsAhead * 365L * 86_400_000L);
        var reports = new ArrayList<Report>();
        for (var seq = 0; seq < span; seq++) {
            reports.add(report("p", seq, now - (long) seq * interval * 1000, interval));
        }
        Collections.shuffle(reports, random);

        for (var from = 0; from < span; from += batch) {
            var part = reports.subList(from, Math.min(span, from + batch));
            assertThat(charge(fresh, part, NOON)).isEmpty();
        }
    }

    private static OptionalInt charge(Allowance allowance, List<Report> reports, long received) {
        return allowance.charge(Selection.all(WireReports.of(reports)), received);
    }
}
