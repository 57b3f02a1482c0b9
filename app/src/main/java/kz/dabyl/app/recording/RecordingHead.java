package kz.dabyl.app.recording;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.model.LogEntry;

/**
 * What was said before a recording begins and still holds then: it goes before the first entry and bears its time, so that
 * whoever has only the recording judges by the same. Not thread-safe.
 */
final class RecordingHead implements EntrySink {

    private final EntrySink sink;
    private final List<LogEntry.Notice> rules = new ArrayList<>();
    private final Map<String, LogEntry.Trust> trust = new LinkedHashMap<>();
    private LogEntry.Stamp beginning = LogEntry.Stamp.NONE;

    RecordingHead(EntrySink sink) {
        this.sink = sink;
    }

    /** Takes what was said before. */
    void before(LogEntry.Notice notice) throws IOException {
        if (beginning.known()) {
            sink.write(notice.stamped(beginning));
        } else if (notice instanceof LogEntry.Trust about) {
            trust.merge(about.probe(), about, (earlier, later) -> later.after(earlier));
        } else {
            rules.add(notice);
        }
    }

    @Override
    public void write(LogEntry entry) throws IOException {
        if (!beginning.known()) {
            // Of no collector: so they keep their order whoever said them.
            beginning = new LogEntry.Stamp(time(entry), "");
            for (var notice : rules) {
                sink.write(notice.stamped(beginning));
            }
            for (var about : trust.values()) {
                sink.write(about.stamped(beginning));
            }
            rules.clear();
            trust.clear();
        }
        sink.write(entry);
    }

    private static long time(LogEntry entry) {
        if (entry instanceof LogEntry.Received received) {
            return received.received();
        }
        return entry instanceof LogEntry.Tick tick
                ? tick.time()
                : ((LogEntry.Notice) entry).stamp().received();
    }
}
