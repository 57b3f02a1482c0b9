package kz.dabyl.collector.recordings;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import kz.dabyl.collector.log.Work;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingReader;

/**
 * Feeds one recording to the log's writer, a stretch at a time and a few of them under way, so that a recording of any
 * length takes little memory. Blocking: runs on a worker.
 */
final class RecordingFeed {

    private static final int STRETCH_ENTRIES = 1_000;
    private static final int STRETCHES_UNDER_WAY = 4;

    private final Consumer<Work.Stretch> log;
    private final Semaphore room = new Semaphore(STRETCHES_UNDER_WAY);
    private List<LogEntry> stretch = new ArrayList<>();
    private long reports;
    private long ticks;
    private long notices;
    private long skipped;
    private volatile boolean refused;

    /**
     * What was fed.
     *
     * @param notices thresholds, rallies and what is said of probes
     * @param skipped lines of kinds that the log does not hold
     */
    record Fed(long reports, long ticks, long notices, long skipped) {}

    /** The log did not take all of the recording. */
    static final class LogUnavailableException extends Exception {

        private static final long serialVersionUID = 1;
    }

    RecordingFeed(Consumer<Work.Stretch> log) {
        this.log = log;
    }

    /**
     * Feeds all of {@code in}; returns when the log holds it.
     *
     * @throws kz.dabyl.model.InvalidInputException if a line is bad; what stood before it is fed
     */
    Fed feed(InputStream in) throws IOException, LogUnavailableException, InterruptedException {
        try (in;
                var reader = new RecordingReader(in)) {
            for (var entry = reader.next(); entry.isPresent() && !refused; entry = reader.next()) {
                take(entry.get());
            }
        } finally {
            pass();
            room.acquire(STRETCHES_UNDER_WAY);
            room.release(STRETCHES_UNDER_WAY);
        }
        if (refused) {
            throw new LogUnavailableException();
        }
        return new Fed(reports, ticks, notices, skipped);
    }

    private void take(LogEntry entry) throws InterruptedException {
        if (entry instanceof LogEntry.Received) {
            reports++;
        } else if (entry instanceof LogEntry.Tick) {
            ticks++;
        } else if (entry instanceof LogEntry.Notice) {
            notices++;
        } else {
            skipped++;
            return;
        }
        stretch.add(entry);
        if (stretch.size() >= STRETCH_ENTRIES) {
            pass();
        }
    }

    /** Passes on what has been read so far: a sender that paces its lines wants them in the log at its pace. */
    void passWhatIsThere() {
        try {
            pass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass() throws InterruptedException {
        if (stretch.isEmpty() || refused) {
            return;
        }
        room.acquire();
        var passed = stretch;
        stretch = new ArrayList<>();
        log.accept(new Work.Stretch(passed, stored -> {
            if (!stored) {
                refused = true;
            }
            room.release();
        }));
    }
}
