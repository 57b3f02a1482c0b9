package kz.dabyl.words;

/** Text that somebody else chose, within HTML or XML: it is read as text, also within an attribute. */
public final class MarkupText {

    private MarkupText() {}

    public static String of(String text) {
        var out = new StringBuilder(text.length() + 16);
        append(out, text);
        return out.toString();
    }

    public static void append(StringBuilder out, String text) {
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            switch (letter) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(isHarmless(letter) ? letter : '\uFFFD');
            }
        }
    }

    /** Controls mean nothing in HTML and are forbidden in XML, and marks of direction could make a name read as another. */
    private static boolean isHarmless(char letter) {
        var control = (letter < ' ' && letter != '\n' && letter != '\r' && letter != '\t') || letter == 0x7F;
        var direction = (letter >= '\u202A' && letter <= '\u202E') || (letter >= '\u2066' && letter <= '\u2069');
        return !control && !direction;
    }
}
