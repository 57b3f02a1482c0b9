package kz.dabyl.app.recording;

import java.io.IOException;
import kz.dabyl.model.LogEntry;

/**
 * Plays a recording to a service at a pace: its lines as they are to one whose time comes from recordings, its reports as
 * if they were made now to one that lives in real time. Blocking; one instance for one recording, not thread-safe.
 */
public final class Replay {

    /** Entries due within so much wall time go together. */
    private static final long SLOT_MILLIS = 100;

    private static final int BATCH_ENTRIES = 2_000;
    private static final long NOT_STARTED = Long.MIN_VALUE;

    private final Feed feed;
    private final Speed speed;
    private final WallTime time;

    private long logStart = NOT_STARTED;
    private long wallStart;
    private int waiting;
    private long reports;
    private long ticks;
    private long refused;

    /**
     * What was played.
     *
     * @param refused reports that the service did not take
     */
    public record Played(long reports, long ticks, long refused) {}

    private Replay(Feed feed, Speed speed, WallTime time) {
        this.feed = feed;
        this.speed = speed;
        this.time = time;
    }

    /** A replay into a service whose time comes from recordings. */
    public static Replay ofLines(ServiceClient service, Speed speed, WallTime time) throws IOException {
        return new Replay(new LineFeed(service), speed, time);
    }

    /** A replay into a service that lives in real time. */
    public static Replay ofReports(ServiceClient service, WallTime time) {
        return new Replay(new ReportFeed(service), Speed.REAL, time);
    }

    /**
     * Plays all of {@code recording}.
     *
     * @throws IOException if it cannot be read, or the service does not take it
     */
    public Played play(EntrySource recording) throws IOException, InterruptedException {
        for (var next = recording.next(); next.isPresent(); next = recording.next()) {
            var entry = next.get();
            if (entry instanceof LogEntry.Received received) {
                await(received.received());
                reports++;
            } else if (entry instanceof LogEntry.Tick tick) {
                await(tick.time());
                ticks++;
            }
            feed.add(entry, logStart == NOT_STARTED ? 0 : wallStart - logStart);
            waiting++;
            if (waiting >= BATCH_ENTRIES) {
                send();
            }
        }
        send();
        return new Played(reports, ticks, refused);
    }

    /** Waits until the recording's {@code logTime} has come, having sent what came before. */
    private void await(long logTime) throws IOException, InterruptedException {
        if (logStart == NOT_STARTED) {
            logStart = logTime;
            wallStart = time.millis();
        }
        var slot = speed.wallMillis(logTime - logStart) / SLOT_MILLIS;
        var due = wallStart + slot * SLOT_MILLIS;
        if (due > time.millis()) {
            send();
            time.waitUntil(due);
        }
    }

    private void send() throws IOException, InterruptedException {
        if (waiting > 0) {
            waiting = 0;
            refused += feed.send();
        }
    }
}
