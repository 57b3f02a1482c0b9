package kz.dabyl.app.backtest;

import java.io.IOException;
import kz.dabyl.model.HopSummary;

/** Summaries of cells in the order in which the second fold takes them. */
public interface SummarySource {

    /** Takes summaries. */
    interface Sink {

        /** @param next where to go on after it */
        void accept(HopSummary summary, long next) throws IOException;
    }

    /**
     * Hands over all that there is now.
     *
     * @param from where to go on, as a sink was told before; 0 is the beginning
     * @param progress is told how much of it is done
     */
    void read(long from, Sink sink, Progress progress) throws IOException;
}
