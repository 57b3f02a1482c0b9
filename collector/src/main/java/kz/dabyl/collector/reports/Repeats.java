package kz.dabyl.collector.reports;

import java.security.SecureRandom;
import java.util.Arrays;
import kz.dabyl.model.WireReports;

/**
 * Finds reports that a body holds twice. An open hash table of their places, which serves one body after the other; whoever
 * does not know its seed cannot have many reports meet in one place. Not thread-safe.
 */
final class Repeats {

    private static final int FREE = -1;
    private static final int FEWEST_SLOTS = 64;

    private final long seed = new SecureRandom().nextLong() | 1;
    private int[] slots = new int[FEWEST_SLOTS];
    private int held;

    Repeats() {
        Arrays.fill(slots, FREE);
    }

    /** Forgets the last body. */
    void begin() {
        if (held > 0) {
            if (slots.length > FEWEST_SLOTS && held < slots.length / 16) {
                slots = new int[slots.length / 2];
            }
            Arrays.fill(slots, FREE);
            held = 0;
        }
    }

    /** Whether the last of {@code reports} stands before in them; else notes it. All before have been asked for. */
    boolean last(WireReports reports) {
        if (2 * held >= slots.length) {
            grow(reports);
        }
        var index = reports.size() - 1;
        for (var slot = slot(reports, index); ; slot = (slot + 1) & (slots.length - 1)) {
            if (slots[slot] == FREE) {
                slots[slot] = index;
                held++;
                return false;
            }
            if (reports.same(slots[slot], index)) {
                return true;
            }
        }
    }

    private int slot(WireReports reports, int index) {
        var hash = (reports.nameHash(index, seed) ^ reports.seq(index)) * seed;
        return (int) (((hash ^ (hash >>> 32)) * seed) >>> 33) & (slots.length - 1);
    }

    private void grow(WireReports reports) {
        var before = slots;
        slots = new int[2 * before.length];
        Arrays.fill(slots, FREE);
        for (var index : before) {
            if (index != FREE) {
                var slot = slot(reports, index);
                while (slots[slot] != FREE) {
                    slot = (slot + 1) & (slots.length - 1);
                }
                slots[slot] = index;
            }
        }
    }
}
