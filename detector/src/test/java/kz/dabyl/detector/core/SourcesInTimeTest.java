package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;

/** Sources that never promise: their clocks are set, and their collector ends. */
class SourcesInTimeTest {

    private static final long CHANGE = 1900;
    private static final long HOURS = 3 * 3600;

    @Test
    void areNotSilentWhereTheirClocksAreSetBack() {
        var log = change(entry -> entry instanceof LogEntry.Received received && isSource(received.report())
                ? new LogEntry.Received(received.received(), received.collector(), aMinuteBehind(received.report()))
                : entry);

        assertThat(TestCity.detect(log)).isEmpty();
    }

    @Test
    void areNotSilentWhereTheirOnlyCollectorEndedForGood() {
        var log = city().log(CHANGE + HOURS);
        log.removeIf(entry -> timeOf(entry) > TestCity.START + CHANGE * 1000
                && collectorOf(entry).equals("c2"));

        assertThat(TestCity.detect(log)).isEmpty();
    }

    private static TestCity city() {
        return TestCity.ofThreePlaces(5, 4)
                .addSources(new Cell(TestCity.SHYMKENT, "AS64500", Access.FIXED), 8, "c2")
                .addSources(new Cell(TestCity.SHYMKENT, "AS64501", Access.FIXED), 8, "c2");
    }

    /** The log in which whatever comes after a while is otherwise. */
    private static List<LogEntry> change(UnaryOperator<LogEntry> how) {
        var log = new ArrayList<LogEntry>();
        for (var entry : city().log(CHANGE + 3600)) {
            log.add(timeOf(entry) > TestCity.START + CHANGE * 1000 ? how.apply(entry) : entry);
        }
        return log;
    }

    private static long timeOf(LogEntry entry) {
        return entry instanceof LogEntry.Received received ? received.received() : ((LogEntry.Tick) entry).time();
    }

    private static String collectorOf(LogEntry entry) {
        return entry instanceof LogEntry.Received received ? received.collector() : ((LogEntry.Tick) entry).collector();
    }

    private static boolean isSource(Report report) {
        return report.intervalSeconds() == Report.NO_PROMISE;
    }

    private static Report aMinuteBehind(Report report) {
        return report.with(report.seq(), report.at() - 60_000, report.pings());
    }
}
