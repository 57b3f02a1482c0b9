package kz.dabyl.model;

/**
 * Scans numbers as JSON spells them without sign and exponent. Those of up to seven letters, as most are, are taken as one
 * word of eight bytes, whatever their length, so that the processor has nothing to guess. Not thread-safe.
 */
final class NumberScanner {

    /** So many digits fit into a {@code double}'s 53 bits. */
    private static final int EXACT_DIGITS = 15;

    private static final int LONG_DIGITS = 18;

    /** Exact, so that one division rounds once and gives what {@link Double#parseDouble} gives (Clinger, 1990). */
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private static final long[] LONG_POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

    private long integer;
    private double number;
    private int digitsTo;

    /** What {@link #scanInteger} found. */
    long integer() {
        return integer;
    }

    /** What {@link #scanNumber} found. */
    double number() {
        return number;
    }

    /** Length of the integer from 0 to {@code max} at {@code from}, or 0 if none stands there. */
    int scanInteger(byte[] bytes, int from, long max) {
        var word = Words.at(bytes, from);
        var length = Words.digits(word);
        if (length == 0 || (length > 1 && bytes[from] == '0')) {
            return 0;
        }
        integer = Words.decimal(word, length);
        if (length == Long.BYTES) {
            length += goOn(bytes, from + Long.BYTES);
        }
        return length > LONG_DIGITS || integer > max ? 0 : length;
    }

    /** How many more digits {@link #integer} has. */
    private int goOn(byte[] bytes, int from) {
        var word = Words.at(bytes, from);
        var length = Words.digits(word);
        if (length == Long.BYTES) {
            integer = digits(bytes, from, integer);
            return digitsTo - from;
        }
        if (length > 0) {
            integer = integer * LONG_POWERS[length] + Words.decimal(word, length);
        }
        return length;
    }

    /** Length of the number from 0 to {@code max}, with or without a fraction, at {@code from}, or 0 if none stands there. */
    int scanNumber(byte[] bytes, int from, double max) {
        var word = Words.at(bytes, from);
        var whole = Words.digits(word);
        if (whole == 0 || (whole > 1 && bytes[from] == '0')) {
            return 0;
        }
        if (whole >= Long.BYTES - 1) {
            return scanLong(bytes, from, max);
        }
        var length = whole;
        if (bytes[from + whole] == '.') {
            // Without the point an integer stands there.
            word = Words.without(word, whole);
            length = Words.digits(word);
            if (length == whole) {
                return 0;
            }
            if (length >= Long.BYTES - 1) {
                return scanLong(bytes, from, max);
            }
        }
        number = Words.decimal(word, length) / POWERS[length - whole];
        return number > max ? 0 : length == whole ? length : length + 1;
    }

    private int scanLong(byte[] bytes, int from, double max) {
        var value = digits(bytes, from, 0);
        var whole = digitsTo - from;
        var places = 0;
        if (bytes[digitsTo] == '.') {
            value = digits(bytes, digitsTo + 1, value);
            places = digitsTo - from - whole - 1;
            if (places == 0) {
                return 0;
            }
        }
        if (whole + places > EXACT_DIGITS) {
            return 0;
        }
        number = value / POWERS[places];
        return number > max ? 0 : digitsTo - from;
    }

    /** Goes on reading the number {@code value}; overflow is for the caller to see, by the count of digits. */
    private long digits(byte[] bytes, int from, long value) {
        var read = value;
        var at = from;
        for (var digit = bytes[at] - '0'; digit >= 0 && digit <= 9; digit = bytes[at] - '0') {
            read = read * 10 + digit;
            at++;
        }
        digitsTo = at;
        return read;
    }
}
