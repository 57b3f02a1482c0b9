package kz.dabyl.detector.core.rules;

import kz.dabyl.model.HopSummary;

/** For how long the silence of a probe may mean something. */
public final class Memory {

    /** A probe silent for longer than this and two intervals tells nothing about an onset. */
    public static final long REMEMBERED_HOPS = 20 * 60_000 / HopSummary.HOP_MILLIS;

    /** The same of those with the longest interval. */
    public static final long LONGEST_REMEMBERED_HOPS = REMEMBERED_HOPS + 2 * 3_600_000 / HopSummary.HOP_MILLIS;

    private Memory() {}

    /** Hops for which the silence of a probe that promises a report every {@code intervalSeconds} may mean something. */
    public static long longestHops(int intervalSeconds) {
        return REMEMBERED_HOPS + 2000L * intervalSeconds / HopSummary.HOP_MILLIS;
    }
}
