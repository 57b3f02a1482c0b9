package kz.dabyl.collector.calendar;

import org.jspecify.annotations.Nullable;

/** Text of calendars on one line, and not longer than anybody reads. */
final class Words {

    private static final int MOST = 200;

    private Words() {}

    /** {@code text} without what ends a line or hides; empty where there is none. */
    static String line(@Nullable String text) {
        if (text == null) {
            return "";
        }
        var line = new StringBuilder();
        text.codePoints().limit(4L * MOST).forEach(c -> {
            var type = Character.getType(c);
            if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                line.append(' ');
            } else if (type != Character.FORMAT && type != Character.SURROGATE) {
                line.appendCodePoint(c);
            }
        });
        return cut(line.toString().replaceAll(" {2,}", " ").strip());
    }

    /** The beginning of a text, with a sign where something is left out. */
    static String cut(String text) {
        if (text.length() <= MOST) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(MOST - 2)) ? MOST - 2 : MOST - 1;
        return text.substring(0, end) + "…";
    }
}
