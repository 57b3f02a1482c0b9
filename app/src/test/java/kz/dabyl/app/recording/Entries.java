package kz.dabyl.app.recording;

import java.util.List;
import kz.dabyl.model.Access;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Report;

/** Entries of a log for tests. */
public final class Entries {

    private Entries() {}

    public static Report report(String probe, long seq, long at) {
        return new Report(
                probe, seq, at, 30, "8820e60003fffff", "401-01", Access.MOBILE, "boot-" + probe, null, null, List.of());
    }

    public static LogEntry.Received received(String collector, long received, String probe, long seq) {
        return new LogEntry.Received(received, collector, report(probe, seq, received));
    }

    public static LogEntry.Tick tick(String collector, long time) {
        return new LogEntry.Tick(time, collector);
    }
}
