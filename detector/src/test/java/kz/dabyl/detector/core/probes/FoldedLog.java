package kz.dabyl.detector.core.probes;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Power;
import kz.dabyl.model.Report;

/** The log of one collector whose probes are in the centre, and what is told of it hop by hop. Not thread-safe. */
final class FoldedLog {

    static final long START = TestCity.START;

    final ProbeFold fold = new ProbeFold(0, 1);
    final List<HopSummary> hops = new ArrayList<>();

    void take(LogEntry entry) {
        fold.accept(entry, hops::add);
    }

    void tick(long fromSecond, long toSecond) {
        for (var second = fromSecond; second <= toSecond; second++) {
            take(new LogEntry.Tick(START + second * 1000, "c1"));
        }
    }

    void hear(String probe, long seq, long second) {
        take(received(report(probe, seq, second, 30, Power.MAINS), second));
    }

    static LogEntry.Received received(Report report, long second) {
        return new LogEntry.Received(START + second * 1000 + 100, "c1", report);
    }

    static Report report(String probe, long seq, long second, int interval, Power power) {
        return report(probe, seq, second, interval, power, List.of());
    }

    static Report failed(String probe, long seq, long second) {
        var ping = Ping.failed("international/1.1.1.1", PingError.TIMEOUT);
        return report(probe, seq, second, 30, Power.MAINS, List.of(ping));
    }

    static Report report(String probe, long seq, long second, int interval, Power power, List<Ping> pings) {
        var at = START + second * 1000;
        return new Report(probe, seq, at, interval, TestCity.CENTRE, "401-01", Access.MOBILE, "b1", null, power, pings);
    }

    static long hop(long second) {
        return HopSummary.hopOf(START + second * 1000);
    }

    CellSummary.Sources sourcesAt(long hop) {
        return hops.stream()
                .filter(h -> h.hop() == hop)
                .flatMap(h -> h.cells().stream())
                .map(CellSummary::sources)
                .findFirst()
                .orElse(CellSummary.Sources.NONE);
    }

    CellSummary.Cohort cohort(long hop) {
        return cohorts(hop).get(0);
    }

    List<CellSummary.Cohort> cohorts(long hop) {
        return hops.stream()
                .filter(h -> h.hop() == hop)
                .flatMap(h -> h.cells().stream())
                .flatMap(c -> c.cohorts().stream())
                .toList();
    }
}
