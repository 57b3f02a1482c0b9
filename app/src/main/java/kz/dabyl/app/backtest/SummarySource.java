package kz.dabyl.app.backtest;

import java.io.IOException;
import java.util.Optional;
import kz.dabyl.model.HopSummary;

/** Summaries of cells in the order in which the second fold takes them. */
public interface SummarySource {

    /** Takes summaries. */
    interface Sink {

        /**
         * Takes the next one; returns whether more are wanted.
         *
         * @param next where to go on after it
         */
        boolean accept(HopSummary summary, long next) throws IOException;
    }

    /** What the cells were like at some moment, see {@link kz.dabyl.detector.core.Lookout#cells}, and where the source goes on. */
    final class Start {

        private final byte[] cells;
        private final long next;

        Start(byte[] cells, long next) {
            this.cells = cells.clone();
            this.next = next;
        }

        byte[] cells() {
            return cells.clone();
        }

        long next() {
            return next;
        }
    }

    /**
     * The last moment by {@code time}, epoch milliseconds, from which hops can be folded without those before it; empty
     * where only the beginning will do.
     */
    default Optional<Start> startBy(long time) throws IOException {
        return Optional.empty();
    }

    /**
     * Hands over all that there is now, or as much of it as is wanted.
     *
     * @param from where to go on, as a sink was told before; 0 is the beginning
     * @param progress is told how much of it is done
     */
    void read(long from, Sink sink, Progress progress) throws IOException;
}
