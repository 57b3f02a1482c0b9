package kz.dabyl.model;

import java.util.Arrays;
import java.util.List;

/**
 * The names of the fields of one JSON object, found by comparing words of eight bytes. The first four bytes, those of the
 * closing quote and the colon included, tell the names apart. Immutable.
 */
final class FieldNames {

    static final int UNKNOWN = -1;

    private static final int SLOT_BITS = 6;
    private static final int MAX_LENGTH = 2 * Long.BYTES;

    private final int multiplier;
    private final byte[] slots = new byte[1 << SLOT_BITS];
    private final long[] words;
    private final long[] masks;
    private final int[] lengths;

    /** @param names 2 to 14 letters each */
    FieldNames(List<String> names) {
        words = new long[2 * names.size()];
        masks = new long[2 * names.size()];
        lengths = names.stream().mapToInt(name -> name.length() + 2).toArray();
        for (var index = 0; index < names.size(); index++) {
            put(index, names.get(index) + "\":");
        }
        multiplier = spread();
    }

    private void put(int index, String text) {
        if (text.length() < Integer.BYTES || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("need names of 2 to 14 letters, was " + text);
        }
        for (var i = 0; i < text.length(); i++) {
            var shift = i % Long.BYTES * Byte.SIZE;
            words[2 * index + i / Long.BYTES] |= (long) text.charAt(i) << shift;
            masks[2 * index + i / Long.BYTES] |= 0xFFL << shift;
        }
    }

    /** Fills the slots by the first multiplier under which no two names share one. */
    private int spread() {
        for (var candidate = 0x9E3779B1; candidate != 1; candidate += 2) {
            Arrays.fill(slots, (byte) UNKNOWN);
            var taken = 0;
            for (var index = 0; index < lengths.length; index++) {
                var slot = slot(words[2 * index], candidate);
                if (slots[slot] == UNKNOWN) {
                    slots[slot] = (byte) index;
                    taken++;
                }
            }
            if (taken == lengths.length) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("need names that their first four bytes tell apart");
    }

    private static int slot(long word, int multiplier) {
        return ((int) word * multiplier) >>> (Integer.SIZE - SLOT_BITS);
    }

    /** Index of the name that stands at {@code from}, closing quote and colon included, or {@link #UNKNOWN}. */
    int at(byte[] bytes, int from) {
        var first = Words.at(bytes, from);
        var index = slots[slot(first, multiplier)];
        if (index == UNKNOWN) {
            return UNKNOWN;
        }
        if (((first ^ words[2 * index]) & masks[2 * index]) != 0) {
            return UNKNOWN;
        }
        var same = lengths[index] <= Long.BYTES
                || ((Words.at(bytes, from + Long.BYTES) ^ words[2 * index + 1]) & masks[2 * index + 1]) == 0;
        return same ? index : UNKNOWN;
    }

    /** Whether the name {@code index}, one that was found before, stands at {@code from}. */
    boolean isAt(int index, byte[] bytes, int from) {
        return ((Words.at(bytes, from) ^ words[2 * index]) & masks[2 * index]) == 0
                && (lengths[index] <= Long.BYTES
                        || ((Words.at(bytes, from + Long.BYTES) ^ words[2 * index + 1]) & masks[2 * index + 1]) == 0);
    }

    /** Letters of a name, closing quote and colon included. */
    int length(int index) {
        return lengths[index];
    }
}
