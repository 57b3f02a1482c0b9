package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What ASCII texts mean that come again and again, so that each is checked, decoded and kept once: the same bytes mostly
 * give the same instance. Only mostly: the number of slots is fixed, each text has {@value #WAYS} of them, and a newcomer
 * displaces an older one, so that no input makes it grow. Texts that mean nothing are not kept. Not thread-safe.
 */
final class Dictionary<T> {

    private static final byte[] NOTHING = {};

    /** Side by side, where they share a line of the processor's cache. */
    private static final int WAYS = 4;

    private final int maxLength;
    private final Function<String, Optional<T>> meaning;
    /** Each as {@link Words#copy} makes it, so that it is compared by words. */
    private final byte[][] texts;

    private final @Nullable T[] values;

    /**
     * @param slotBits there are 2 to the power of these slots, 2 bits at least
     * @param maxLength a longer text means nothing
     */
    @SuppressWarnings("unchecked")
    Dictionary(int slotBits, int maxLength, Function<String, Optional<T>> meaning) {
        if (1 << slotBits < WAYS) {
            throw new IllegalArgumentException("needs " + WAYS + " slots or more, slotBits was " + slotBits);
        }
        this.maxLength = maxLength;
        this.meaning = meaning;
        this.texts = new byte[1 << slotBits][];
        Arrays.fill(texts, NOTHING);
        this.values = (T[]) new Object[1 << slotBits];
    }

    /** What it goes by, of a hash that {@link Cursor#text()} gave. */
    static int hash(long ofText) {
        return (int) (ofText >>> 40);
    }

    /**
     * What the bytes of this range mean, null if nothing. A word's bytes must follow it in the array; {@code hash} depends on
     * nothing but the bytes of the range.
     */
    @Nullable
    T find(byte[] bytes, int from, int to, int hash) {
        var first = hash & (texts.length - 1);
        for (var way = 0; way < WAYS; way++) {
            if (holds(first ^ way, bytes, from, to)) {
                return values[first ^ way];
            }
        }
        return learn(bytes, from, to, first);
    }

    /** What the text most likely means that has this hash, or one like it: the latest to come there; null if none has. */
    @Nullable
    T likely(int hash) {
        return values[hash & (texts.length - 1)];
    }

    /** Touches the text whose meaning is {@link #likely}. A number that means nothing. */
    int fetch(int hash) {
        return texts[hash & (texts.length - 1)].length;
    }

    private boolean holds(int slot, byte[] bytes, int from, int to) {
        var text = texts[slot];
        var length = to - from;
        return text.length == length + Long.BYTES && Words.same(text, length, bytes, from);
    }

    private @Nullable T learn(byte[] bytes, int from, int to, int first) {
        if (from == to || to - from > maxLength) {
            return null;
        }
        var value =
                meaning.apply(new String(bytes, from, to - from, ISO_8859_1)).orElse(null);
        if (value != null) {
            for (var way = WAYS - 1; way > 0; way--) {
                texts[first ^ way] = texts[first ^ (way - 1)];
                values[first ^ way] = values[first ^ (way - 1)];
            }
            texts[first] = Words.copy(bytes, from, to);
            values[first] = value;
        }
        return value;
    }
}
