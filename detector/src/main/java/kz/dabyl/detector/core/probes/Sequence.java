package kz.dabyl.detector.core.probes;

import java.util.Arrays;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * Which numbered reports of one probe have been seen: the highest number and at most {@value #MAX_RANGES} ranges of
 * missing ones below it. When there are more, the oldest is given up and its reports count as duplicates.
 *
 * <p>Not thread-safe.
 */
final class Sequence {

    static final int MAX_RANGES = 32;

    /** A jump over more numbers than this is a probe that lost its counter, not loss. */
    static final long NEW_COUNTER = 100_000;

    private static final long NOTHING = -1;

    private long highest = NOTHING;
    /** Highest number of the counter before, if that one was lower. */
    private long former = NOTHING;

    /** What {@link #missing} counts from, so that a number takes four bytes: of most probes some reports stay missing. */
    private long origin;

    private int ranges;
    private int[] missing = {};

    /** What a number turned out to be. */
    enum Sight {
        /** The highest so far: carries the live promise. */
        LIVE,
        /** Fills a gap: was kept and came late. */
        KEPT,
        DUPLICATE
    }

    /** Missing numbers between the highest before and this one, of the last {@link Sight#LIVE} sight. */
    private int gap;

    Sight see(long number) {
        gap = 0;
        if (highest == NOTHING || Math.abs(number - highest) > NEW_COUNTER) {
            return restart(number);
        }
        if (number > highest) {
            gap = (int) (number - highest - 1);
            if (gap > 0) {
                append(highest + 1, number - 1);
            }
            highest = number;
            return Sight.LIVE;
        }
        return fill(number) ? Sight.KEPT : Sight.DUPLICATE;
    }

    /** A new counter; what is missing of the one before is given up. */
    private Sight restart(long number) {
        if (number < highest && number <= former) {
            return Sight.DUPLICATE;
        }
        former = number > highest ? highest : NOTHING;
        highest = number;
        ranges = 0;
        return Sight.LIVE;
    }

    long gap() {
        return gap;
    }

    private void append(long first, long last) {
        if (ranges == MAX_RANGES) {
            giveUpOldest();
        }
        reach(first, last);
        room();
        missing[2 * ranges] = (int) (first - origin);
        missing[2 * ranges + 1] = (int) (last - origin);
        ranges++;
    }

    private void giveUpOldest() {
        System.arraycopy(missing, 2, missing, 0, 2 * (ranges - 1));
        ranges--;
    }

    /** Makes sure that {@code last} can be counted from where the others are counted from. */
    private void reach(long first, long last) {
        while (ranges > 0 && isPast(0, last + 1)) {
            giveUpOldest();
        }
        if (ranges == 0) {
            origin = first;
        } else if (last - origin > Integer.MAX_VALUE) {
            var oldest = missing[0];
            origin += oldest;
            for (var i = 0; i < 2 * ranges; i++) {
                missing[i] -= oldest;
            }
        }
    }

    /** Whether the whole range lies so far below {@code top} that its reports, if they came, would begin a new counter. */
    private boolean isPast(int range, long top) {
        return top - origin - missing[2 * range + 1] > NEW_COUNTER;
    }

    private boolean fill(long number) {
        var sought = number - origin;
        for (var i = ranges - 1; i >= 0; i--) {
            var first = missing[2 * i];
            var last = missing[2 * i + 1];
            if (sought >= first && sought <= last) {
                take(i, (int) sought, first, last);
                return true;
            }
        }
        return false;
    }

    private void take(int range, int number, int first, int last) {
        if (first == last) {
            System.arraycopy(missing, 2 * range + 2, missing, 2 * range, 2 * (ranges - range - 1));
            ranges--;
        } else if (number == first) {
            missing[2 * range] = number + 1;
        } else if (number == last) {
            missing[2 * range + 1] = number - 1;
        } else {
            split(range, number, last);
        }
    }

    private void split(int range, int number, int last) {
        var at = range;
        if (ranges == MAX_RANGES) {
            // Room for the second half is made by giving up the oldest, which may be this very range.
            giveUpOldest();
            at--;
            if (at < 0) {
                return;
            }
        }
        room();
        missing[2 * at + 1] = number - 1;
        System.arraycopy(missing, 2 * at + 2, missing, 2 * at + 4, 2 * (ranges - at - 1));
        missing[2 * at + 2] = number + 1;
        missing[2 * at + 3] = last;
        ranges++;
    }

    private void room() {
        if (missing.length < 2 * ranges + 2) {
            missing = Arrays.copyOf(missing, Math.min(2 * MAX_RANGES, Math.max(4, 4 * ranges + 2)));
        }
    }

    /**
     * The sequence that has come so far.
     *
     * @param missing first and last of each range, the oldest range first
     */
    static Sequence of(long highest, long former, long[] missing) {
        var sequence = new Sequence();
        sequence.highest = highest;
        sequence.former = former;
        for (var i = 0; i < missing.length; i += 2) {
            sequence.append(missing[i], missing[i + 1]);
        }
        return sequence;
    }

    /** Of each range, the newest first, how far its last number lies below what follows it, and its first below that. */
    void write(WireOutput out) {
        var oldest = 0;
        while (oldest < ranges && isPast(oldest, highest)) {
            oldest++;
        }
        out.varint(highest + 1);
        out.varint(former + 1);
        out.varint(ranges - oldest);
        var above = highest;
        for (var i = 2 * ranges - 1; i >= 2 * oldest; i--) {
            out.varint(above - origin - missing[i]);
            above = origin + missing[i];
        }
    }

    static Sequence read(WireInput in) {
        var highest = in.varint() - 1;
        var former = in.varint() - 1;
        var missing = new long[2 * in.count()];
        var above = highest;
        for (var i = missing.length - 1; i >= 0; i--) {
            above -= in.varint();
            missing[i] = above;
        }
        return of(highest, former, missing);
    }
}
