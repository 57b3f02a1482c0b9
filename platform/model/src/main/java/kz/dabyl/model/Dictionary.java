package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What ASCII texts mean that come again and again, so that each is checked, decoded and kept once: the same bytes mostly
 * give the same instance. Only mostly: the number of slots is fixed, each text has two of them, and a newcomer displaces an
 * older one, so that no input makes it grow. Texts that mean nothing are not kept. Not thread-safe.
 */
final class Dictionary<T> {

    private static final byte[] NOTHING = {};

    private final int maxLength;
    private final Function<String, Optional<T>> meaning;
    /** Each as {@link Words#copy} makes it, so that it is compared by words. */
    private final byte[][] texts;

    private final @Nullable T[] values;

    /**
     * @param slotBits there are 2 to the power of these slots
     * @param maxLength a longer text means nothing
     */
    @SuppressWarnings("unchecked")
    Dictionary(int slotBits, int maxLength, Function<String, Optional<T>> meaning) {
        this.maxLength = maxLength;
        this.meaning = meaning;
        this.texts = new byte[1 << slotBits][];
        Arrays.fill(texts, NOTHING);
        this.values = (T[]) new Object[1 << slotBits];
    }

    /**
     * What the bytes of this range mean, null if nothing. A word's bytes must follow it in the array; {@code hash} depends on
     * nothing but the bytes of the range.
     */
    @Nullable
    T find(byte[] bytes, int from, int to, int hash) {
        var slot = hash & (texts.length - 1);
        if (holds(slot, bytes, from, to)) {
            return values[slot];
        }
        return holds(slot ^ 1, bytes, from, to) ? values[slot ^ 1] : learn(bytes, from, to, slot);
    }

    private boolean holds(int slot, byte[] bytes, int from, int to) {
        var text = texts[slot];
        var length = to - from;
        return text.length == length + Long.BYTES && Words.same(text, length, bytes, from);
    }

    private @Nullable T learn(byte[] bytes, int from, int to, int slot) {
        if (from == to || to - from > maxLength) {
            return null;
        }
        var value =
                meaning.apply(new String(bytes, from, to - from, ISO_8859_1)).orElse(null);
        if (value != null) {
            texts[slot ^ 1] = texts[slot];
            values[slot ^ 1] = values[slot];
            texts[slot] = Words.copy(bytes, from, to);
            values[slot] = value;
        }
        return value;
    }
}
