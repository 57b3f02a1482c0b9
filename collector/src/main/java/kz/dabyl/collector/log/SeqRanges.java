package kz.dabyl.collector.log;

import java.util.Arrays;

/**
 * A set of sequence numbers as at most {@value #MAX_RANGES} ranges; when there would be more, the lowest is forgotten.
 * What a probe reports in order is one range however long it lives. Not thread-safe.
 */
final class SeqRanges {

    static final int MAX_RANGES = 32;

    /** First and last of each range, ascending, with a gap between any two. */
    private long[] bounds = new long[2];

    private int size;

    boolean contains(long seq) {
        for (var i = size - 2; i >= 0; i -= 2) {
            if (seq >= bounds[i]) {
                return seq <= bounds[i + 1];
            }
        }
        return false;
    }

    void add(long seq) {
        var next = rangeAfter(seq);
        var joinsLower = next > 0 && bounds[next - 1] >= seq - 1;
        var joinsUpper = next < size && bounds[next] == seq + 1;
        if (joinsLower && joinsUpper) {
            bounds[next - 1] = bounds[next + 1];
            remove(next);
        } else if (joinsLower) {
            bounds[next - 1] = Math.max(bounds[next - 1], seq);
        } else if (joinsUpper) {
            bounds[next] = seq;
        } else {
            insert(next, seq);
        }
    }

    /** Where the first range that begins above {@code seq} stands. */
    private int rangeAfter(long seq) {
        var i = size;
        while (i > 0 && bounds[i - 2] > seq) {
            i -= 2;
        }
        return i;
    }

    private void remove(int at) {
        System.arraycopy(bounds, at + 2, bounds, at, size - at - 2);
        size -= 2;
    }

    private void insert(int at, long seq) {
        var place = at;
        if (size == 2 * MAX_RANGES) {
            if (place == 0) {
                return;
            }
            remove(0);
            place -= 2;
        }
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, size * 2);
        }
        System.arraycopy(bounds, place, bounds, place + 2, size - place);
        bounds[place] = seq;
        bounds[place + 1] = seq;
        size += 2;
    }
}
