package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.Access;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Power;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;

/** Who is known in a cell and says nothing any more. */
class SleepersTest {

    private static final long HOUR = 3600;

    private final ProbeFold fold = new ProbeFold(0, 1);
    private final List<HopSummary> hops = new ArrayList<>();

    @Test
    void countWithWhatTheyWeighOnceTheirSilenceMeansNothing() {
        for (var i = 0L; i < 21; i++) {
            hear("sleeper", i, 3 + 30 * i, 30);
            hear("leaver", i, 4 + 30 * i, i == 20 ? Report.GOODBYE : 30);
        }
        tick(0, 2000);
        hear("other", 0, 2003, 30);
        tick(2001, 2010);
        hear("sleeper", 21, 2013, 30);
        tick(2011, 2020);

        assertThat(asleep(610)).isEqualTo(100);
        assertThat(asleep(1700)).isEqualTo(100);
        assertThat(asleep(2003)).isEqualTo(200);
        assertThat(asleep(2013)).isEqualTo(100);
    }

    @Test
    void areForgottenAfterHalfADay() {
        hear("p", 0, 3, 30);
        hear("p", 1, 33, 30);
        tick(0, 2000);
        for (var hour = 1; hour <= 13; hour++) {
            hear("other", hour, HOUR * hour, 30);
            tick(HOUR * hour, HOUR * hour + 5);
        }

        assertThat(asleep(11 * HOUR)).isEqualTo(5);
        assertThat(asleep(13 * HOUR)).isZero();
    }

    @Test
    void areThoseThatAreNoNewcomersAnyMore() {
        tick(0, 2000);
        for (var i = 0L; i < 21; i++) {
            hear("late", i, 2003 + 30 * i, 30);
        }
        tick(2001, 2 * HOUR);
        hear("other", 0, 2 * HOUR + 2, 30);
        tick(2 * HOUR + 1, 2 * HOUR + 10);

        assertThat(asleep(2 * HOUR)).isZero();
    }

    private int asleep(long second) {
        return hops.stream()
                .filter(summary -> summary.hop() == HopSummary.hopOf(TestCity.START + second * 1000))
                .flatMap(summary -> summary.cells().stream())
                .mapToInt(CellSummary::asleep)
                .sum();
    }

    private void tick(long fromSecond, long toSecond) {
        for (var second = fromSecond; second <= toSecond; second++) {
            fold.accept(new LogEntry.Tick(TestCity.START + second * 1000, "c1"), hops::add);
        }
    }

    private void hear(String probe, long seq, long second, int interval) {
        var at = TestCity.START + second * 1000;
        var report = new Report(
                probe,
                seq,
                at,
                interval,
                TestCity.CENTRE,
                "401-01",
                Access.MOBILE,
                "b",
                "test/1",
                Power.BATTERY,
                List.of());
        fold.accept(new LogEntry.Received(at + 100, "c1", report), hops::add);
    }
}
