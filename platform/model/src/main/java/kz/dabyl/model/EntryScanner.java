package kz.dabyl.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scans the two kinds of lines that make up nearly all of a recording, reports and ticks, in their usual spelling; the
 * rules are those of {@link EntryReader}. Not thread-safe.
 */
final class EntryScanner {

    private static final FieldNames FIELDS = new FieldNames(List.of("received", "tick", "collector", "report"));
    private static final int RECEIVED = 0;
    private static final int TICK = 1;
    private static final int COLLECTOR = 2;
    private static final int REPORT = 3;
    private static final int OF_RECEIVED = (1 << RECEIVED) | (1 << COLLECTOR) | (1 << REPORT);
    private static final int OF_TICK = (1 << TICK) | (1 << COLLECTOR);

    private static final int MAX_COLLECTOR = 256;

    private final Cursor cursor = new Cursor();
    private final ReportScanner reports = new ReportScanner();
    private final TimeScanner times = new TimeScanner();
    private final Dictionary<String> collectors = new Dictionary<>(8, MAX_COLLECTOR, Optional::of);

    private final LinesAhead ahead = new LinesAhead();

    /** How many of those that were looked at together are still to come. */
    private int linesAhead;

    private int seen;
    private long received;
    private long tick;
    private @Nullable String collector;
    private @Nullable Report report;

    /**
     * The entry that begins at {@code from}, or null if it is spelt unusually or is not all there; {@link Cursor} says what
     * must stand behind the input.
     *
     * @param to where the input ends
     */
    @Nullable
    LogEntry scan(byte[] input, int from, int to) {
        if (linesAhead == 0) {
            linesAhead = Math.max(1, ahead.look(input, from, to));
            reports.fetch(ahead);
        }
        linesAhead--;
        cursor.start(input, from);
        seen = 0;
        cursor.expect('{');
        do {
            scanField();
        } while (cursor.another());
        if (cursor.gaveUp() || input[cursor.position()] != '}' || collector == null) {
            return null;
        }
        if (seen == OF_TICK) {
            return new LogEntry.Tick(tick, collector);
        }
        if (seen != OF_RECEIVED || report == null) {
            return null;
        }
        ahead.learn(end() - from, reports.probeAt() - from);
        return new LogEntry.Received(received, collector, report.datedFor(received));
    }

    /** Where the entry that was scanned last ends: behind its brace. */
    int end() {
        return cursor.position() + 1;
    }

    private void scanField() {
        var field = cursor.name(FIELDS);
        switch (field) {
            case RECEIVED -> received = cursor.time(times);
            case TICK -> tick = cursor.time(times);
            case COLLECTOR -> collector = cursor.word(collectors);
            case REPORT -> report = reports.scan(cursor);
            default -> cursor.giveUp();
        }
        seen = cursor.once(seen, field);
    }
}
