package kz.dabyl.detector.dossier;

/** Text within markup. */
final class Html {

    private Html() {}

    /** {@code text} so that it is read as text, also within an attribute. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
