package kz.dabyl.model;

import org.jspecify.annotations.Nullable;

/**
 * Goes once over JSON as our own writers and most others spell it, and gives up at whatever is spelt otherwise: escapes,
 * letters beyond ASCII, exponents, unknown names. Giving up says nothing of the input, which is for {@link EntryReader} and
 * {@link ReportReader} to judge. After it gave up the values it returns mean nothing.
 *
 * <p>The byte behind the last of the input must be 0, which no text in this spelling holds, and {@link #SLACK} more must
 * follow: so nothing here looks for the end, and what is read by words stays in the array. Not thread-safe.
 */
final class Cursor {

    /** Bytes that the array must have behind the input. */
    static final int SLACK = 32;

    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int NULL = 'n' | ('u' << 8) | ('l' << 16) | ('l' << 24);
    private static final int TRUE = 't' | ('r' << 8) | ('u' << 16) | ('e' << 24);
    private static final int FALS = 'f' | ('a' << 8) | ('l' << 16) | ('s' << 24);

    private final NumberScanner numbers = new NumberScanner();
    private byte[] bytes = new byte[SLACK];
    private int position;
    private boolean gaveUp;
    private boolean overLines;
    private int textFrom;
    private int textTo;

    /** Begins with a value that ends on its line. */
    void start(byte[] input, int from) {
        start(input, from, false);
    }

    /** @param overLines whether line feeds are white space like any other */
    void start(byte[] input, int from, boolean overLines) {
        bytes = input;
        position = from;
        gaveUp = false;
        this.overLines = overLines;
    }

    int position() {
        return position;
    }

    boolean gaveUp() {
        return gaveUp;
    }

    void giveUp() {
        gaveUp = true;
    }

    /** Whether {@code mark} stands here; then goes past it and the white space behind. */
    boolean skip(char mark) {
        if (bytes[position] != mark) {
            return false;
        }
        position++;
        skipSpace();
        return true;
    }

    /** Goes past {@code mark}, which must stand here. */
    void expect(char mark) {
        if (!skip(mark)) {
            gaveUp = true;
        }
    }

    /** Goes past the comma between two elements, if there is one. */
    boolean another() {
        skipSpace();
        return skip(',') && !gaveUp;
    }

    /** Goes past white space, if there is any. */
    void skipSpace() {
        // One comparison where there is none, as mostly.
        if (bytes[position] <= ' ') {
            skipIndentation();
        }
    }

    /** Lines that are set in begin with many spaces: those are counted by words. */
    private void skipIndentation() {
        var at = position;
        int spaces;
        do {
            spaces = Words.spaces(Words.at(bytes, at));
            at += spaces;
            if (spaces < Long.BYTES && isSpace(bytes[at])) {
                at++;
                spaces = Long.BYTES;
            }
        } while (spaces == Long.BYTES);
        position = at;
    }

    private boolean isSpace(byte letter) {
        return letter == ' ' || letter == '\t' || (overLines && (letter == '\n' || letter == '\r'));
    }

    /** Goes past a field's name, one of {@code names}. */
    int name(FieldNames names) {
        return name(names, 0);
    }

    /** The same, quicker if {@code expected} stands here. */
    int name(FieldNames names, int expected) {
        var index = bytes[position] != '"'
                ? FieldNames.UNKNOWN
                : names.isAt(expected, bytes, position + 1) ? expected : names.at(bytes, position + 1);
        if (index == FieldNames.UNKNOWN) {
            gaveUp = true;
            return index;
        }
        position += 1 + names.length(index);
        skipSpace();
        return index;
    }

    /** Whether null stands here; then goes past it. */
    boolean skipNull() {
        return bytes[position] == 'n' && skipLetters(NULL);
    }

    boolean flag() {
        if (skipLetters(TRUE)) {
            return true;
        }
        if (skipLetters(FALS) && bytes[position] == 'e') {
            position++;
        } else {
            gaveUp = true;
        }
        return false;
    }

    private boolean skipLetters(int letters) {
        if ((int) Words.at(bytes, position) != letters) {
            return false;
        }
        position += Integer.BYTES;
        return true;
    }

    /** Whether {@code text}, see {@link Words#copy}, stands here; then goes past it and stays right behind. */
    boolean skip(byte[] text) {
        var length = text.length - Long.BYTES;
        if (!Words.same(text, length, bytes, position)) {
            return false;
        }
        position += length;
        return true;
    }

    /** What stands from {@code from} to before {@code to}, for {@link #skip(byte[])}. */
    byte[] copy(int from, int to) {
        return Words.copy(bytes, from, to);
    }

    /** Whether {@code letters} stand here; then goes past them and stays right behind. */
    boolean skip(Letters letters) {
        if (!letters.standAt(bytes, position)) {
            return false;
        }
        position += letters.length();
        return true;
    }

    /** Goes past a closing brace, which must stand here, and stays right behind. */
    void endObject() {
        if (bytes[position] != '}') {
            gaveUp = true;
        }
        position++;
    }

    /** Goes back to where it stood before. */
    void back(int before) {
        position = before;
    }

    boolean atSpace() {
        return isSpace(bytes[position]);
    }

    boolean atDigit() {
        return bytes[position] >= '0' && bytes[position] <= '9';
    }

    /** What a string means by {@code dictionary}. */
    <T> @Nullable T word(Dictionary<T> dictionary) {
        var hash = text();
        if (gaveUp) {
            return null;
        }
        var meaning = dictionary.find(bytes, textFrom, textTo, Dictionary.hash(hash));
        gaveUp = meaning == null;
        return meaning;
    }

    /**
     * Goes past a string, which stands from {@link #textFrom} to before {@link #textTo} then. A hash of it, which depends on
     * nothing else.
     */
    long text() {
        if (bytes[position] != '"') {
            gaveUp = true;
            return 0;
        }
        var from = position + 1;
        var to = from;
        var hash = 0L;
        var word = Words.at(bytes, to);
        var plain = Words.plain(word);
        while (plain == Long.BYTES) {
            hash = (hash ^ word) * MIX;
            to += Long.BYTES;
            word = Words.at(bytes, to);
            plain = Words.plain(word);
        }
        to += plain;
        hash = (hash ^ Words.lowest(word, plain)) * MIX;
        if (bytes[to] != '"') {
            gaveUp = true;
            return 0;
        }
        position = to + 1;
        textFrom = from;
        textTo = to;
        return hash;
    }

    /** Goes past a string of 1 to {@code maxLength} letters, digits, '-' and '_'; else as {@link #text()}. */
    void nameText(int maxLength) {
        var from = position + 1;
        var to = from;
        var good = Words.ofNames(Words.at(bytes, to));
        while (good == Long.BYTES) {
            to += Long.BYTES;
            good = Words.ofNames(Words.at(bytes, to));
        }
        to += good;
        if (bytes[position] != '"' || bytes[to] != '"' || to == from || to - from > maxLength) {
            gaveUp = true;
            return;
        }
        position = to + 1;
        textFrom = from;
        textTo = to;
    }

    /** Goes past a string of so many letters. */
    void text(int minLength, int maxLength) {
        text();
        var length = textTo - textFrom;
        if (length < minLength || length > maxLength) {
            gaveUp = true;
        }
    }

    int textFrom() {
        return textFrom;
    }

    int textTo() {
        return textTo;
    }

    /** What a string means by {@code dictionary}, null for null. */
    <T> @Nullable T wordOrNull(Dictionary<T> dictionary) {
        return skipNull() ? null : word(dictionary);
    }

    /** Epoch milliseconds of a time. */
    long time(TimeScanner times) {
        var length = bytes[position] == '"' ? times.scan(bytes, position + 1) : 0;
        if (length == 0 || bytes[position + 1 + length] != '"') {
            gaveUp = true;
            return 0;
        }
        position += length + 2;
        return times.millis();
    }

    /** An integer from 0 to {@code max}. */
    long integer(long max) {
        pass(numbers.scanInteger(bytes, position, max));
        return numbers.integer();
    }

    /** A number from 0 to {@code max}, with or without a fraction. */
    double number(double max) {
        pass(numbers.scanNumber(bytes, position, max));
        return numbers.number();
    }

    private void pass(int length) {
        if (length == 0) {
            gaveUp = true;
        }
        position += length;
        endNumber();
    }

    /** A number goes on with a fraction or an exponent, or ends where its object goes on; else it is no JSON. */
    private void endNumber() {
        var next = bytes[position];
        if (next != ',' && next != '}' && !isSpace(next)) {
            gaveUp = true;
        }
    }

    /** Adds {@code field} to those that were {@code seen}; what stands twice is spelt unusually. */
    int once(int seen, int field) {
        var with = seen | (1 << field);
        if (with == seen) {
            gaveUp = true;
        }
        return with;
    }
}
