package kz.dabyl.detector.core;

import kz.dabyl.model.HopSummary;

/**
 * Since when a probe is known and how it has kept its promises: what its word weighs. Founders, and whom the operator
 * vouches for, earn it by twenty kept promises, those that appear later over a day. Not thread-safe.
 */
final class Seniority {

    /** Nothing changes by itself any more. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    /** A probe that appeared later than the founders is a newcomer until it is so old. */
    private static final long NEWCOMER_MILLIS = 7 * DAY_MILLIS;

    private static final int FULL = 100;

    /** Kept promises speed up a newcomer's weight, but not more than those of half a minute would. */
    private static final int FASTEST = 7;

    private final long firstHeard;
    private boolean founder;
    private int keptPromises;

    Seniority(long firstHeard, boolean founder) {
        this(firstHeard, founder, 0);
    }

    Seniority(long firstHeard, boolean founder, int keptPromises) {
        this.firstHeard = firstHeard;
        this.founder = founder;
        this.keptPromises = keptPromises;
    }

    /** From now on it is as one of the founders. */
    void vouch() {
        founder = true;
    }

    void keptPromise() {
        keptPromises++;
    }

    long firstHeard() {
        return firstHeard;
    }

    boolean founder() {
        return founder;
    }

    int keptPromises() {
        return keptPromises;
    }

    /** Whether it was there from the first, or has been for a day. */
    boolean settled(long now) {
        return founder || now - firstHeard >= DAY_MILLIS;
    }

    /** The hop with whose end it is {@link #settled}. */
    long settledHop() {
        return hopReaching(firstHeard + DAY_MILLIS);
    }

    /** Whether it appeared long after the log began and is still young: alone it proves nothing. */
    boolean newcomer(long now) {
        return !founder && now - firstHeard < NEWCOMER_MILLIS;
    }

    /** Weight at {@code now} in percent. */
    int percent(long now) {
        if (founder) {
            return Math.min(FULL, keptPromises * 5);
        }
        var age = now - firstHeard;
        if (age < HOUR_MILLIS) {
            return 0;
        }
        var byAge = FULL * (age - HOUR_MILLIS) / (DAY_MILLIS - HOUR_MILLIS);
        return (int) Math.min(FULL, Math.max(byAge, Math.min(FASTEST * byAge, keptPromises / 5)));
    }

    /** A hop after {@code hop} up to which it weighs what it weighs at the end of {@code hop}, if it keeps no more promises. */
    long nextChange(long hop) {
        if (founder) {
            return NEVER;
        }
        var now = HopSummary.startOf(hop + 1);
        if (now - firstHeard < HOUR_MILLIS) {
            return hopReaching(firstHeard + HOUR_MILLIS);
        }
        if (percent(now) < FULL) {
            return hop + 1;
        }
        return newcomer(now) ? hopReaching(firstHeard + NEWCOMER_MILLIS) : NEVER;
    }

    /** The first hop whose end is not before {@code time}. */
    static long hopReaching(long time) {
        return HopSummary.hopOf(time - 1);
    }
}
