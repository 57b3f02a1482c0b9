package kz.dabyl.detector.core.probes;

import kz.dabyl.model.HopSummary;

/**
 * Since when a probe is known and how it has kept its promises: what its word weighs. Founders earn it by twenty kept
 * promises, those that appear later over a day, or within an hour if the operator vouches for them. Not thread-safe.
 */
final class Seniority {

    /** Nothing changes by itself any more. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    /** A probe that appeared later than the founders is a newcomer until it is so old. */
    private static final long NEWCOMER_MILLIS = 7 * DAY_MILLIS;

    private static final int FULL = 100;

    /** What each kept promise adds to the weight of a founder. */
    private static final int PER_PROMISE = 5;

    /** Kept promises speed up a newcomer's weight, but not more than those of half a minute would. */
    private static final int FASTEST = 7;

    private final long firstHeard;
    private final boolean founder;
    private boolean vouched;
    private int keptPromises;

    Seniority(long firstHeard, boolean founder) {
        this(firstHeard, founder, false, 0);
    }

    Seniority(long firstHeard, boolean founder, boolean vouched, int keptPromises) {
        this.firstHeard = firstHeard;
        this.founder = founder;
        this.vouched = vouched;
        this.keptPromises = keptPromises;
    }

    /** Somebody knows whose it is: once it has shown for an hour that it works, it is no newcomer any more. */
    void vouch() {
        vouched = true;
    }

    boolean vouched() {
        return vouched;
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
        return !founder && !borneOut(now) && now - firstHeard < NEWCOMER_MILLIS;
    }

    private boolean borneOut(long now) {
        return vouched && now - firstHeard >= HOUR_MILLIS && keptPromises * PER_PROMISE >= FULL;
    }

    /** Weight at {@code now} in percent. */
    int percent(long now) {
        if (founder) {
            return Math.min(FULL, keptPromises * PER_PROMISE);
        }
        if (borneOut(now)) {
            return FULL;
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
