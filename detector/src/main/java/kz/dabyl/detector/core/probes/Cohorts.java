package kz.dabyl.detector.core.probes;

import java.util.Arrays;
import java.util.List;
import kz.dabyl.model.CellSummary;
import org.jspecify.annotations.Nullable;

/**
 * The probes of one cell and collector by what they are like, in the order of summaries. Kept from hop to hop: only what has
 * changed is told anew, since most probes of a hop do not speak. Not thread-safe.
 */
final class Cohorts {

    private static final int SOFTWARE_BITS = 16;
    private static final int INVITE_BITS = 8;
    private static final int FLAG_BITS = 1;
    private static final int BUCKET_BITS = 3;

    private static final int FEW = 8;

    /** Side by side, as all of a cohort is looked at together. */
    private static final int FIELDS = 3;

    private static final int HEARD = 0;
    private static final int TRAITS = 1;

    /** How many probes there are, in the upper half, and the sum of their weights. */
    private static final int SUM = 2;

    private long[] rows = new long[FIELDS * FEW];
    private CellSummary.@Nullable Cohort[] cohorts = new CellSummary.Cohort[FEW];
    private int count;
    private @Nullable List<CellSummary.Cohort> told = List.of();

    /** What a probe is like, apart from when it was heard and what it weighs, as a number that sorts like cohorts do. */
    static long traits(Traits of) {
        var key = (long) of.interval;
        key = key << BUCKET_BITS | of.lossBucket;
        key = key << BUCKET_BITS | of.sleepBucket;
        key = key << FLAG_BITS | (of.newcomer ? 1 : 0);
        key = key << FLAG_BITS | (of.dark ? 1 : 0);
        key = key << FLAG_BITS | (of.mains ? 1 : 0);
        key = key << INVITE_BITS | of.invite;
        return key << SOFTWARE_BITS | of.software;
    }

    /** As in {@link CellSummary.Cohort}. */
    record Traits(
            int interval,
            int lossBucket,
            int sleepBucket,
            int software,
            int invite,
            boolean newcomer,
            boolean dark,
            boolean mains) {}

    boolean isEmpty() {
        return count == 0;
    }

    /** See {@link ProbeState#fetch}. */
    long fetch() {
        return rows[0] + rows[FIELDS * Math.max(0, count - 1)] + cohorts.length;
    }

    /** Takes in a probe that weighs so much. */
    void add(long lastHeard, long like, int percent) {
        var at = find(lastHeard, like);
        if (at < 0) {
            at = -at - 1;
            makeRoom();
            shift(count, at);
            count++;
            put(at, lastHeard, like, 0);
        }
        change(at, one(percent));
    }

    /** Gives up a probe that was taken in just so. */
    void remove(long lastHeard, long like, int percent) {
        var at = found(lastHeard, like);
        change(at, -one(percent));
        if (rows[FIELDS * at + SUM] == 0) {
            shift(at, count - 1);
            count--;
            cohorts[count] = null;
        }
    }

    /** Takes for {@code like} and so on a probe that was taken in for {@code likeBefore} and so on. */
    void move(long heardBefore, long likeBefore, int percentBefore, long lastHeard, long like, int percent) {
        var from = found(heardBefore, likeBefore);
        var to = find(lastHeard, like);
        if (to >= 0 || rows[FIELDS * from + SUM] != one(percentBefore)) {
            remove(heardBefore, likeBefore, percentBefore);
            add(lastHeard, like, percent);
            return;
        }
        // It was alone there, and is where it goes: its place is taken along.
        to = -to - 1;
        to -= to > from ? 1 : 0;
        shift(from, to);
        put(to, lastHeard, like, one(percent));
        told = null;
    }

    private static long one(int percent) {
        return (1L << Integer.SIZE) + percent;
    }

    private void change(int at, long by) {
        rows[FIELDS * at + SUM] += by;
        cohorts[at] = null;
        told = null;
    }

    private void put(int at, long lastHeard, long like, long sum) {
        rows[FIELDS * at + HEARD] = lastHeard;
        rows[FIELDS * at + TRAITS] = like;
        rows[FIELDS * at + SUM] = sum;
        cohorts[at] = null;
    }

    /** All of them, the same list as before where nothing has changed. */
    List<CellSummary.Cohort> list() {
        var list = told;
        if (list == null) {
            for (var i = 0; i < count; i++) {
                if (cohorts[i] == null) {
                    cohorts[i] = cohort(i);
                }
            }
            list = Few.of(cohorts, count);
            told = list;
        }
        return list;
    }

    private int found(long lastHeard, long like) {
        // Whoever speaks was mostly heard before most others.
        var at = 0;
        while (at < Math.min(FEW, count) && order(at, lastHeard, like) < 0) {
            at++;
        }
        if (at == count || order(at, lastHeard, like) != 0) {
            at = find(lastHeard, like);
        }
        if (at < 0) {
            throw new IllegalStateException("no such probe was taken in");
        }
        return at;
    }

    /** Where those stand, or {@code -1 -} where they would. */
    private int find(long lastHeard, long like) {
        var from = 0;
        var to = count;
        if (count > 0) {
            // Whoever speaks was heard last.
            var order = order(count - 1, lastHeard, like);
            if (order <= 0) {
                return order == 0 ? count - 1 : -1 - count;
            }
        }
        while (from < to) {
            var middle = (from + to) >>> 1;
            var order = order(middle, lastHeard, like);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return -1 - from;
    }

    private int order(int at, long lastHeard, long like) {
        var order = Long.compare(rows[FIELDS * at + HEARD], lastHeard);
        return order == 0 ? Long.compare(rows[FIELDS * at + TRAITS], like) : order;
    }

    private void makeRoom() {
        if (count == cohorts.length) {
            rows = Arrays.copyOf(rows, 2 * FIELDS * count);
            cohorts = Arrays.copyOf(cohorts, 2 * count);
        }
    }

    /** Moves those between two places by one, so that {@code free} is taken and {@code wanted} is free. */
    private void shift(int free, int wanted) {
        var first = Math.min(free, wanted);
        var length = Math.abs(free - wanted);
        var from = free < wanted ? first + 1 : first;
        var to = free < wanted ? first : first + 1;
        System.arraycopy(rows, FIELDS * from, rows, FIELDS * to, FIELDS * length);
        System.arraycopy(cohorts, from, cohorts, to, length);
    }

    private CellSummary.Cohort cohort(int at) {
        var rest = rows[FIELDS * at + TRAITS];
        var sum = rows[FIELDS * at + SUM];
        var software = bits(rest, SOFTWARE_BITS);
        rest >>>= SOFTWARE_BITS;
        var invite = bits(rest, INVITE_BITS);
        rest >>>= INVITE_BITS;
        var mains = bits(rest, FLAG_BITS) != 0;
        rest >>>= FLAG_BITS;
        var dark = bits(rest, FLAG_BITS) != 0;
        rest >>>= FLAG_BITS;
        var newcomers = bits(rest, FLAG_BITS) != 0;
        rest >>>= FLAG_BITS;
        var sleep = bits(rest, BUCKET_BITS);
        rest >>>= BUCKET_BITS;
        var loss = bits(rest, BUCKET_BITS);
        var interval = (int) (rest >>> BUCKET_BITS);
        return new CellSummary.Cohort(
                rows[FIELDS * at + HEARD],
                interval,
                loss,
                sleep,
                software,
                invite,
                (int) (sum >>> Integer.SIZE),
                (int) sum,
                newcomers,
                dark,
                mains);
    }

    private static int bits(long key, int count) {
        return (int) (key & ((1L << count) - 1));
    }
}
