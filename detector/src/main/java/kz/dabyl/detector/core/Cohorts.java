package kz.dabyl.detector.core;

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

    private long[] heard = new long[8];
    private long[] traits = new long[8];
    private int[] probes = new int[8];
    private int[] percents = new int[8];
    private CellSummary.@Nullable Cohort[] cohorts = new CellSummary.Cohort[8];
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

    /** Takes in a probe that weighs so much. */
    void add(long lastHeard, long like, int percent) {
        var at = find(lastHeard, like);
        if (at < 0) {
            at = -at - 1;
            insert(at, lastHeard, like);
        }
        probes[at]++;
        percents[at] += percent;
        cohorts[at] = null;
        told = null;
    }

    /** Gives up a probe that was taken in just so. */
    void remove(long lastHeard, long like, int percent) {
        var at = find(lastHeard, like);
        if (at < 0) {
            throw new IllegalStateException("no such probe was taken in");
        }
        probes[at]--;
        percents[at] -= percent;
        cohorts[at] = null;
        told = null;
        if (probes[at] == 0) {
            delete(at);
        }
    }

    /** All of them, the same list as before where nothing has changed. */
    List<CellSummary.Cohort> list() {
        var list = told;
        if (list == null) {
            var all = new CellSummary.Cohort[count];
            for (var i = 0; i < count; i++) {
                var cohort = cohorts[i];
                if (cohort == null) {
                    cohort = cohort(i);
                    cohorts[i] = cohort;
                }
                all[i] = cohort;
            }
            list = List.of(all);
            told = list;
        }
        return list;
    }

    /** Where those stand, or {@code -1 -} where they would. */
    private int find(long lastHeard, long like) {
        var from = 0;
        var to = count;
        while (from < to) {
            var middle = (from + to) >>> 1;
            var order = Long.compare(heard[middle], lastHeard);
            order = order == 0 ? Long.compare(traits[middle], like) : order;
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

    private void insert(int at, long lastHeard, long like) {
        if (count == heard.length) {
            heard = Arrays.copyOf(heard, 2 * count);
            traits = Arrays.copyOf(traits, 2 * count);
            probes = Arrays.copyOf(probes, 2 * count);
            percents = Arrays.copyOf(percents, 2 * count);
            cohorts = Arrays.copyOf(cohorts, 2 * count);
        }
        move(at, at + 1);
        count++;
        heard[at] = lastHeard;
        traits[at] = like;
        probes[at] = 0;
        percents[at] = 0;
    }

    private void delete(int at) {
        move(at + 1, at);
        count--;
        cohorts[count] = null;
    }

    private void move(int from, int to) {
        var length = count - from;
        System.arraycopy(heard, from, heard, to, length);
        System.arraycopy(traits, from, traits, to, length);
        System.arraycopy(probes, from, probes, to, length);
        System.arraycopy(percents, from, percents, to, length);
        System.arraycopy(cohorts, from, cohorts, to, length);
    }

    private CellSummary.Cohort cohort(int at) {
        var rest = traits[at];
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
                heard[at], interval, loss, sleep, software, invite, probes[at], percents[at], newcomers, dark, mains);
    }

    private static int bits(long key, int count) {
        return (int) (key & ((1L << count) - 1));
    }
}
