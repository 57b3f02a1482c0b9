package kz.dabyl.bench.detection;

/** A way of telling from the log which cells are cut. One instance watches one log. */
interface Rule {

    String name();

    /** Looks at what is known at {@code now}, epoch milliseconds, every {@link Rivals#STEP_MILLIS}. */
    void look(long now, KnownProbes known, Alarms alarms);
}
