package kz.dabyl.app.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import kz.dabyl.detector.tuning.history.Distillery;
import kz.dabyl.detector.tuning.history.History;
import kz.dabyl.detector.tuning.history.Leniency;
import kz.dabyl.detector.tuning.history.OldHistoryException;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Thresholds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the history of a log while a service runs, a step at a time, so that no back-test has to wait for it. Only whoever
 * takes a step holds the file; what one does not get to the next one does. Blocking; not thread-safe.
 */
public final class HistoryKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryKeeper.class);

    /** What a back-test distils by itself, before it asks for its answer. */
    private static final long FRESH_MILLIS = Duration.ofDays(1).toMillis();

    private final SummarySource source;
    private final Path file;
    private final Path next;

    public HistoryKeeper(SummarySource source, Path file) {
        this.source = source;
        this.file = file;
        this.next = file.resolveSibling(file.getFileName() + ".next");
    }

    /**
     * Goes on for at most about {@code budget}. A history on which the thresholds in force cannot be tried is of no more use to
     * anybody: one that covers them is made beside it, and takes its place when it has come as far as the log.
     *
     * @param inForce what the history has to be lenient enough for
     * @return whether more is left
     * @throws IOException if another process makes it just now, or the source or the file cannot be used
     */
    public boolean step(Thresholds inForce, Duration budget) throws IOException {
        var wanted = Leniency.covering(List.of(inForce), List.of());
        var made = History.leniencyOf(file);
        if (made.isEmpty() || covers(made.get(), inForce)) {
            Files.deleteIfExists(next);
            return goOn(file, wanted, budget);
        }
        if (History.leniencyOf(next).filter(one -> !covers(one, inForce)).isPresent()) {
            Files.delete(next);
        }
        if (!Files.exists(next)) {
            LOG.info("the history of the log does not cover the thresholds in force: one that does is made beside it");
        }
        var left = goOn(next, made.get().widenedFor(inForce), budget);
        if (!left) {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return left;
    }

    private static boolean covers(Leniency made, Thresholds inForce) {
        return made.exceededBy(inForce, List.of()).isEmpty();
    }

    private boolean goOn(Path path, Leniency wanted, Duration budget) throws IOException {
        var end = System.nanoTime() + budget.toNanos();
        var left = new boolean[1];
        try (var distillery = Distillery.open(path, wanted)) {
            if (distillery.renewed()) {
                LOG.info("the history of the log was of an earlier version of the program: it is made anew");
            }
            source.read(
                    distillery.position(),
                    (summary, position) -> {
                        distillery.accept(summary, position);
                        left[0] = System.nanoTime() >= end;
                        return !left[0];
                    },
                    Progress.NONE);
        }
        return left[0];
    }

    /**
     * Whether a back-test of that time is better made on the history: it tells of all of it, but for what is soon brought up to
     * date.
     *
     * @param held what the log holds
     */
    public boolean tellsOf(Span asked, Span held) throws IOException {
        try (var history = History.open(file)) {
            var first = HopSummary.startOf(history.firstHop());
            var last = HopSummary.startOf(history.lastHop() + 1);
            return history.lastHop() >= history.firstHop()
                    && first <= Math.max(held.from(), asked.from())
                    && last >= Math.min(held.to(), asked.to()) - FRESH_MILLIS;
        } catch (OldHistoryException e) {
            // The next step makes it anew.
            return false;
        }
    }
}
