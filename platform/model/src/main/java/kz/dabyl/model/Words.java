package kz.dabyl.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Eight bytes looked at together: the byte at the lowest address is the lowest of the word. */
final class Words {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;

    /** From so many bytes on one comparison of arrays is quicker than those of words. */
    private static final int MANY = 48;

    private Words() {}

    static long at(byte[] bytes, int from) {
        return (long) WORDS.get(bytes, from);
    }

    /**
     * How many bytes of {@code word}, from the lowest, are plain characters of a JSON string: ASCII, neither control
     * characters nor quote nor backslash. After H. S. Warren, "Hacker's Delight", 6-1: what a borrow marks wrongly stands
     * above a byte that is marked rightly.
     */
    static int plain(long word) {
        var quotes = word ^ QUOTES;
        var backslashes = word ^ BACKSLASHES;
        var stops =
                (((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes) | ((word - SPACES) & ~word) | word)
                        & HIGH_BITS;
        return Long.numberOfTrailingZeros(stops) / Byte.SIZE;
    }

    /**
     * Whether the first {@code length} bytes of {@code text}, behind which a word's bytes stand, stand at {@code from}. Looks
     * no further than a word beyond the first byte that differs, nor behind the end of the array where it compares many.
     */
    static boolean same(byte[] text, int length, byte[] bytes, int from) {
        var at = 0;
        if (length >= MANY && at(text, 0) == at(bytes, from)) {
            // The machine compares several words at once.
            return from + length <= bytes.length && Arrays.equals(text, 0, length, bytes, from, from + length);
        }
        while (at + Long.BYTES <= length) {
            if (at(text, at) != at(bytes, from + at)) {
                return false;
            }
            at += Long.BYTES;
        }
        return lowest(at(text, at) ^ at(bytes, from + at), length - at) == 0;
    }

    /** A copy of a range with a word's bytes behind it, for {@link #same}. */
    static byte[] copy(byte[] bytes, int from, int to) {
        var copy = new byte[to - from + Long.BYTES];
        System.arraycopy(bytes, from, copy, 0, to - from);
        return copy;
    }

    /** How many bytes of {@code word}, from the lowest, are spaces. */
    static int spaces(long word) {
        return Long.numberOfTrailingZeros(word ^ SPACES) / Byte.SIZE;
    }

    /** The lowest {@code bytes} of {@code word}, 0 to 7, the others zero. */
    static long lowest(long word, int bytes) {
        return word & ((1L << (bytes * Byte.SIZE)) - 1);
    }
}
