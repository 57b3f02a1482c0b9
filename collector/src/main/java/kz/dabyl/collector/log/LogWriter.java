package kz.dabyl.collector.log;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of this collector: a thread that takes whatever has come in since it last looked and writes it in one go.
 * An idle writer writes at once; a busy one at most once a millisecond, so that records grow with the load.
 *
 * <p>Thread-safe.
 */
public final class LogWriter {

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);

    /** How long the requests under way may wait to be told that the log is gone. */
    private static final long LOOK_MILLIS = 10;

    private final RecordLog log;
    private final Ledger ledger;
    private final long gapNanos;
    private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean ended;

    private LogWriter(RecordLog log, Ledger ledger, Duration gap) {
        this.log = log;
        this.ledger = ledger;
        this.gapNanos = gap.toNanos();
        thread = new Thread(this::run, "log-writer");
        thread.setDaemon(true);
    }

    /** @param gap the least time between two flushes of a busy writer */
    public static LogWriter start(RecordLog log, Ledger ledger, Duration gap) {
        var writer = new LogWriter(log, ledger, gap);
        writer.thread.start();
        return writer;
    }

    /** Writes the reports of a request, or says at once that the log does not take any. */
    public Future<Outcome> write(Work.Submission submission) {
        if (closing || !log.available()) {
            return Future.succeededFuture(new Outcome.Unavailable());
        }
        enqueue(submission);
        return submission.promise.future();
    }

    /** Writes a stretch of a recording. */
    public void write(Work.Stretch stretch) {
        if (closing) {
            stretch.giveUp();
        } else {
            enqueue(stretch);
        }
    }

    private void enqueue(Work work) {
        queue.add(work);
        if (ended && queue.remove(work)) {
            work.giveUp();
        }
    }

    public Optional<String> fault() {
        if (ended && !closing) {
            return Optional.of("nothing is written any more, see the log and start the process again");
        }
        return ledger.tickFault().or(log::fault);
    }

    /** Writes what is under way, waits at most {@code limit} for it to be acknowledged, and ends. Blocking. */
    public void close(Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        closing = true;
        queue.add(new Work.WakeUp());
        try {
            thread.join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }

    private void run() {
        var works = new ArrayList<Work>();
        try {
            writeUntilClosed(works);
        } catch (Error e) {
            LOG.error("the log is not written any more", e);
        } finally {
            ended = true;
            // Whoever waits for what was taken from the queue must hear of the end as well.
            queue.drainTo(works);
            works.forEach(Work::giveUp);
        }
    }

    /** @param works what is being written */
    private void writeUntilClosed(List<Work> works) {
        var flushed = System.nanoTime() - gapNanos;
        while (!closing || !queue.isEmpty()) {
            try {
                var first = queue.poll(closing ? 0 : pauseMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    works.add(first);
                    pause(flushed + gapNanos - System.nanoTime());
                    queue.drainTo(works);
                }
                log.look();
                ledger.write(works);
            } catch (InterruptedException e) {
                closing = true;
            } catch (RuntimeException e) {
                LOG.error("{} requests could not be written to the log and are answered 503", works.size(), e);
                works.forEach(Work::giveUp);
            }
            works.clear();
            flushed = System.nanoTime();
        }
    }

    private long pauseMillis() {
        return Math.min(LOOK_MILLIS, ledger.untilNextTick());
    }

    private static void pause(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
    }
}
