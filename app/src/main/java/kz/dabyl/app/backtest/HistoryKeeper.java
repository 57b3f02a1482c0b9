package kz.dabyl.app.backtest;

import java.io.IOException;
import java.nio.file.Path;
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

    public HistoryKeeper(SummarySource source, Path file) {
        this.source = source;
        this.file = file;
    }

    /**
     * Goes on for at most about {@code budget}.
     *
     * @param inForce what a new history is to be lenient enough for
     * @return whether more is left
     * @throws IOException if another process makes it just now, or the source or the file cannot be used
     */
    public boolean step(Thresholds inForce, Duration budget) throws IOException {
        var end = System.nanoTime() + budget.toNanos();
        var left = new boolean[1];
        try (var distillery = Distillery.open(file, Leniency.covering(List.of(inForce), List.of()))) {
            if (distillery.renewed()) {
                LOG.info("the history of the log was of an earlier version of the program: it is made anew");
            }
            source.read(
                    distillery.position(),
                    (summary, next) -> {
                        distillery.accept(summary, next);
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
