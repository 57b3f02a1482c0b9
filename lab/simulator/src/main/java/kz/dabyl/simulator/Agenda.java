package kz.dabyl.simulator;

import java.util.Arrays;

/**
 * What is still to happen, in order of time; at the same millisecond ticks come before rounds before arrivals, and then
 * whatever was planned first. Holds only what is under way, so memory does not grow with the length of a scenario. Not
 * thread-safe.
 *
 * <p>A heap with four children to a node, in plain arrays: every report passes through it twice, and the library's queue
 * would cost an object and a chain of references for each comparison.
 */
final class Agenda {

    private static final int CHILDREN = 4;

    /** Order within a millisecond. */
    enum Rank {
        TICK(0),
        ROUND(1),
        ARRIVAL(2);

        /** Stands above the number of a plan. */
        private final long upperBits;

        Rank(long place) {
            upperBits = place << 56;
        }
    }

    /** Something that happens at its time. */
    interface Item {
        void happen(long time);
    }

    /** Where nothing is planned any more: an item that is over must not be held. */
    private static final Item NOTHING = time -> {};

    private long[] times = new long[1024];
    /** Rank in the upper bits, number in the lower ones: the order at the same time. */
    private long[] orders = new long[1024];

    private Item[] items = new Item[1024];
    private int size;
    private long planned;

    void plan(long time, Rank rank, Item item) {
        if (size == items.length) {
            grow();
        }
        rise(size++, time, rank.upperBits | planned++, item);
    }

    /** Lets everything happen up to {@code end}, included. */
    void runUntil(long end) {
        while (size > 0 && times[0] <= end) {
            var time = times[0];
            var item = items[0];
            removeFirst();
            item.happen(time);
        }
    }

    private void removeFirst() {
        size--;
        if (size > 0) {
            sink(times[size], orders[size], items[size]);
        }
        items[size] = NOTHING;
    }

    private void rise(int from, long time, long order, Item item) {
        var at = from;
        while (at > 0) {
            var parent = (at - 1) / CHILDREN;
            if (!before(time, order, parent)) {
                break;
            }
            copy(parent, at);
            at = parent;
        }
        put(at, time, order, item);
    }

    private void sink(long time, long order, Item item) {
        var at = 0;
        for (var first = 1; first < size; first = CHILDREN * at + 1) {
            var least = first;
            var end = Math.min(first + CHILDREN, size);
            for (var child = first + 1; child < end; child++) {
                if (before(times[child], orders[child], least)) {
                    least = child;
                }
            }
            if (before(time, order, least)) {
                break;
            }
            copy(least, at);
            at = least;
        }
        put(at, time, order, item);
    }

    private boolean before(long time, long order, int other) {
        return time != times[other] ? time < times[other] : order < orders[other];
    }

    private void copy(int from, int to) {
        put(to, times[from], orders[from], items[from]);
    }

    private void put(int at, long time, long order, Item item) {
        times[at] = time;
        orders[at] = order;
        items[at] = item;
    }

    private void grow() {
        times = Arrays.copyOf(times, 2 * size);
        orders = Arrays.copyOf(orders, 2 * size);
        items = Arrays.copyOf(items, 2 * size);
    }
}
