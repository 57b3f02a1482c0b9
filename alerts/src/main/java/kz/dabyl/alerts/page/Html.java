package kz.dabyl.alerts.page;

import java.util.ArrayDeque;
import java.util.Deque;
import kz.dabyl.words.MarkupText;

/**
 * Writes HTML. Names of elements and attributes are ours; texts and values may come from anywhere and are escaped, here and
 * nowhere else. Elements end in the order in which they must. Not thread-safe.
 */
final class Html {

    private final StringBuilder out = new StringBuilder(32_768);
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins an element; {@code attributes} are names and values in turn. */
    Html start(String name, String... attributes) {
        begin(name, attributes);
        out.append('>');
        open.push(name);
        return this;
    }

    /** An element without content. */
    Html empty(String name, String... attributes) {
        begin(name, attributes);
        out.append("/>");
        return this;
    }

    /** An element with nothing but text in it. */
    Html element(String name, String text, String... attributes) {
        return start(name, attributes).text(text).end();
    }

    Html text(String text) {
        MarkupText.append(out, text);
        return this;
    }

    /** Ends the element that was begun last. */
    Html end() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** The document; all elements must have ended. */
    String document() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not ended: " + open);
        }
        return "<!DOCTYPE html>\n" + out;
    }

    private void begin(String name, String... attributes) {
        out.append('<').append(name);
        for (var i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            MarkupText.append(out, attributes[i + 1]);
            out.append('"');
        }
    }
}
