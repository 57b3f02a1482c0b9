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

    private int ranges;
    private long[] missing = new long[0];

    /** What a number turned out to be. */
    enum Sight {
        /** The highest so far: carries the live promise. */
        LIVE,
        /** Fills a gap: was kept and came late. */
        KEPT,
        DUPLICATE
    }

    /** Missing numbers between the highest before and this one, of the last {@link Sight#LIVE} sight. */
    private long gap;

    Sight see(long number) {
        gap = 0;
        if (highest == NOTHING || Math.abs(number - highest) > NEW_COUNTER) {
            return restart(number);
        }
        if (number > highest) {
            gap = number - highest - 1;
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
            System.arraycopy(missing, 2, missing, 0, 2 * (ranges - 1));
            ranges--;
        }
        room();
        missing[2 * ranges] = first;
        missing[2 * ranges + 1] = last;
        ranges++;
    }

    private boolean fill(long number) {
        for (var i = ranges - 1; i >= 0; i--) {
            var first = missing[2 * i];
            var last = missing[2 * i + 1];
            if (number >= first && number <= last) {
                take(i, number, first, last);
                return true;
            }
        }
        return false;
    }

    private void take(int range, long number, long first, long last) {
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

    private void split(int range, long number, long last) {
        var at = range;
        if (ranges == MAX_RANGES) {
            // Room for the second half is made by giving up the oldest, which may be this very range.
            System.arraycopy(missing, 2, missing, 0, 2 * (ranges - 1));
            ranges--;
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

    void write(WireOutput out) {
        out.signed(highest);
        out.signed(former);
        out.varint(ranges);
        for (var i = 0; i < 2 * ranges; i++) {
            out.varint(missing[i]);
        }
    }

    static Sequence read(WireInput in) {
        var sequence = new Sequence();
        sequence.highest = in.signed();
        sequence.former = in.signed();
        sequence.ranges = in.count();
        sequence.missing = new long[2 * sequence.ranges];
        for (var i = 0; i < sequence.missing.length; i++) {
            sequence.missing[i] = in.varint();
        }
        return sequence;
    }
}
