package kz.dabyl.simulator;

import java.util.PriorityQueue;

/**
 * What is still to happen, in order of time; at the same millisecond ticks come before rounds before arrivals, and then
 * whatever was planned first. Holds only what is under way, so memory does not grow with the length of a scenario. Not
 * thread-safe.
 */
final class Agenda {

    /** Order within a millisecond. */
    enum Rank {
        TICK,
        ROUND,
        ARRIVAL
    }

    /** Something that happens at its time. */
    interface Item {
        void happen(long time);
    }

    private record Entry(long time, Rank rank, long order, Item item) implements Comparable<Entry> {

        @Override
        public int compareTo(Entry other) {
            if (time != other.time) {
                return Long.compare(time, other.time);
            }
            return rank == other.rank ? Long.compare(order, other.order) : rank.compareTo(other.rank);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long planned;

    void plan(long time, Rank rank, Item item) {
        entries.add(new Entry(time, rank, planned++, item));
    }

    /** Lets everything happen up to {@code end}, included. */
    void runUntil(long end) {
        for (var entry = entries.poll(); entry != null && entry.time <= end; entry = entries.poll()) {
            entry.item.happen(entry.time);
        }
    }
}
