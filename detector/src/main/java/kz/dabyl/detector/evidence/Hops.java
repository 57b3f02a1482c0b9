package kz.dabyl.detector.evidence;

import java.io.IOException;
import java.util.Optional;
import kz.dabyl.model.HopSummary;

/** What evidence is made of: states of the second fold, and the summaries after them. Blocking. */
public interface Hops {

    /** Takes summaries. */
    interface Sink {

        /** Returns whether more are wanted. */
        boolean accept(HopSummary summary) throws IOException;
    }

    /** The last state of no later than {@code time} (epoch milliseconds), or the first of all if that is later. */
    Optional<Snapshot> stateAt(long time) throws IOException;

    /** Hands over the summaries after a state, in their order, until there are no more or no more are wanted. */
    void after(Snapshot state, Sink sink) throws IOException;
}
