package kz.dabyl.alerts.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.IntUnaryOperator;
import kz.dabyl.alerts.words.Notice;

/**
 * The words of a notice as channels lay them out: a headline and what follows it, without the characters that steer a
 * terminal or turn the direction of what stands beside them. Pure.
 *
 * @param rest lines; may be empty
 */
record Letter(String headline, String rest) {

    private static final String MORE = "…";

    static Letter of(Notice notice) {
        var headline = clean(notice.title()).replace('\n', ' ').strip();
        var text = clean(notice.text()).strip();
        // Whether the text repeats the title is the wording's business, not the reader's.
        return new Letter(
                headline,
                text.startsWith(headline) ? text.substring(headline.length()).strip() : text);
    }

    /** All of it as plain text. */
    String plain() {
        return rest.isEmpty() ? headline : headline + "\n" + rest;
    }

    /** The same, in so many UTF-16 units at most, the line break between its parts included. */
    Letter within(int units) {
        return within(units, Letter::units);
    }

    /** The same where a character takes more room than it has in plain text. */
    Letter within(int most, IntUnaryOperator size) {
        var head = cut(headline, most, size);
        var left = most - head.codePoints().map(size).sum() - 1;
        return new Letter(head, rest.isEmpty() || left < 2 ? "" : cut(rest, left, size));
    }

    /** {@code text} in so many bytes of UTF-8 at most. */
    static String bytes(String text, int most) {
        return cut(text, most, Letter::utf8);
    }

    /** Without controls, but for line breaks, and without what overrides the direction of writing. */
    static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\n'
                        || !(Character.isISOControl(c) || turns(c) || Character.getType(c) == Character.SURROGATE))
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean turns(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
    }

    /** Cut at the end of a line, or in the middle of one that fills more than half; never within a character. */
    private static String cut(String text, int most, IntUnaryOperator size) {
        if (text.codePoints().map(size).sum() <= most) {
            return text;
        }
        var left = most - MORE.codePoints().map(size).sum() - 1;
        var end = 0;
        var line = -1;
        while (end < text.length()) {
            var c = text.codePointAt(end);
            left -= size.applyAsInt(c);
            if (left < 0) {
                break;
            }
            if (c == '\n') {
                line = end;
            }
            end += Character.charCount(c);
        }
        return line > end / 2 ? text.substring(0, line) + "\n" + MORE : text.substring(0, end) + MORE;
    }

    private static int units(int codePoint) {
        return Character.charCount(codePoint);
    }

    private static int utf8(int codePoint) {
        return Character.toString(codePoint).getBytes(UTF_8).length;
    }

    /** {@code text} within HTML. */
    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
