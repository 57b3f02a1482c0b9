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
    private static final long LINE_FEEDS = '\n' * ONES;
    private static final long SPACES = ' ' * ONES;
    private static final long ZEROS = '0' * ONES;
    private static final long LOW_BITS = ~HIGH_BITS;
    private static final long LETTER_CASE = 0x20 * ONES;
    private static final long DASHES = '-' * ONES;
    private static final long UNDERSCORES = '_' * ONES;

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

    /** How many bytes of {@code word}, from the lowest, stand before its first line feed. */
    static int beforeLineFeed(long word) {
        var feeds = word ^ LINE_FEEDS;
        return Long.numberOfTrailingZeros((feeds - ONES) & ~feeds & HIGH_BITS) / Byte.SIZE;
    }

    /** How many bytes of {@code word}, from the lowest, are decimal digits. */
    static int digits(long word) {
        var digits = word ^ ZEROS;
        return Long.numberOfTrailingZeros(atLeast(digits & LOW_BITS, 10) | (digits & HIGH_BITS)) / Byte.SIZE;
    }

    /** The number that the lowest {@code length} bytes of {@code word}, 1 to 8 digits, spell: sums of pairs, then of fours. */
    static long decimal(long word, int length) {
        var digits = (word ^ ZEROS) << (Long.SIZE - length * Byte.SIZE);
        digits = ((digits * (10 * 0x100L + 1)) >>> Byte.SIZE) & 0x00FF00FF00FF00FFL;
        digits = ((digits * (100 * 0x10000L + 1)) >>> Short.SIZE) & 0x0000FFFF0000FFFFL;
        return (digits * (10_000 * 0x100000000L + 1)) >>> Integer.SIZE;
    }

    /** The word without its byte {@code index}, 0 to 6: those above move down, and zero comes in. */
    static long without(long word, int index) {
        var below = lowest(word, index);
        return below | ((word >>> Byte.SIZE) & ~lowest(-1, index));
    }

    /** How many bytes of {@code word}, from the lowest, are ASCII letters, decimal digits, '-' or '_'. */
    static int ofNames(long word) {
        var ascii = word & LOW_BITS;
        var small = ascii | LETTER_CASE;
        var good = (atLeast(small, 'a') & ~atLeast(small, 'z' + 1))
                | (atLeast(ascii, '0') & ~atLeast(ascii, '9' + 1))
                | ~atLeast(ascii ^ DASHES, 1)
                | ~atLeast(ascii ^ UNDERSCORES, 1);
        return Long.numberOfTrailingZeros((~good | word) & HIGH_BITS) / Byte.SIZE;
    }

    /** The high bit of each byte that is {@code least} or more; all are below 128 and so are the others' high bits free. */
    private static long atLeast(long bytes, int least) {
        return (bytes + (0x80 - least) * ONES) & HIGH_BITS;
    }
}
