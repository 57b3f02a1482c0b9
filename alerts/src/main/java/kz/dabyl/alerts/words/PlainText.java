package kz.dabyl.alerts.words;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/**
 * Names that others chose, made harmless for a line of text: nothing in them ends a line, hides, or turns the order of
 * what is read. Markup stays as it is: who writes markup escapes it. Pure.
 */
final class PlainText {

    private static final String CUT = "…";

    /** As many marks on a letter as any language needs; more of them cover other lines. */
    private static final int MOST_MARKS = 3;

    private PlainText() {}

    /** {@code untrusted} on one line, at most {@code most} characters long. */
    static String of(String untrusted, int most) {
        var text = new StringBuilder();
        var marks = 0;
        // What is cut off need not be looked at, however long it is.
        var end = Math.min(untrusted.length(), 8 * most);
        for (var i = 0; i < end; ) {
            var c = untrusted.codePointAt(i);
            i += Character.charCount(c);
            marks = isMark(c) ? marks + 1 : 0;
            if (isGap(c)) {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                    text.append(' ');
                }
            } else if (!isInvisible(c) && marks <= MOST_MARKS) {
                text.appendCodePoint(c);
            }
        }
        return cut(text.toString().strip(), most);
    }

    /** The beginning of {@code text}, at most {@code most} characters long, with a sign where something is left out. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var end = most - CUT.length();
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + CUT;
    }

    private static boolean isGap(int c) {
        return Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isMark(int c) {
        var type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean isInvisible(int c) {
        var type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                || UCharacter.hasBinaryProperty(c, UProperty.BIDI_CONTROL);
    }
}
