package kz.dabyl.app.recording;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Report;

/**
 * Makes a recording of reports that others collected: each received when it was measured, in the order of time, and a tick
 * before the first report of each second and after the last. Nothing in it depends on what comes later.
 *
 * <p>Holds all reports until they are written, about half a kilobyte each. Not thread-safe.
 */
public final class ImportedReports {

    private static final long SECOND_MILLIS = 1000;
    private static final Comparator<Report> ORDER =
            Comparator.comparingLong(Report::at).thenComparing(Report::probe).thenComparingLong(Report::seq);

    private final String collector;
    private final List<Report> reports = new ArrayList<>();

    /** @param collector name of the one collector of the recording */
    public ImportedReports(String collector) {
        this.collector = collector;
    }

    public void add(Report report) {
        reports.add(report);
    }

    /**
     * Writes the recording. A report that was added twice counts once; others that only share their number get the next.
     *
     * @return how many were left out because they had come already
     */
    public int writeTo(EntrySink sink) throws IOException {
        reports.sort(ORDER);
        var repeated = 0;
        var tick = Long.MIN_VALUE;
        Report added = null;
        Report written = null;
        for (var report : reports) {
            if (report.equals(added)) {
                repeated++;
                continue;
            }
            var second = Math.floorDiv(report.at(), SECOND_MILLIS) * SECOND_MILLIS;
            if (second > tick) {
                sink.write(new LogEntry.Tick(second, collector));
                tick = second;
            }
            added = report;
            written = written == null ? report : numberedAfter(written, report);
            sink.write(new LogEntry.Received(written.at(), collector, written));
        }
        if (written != null) {
            sink.write(new LogEntry.Tick(tick + SECOND_MILLIS, collector));
        }
        return repeated;
    }

    private static Report numberedAfter(Report before, Report report) {
        if (!before.probe().equals(report.probe()) || before.seq() < report.seq()) {
            return report;
        }
        return report.with(before.seq() + 1, report.at(), report.pings());
    }
}
