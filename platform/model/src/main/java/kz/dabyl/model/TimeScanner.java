package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * Scans times as the contract writes them, {@code 2021-04-24T07:00:30.000Z} or without the fraction. Minutes that came
 * before are remembered, and {@link Times} is asked for the others. Not thread-safe.
 */
final class TimeScanner {

    private static final int SLOT_BITS = 6;
    private static final int MINUTE_LENGTH = "2021-04-24T07:00".length();
    private static final int SECONDS_LENGTH = "2021-04-24T07:00:30Z".length();
    private static final int MILLIS_LENGTH = "2021-04-24T07:00:30.000Z".length();

    /** The bytes of {@code :00.000Z}: a time differs from it only by its digits' values. */
    private static final long FORM = 0x5A3030302E30303AL;

    private static final long MARKS = 0xFF000000FF0000FFL;
    private static final long SHORT_FORM = 0x5A30303AL;
    private static final long SHORT_MARKS = 0xFF0000FFL;
    private static final long SHORT = 0xFFFFFFFFL;
    private static final long SIXES = 0x0606060606060606L;
    private static final long HIGH_NIBBLES = 0xF0F0F0F0F0F0F0F0L;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private static final long NONE = -1;

    private final long[] dates = new long[1 << SLOT_BITS];
    private final long[] minutes = new long[1 << SLOT_BITS];
    private final long[] starts = new long[1 << SLOT_BITS];

    private long millis;

    TimeScanner() {
        Arrays.fill(starts, NONE);
    }

    /** Length of the time at {@code from}, or 0 if none in this form stands there. */
    int scan(byte[] bytes, int from) {
        var date = Words.at(bytes, from);
        var minute = Words.at(bytes, from + Long.BYTES);
        var slot = (int) (((date ^ (minute * MIX)) * MIX) >>> (Long.SIZE - SLOT_BITS));
        if ((dates[slot] != date || minutes[slot] != minute || starts[slot] == NONE) && !learn(bytes, from, slot)) {
            return 0;
        }
        var rest = Words.at(bytes, from + MINUTE_LENGTH);
        var digits = rest ^ FORM;
        if (((digits & MARKS) | ((digits | (digits + SIXES)) & HIGH_NIBBLES)) == 0) {
            var fraction = digit(digits, 4) * 100 + digit(digits, 5) * 10 + digit(digits, 6);
            return end(slot, digits, fraction, MILLIS_LENGTH);
        }
        digits = (rest ^ SHORT_FORM) & SHORT;
        return ((digits & SHORT_MARKS) | ((digits | (digits + SIXES)) & HIGH_NIBBLES & SHORT)) == 0
                ? end(slot, digits, 0, SECONDS_LENGTH)
                : 0;
    }

    /** What {@link #scan} found, epoch milliseconds. */
    long millis() {
        return millis;
    }

    private int end(int slot, long digits, int fraction, int length) {
        var second = digit(digits, 1) * 10 + digit(digits, 2);
        millis = starts[slot] + second * 1000L + fraction;
        return second < 60 ? length : 0;
    }

    private static int digit(long digits, int index) {
        return (int) (digits >>> (index * Byte.SIZE)) & 0xF;
    }

    private boolean learn(byte[] bytes, int from, int slot) {
        var start = Times.parse(new String(bytes, from, MINUTE_LENGTH, ISO_8859_1) + ":00.000Z");
        if (start.isEmpty()) {
            return false;
        }
        dates[slot] = Words.at(bytes, from);
        minutes[slot] = Words.at(bytes, from + Long.BYTES);
        starts[slot] = start.getAsLong();
        return true;
    }
}
