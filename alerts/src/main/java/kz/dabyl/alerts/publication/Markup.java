package kz.dabyl.alerts.publication;

import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes one document of XML, or of HTML that is well-formed. Whatever text it is given comes out as text: it escapes
 * what would be markup, and leaves out the characters that XML 1.0 cannot hold. Not thread-safe.
 */
final class Markup {

    private static final String INDENT = "  ";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    /** For every open element, whether it has children. */
    private final Deque<Boolean> parents = new ArrayDeque<>();

    private interface Step {
        void run() throws XMLStreamException;
    }

    private Markup() {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory cannot fail", e);
        }
    }

    static Markup xml() {
        var markup = new Markup();
        markup.write(() -> markup.xml.writeStartDocument("UTF-8", "1.0"));
        return markup;
    }

    static Markup html() {
        var markup = new Markup();
        markup.write(() -> markup.xml.writeDTD("<!DOCTYPE html>"));
        return markup;
    }

    /** Begins an element. Attributes are names and values in turn. */
    Markup open(String name, String... attributes) {
        newLine();
        write(() -> xml.writeStartElement(name));
        attributes(attributes);
        parents.push(false);
        return this;
    }

    /** An element with text. */
    Markup leaf(String name, String content, String... attributes) {
        newLine();
        write(() -> xml.writeStartElement(name));
        attributes(attributes);
        write(() -> {
            xml.writeCharacters(clean(content));
            xml.writeEndElement();
        });
        return this;
    }

    /** An element that never has content. */
    Markup empty(String name, String... attributes) {
        newLine();
        write(() -> xml.writeEmptyElement(name));
        attributes(attributes);
        return this;
    }

    /** Ends the element that was opened last. */
    Markup close() {
        var hasChildren = parents.pop();
        if (hasChildren) {
            indent();
        }
        write(xml::writeEndElement);
        return this;
    }

    /** The document, with all elements ended. */
    String end() {
        while (!parents.isEmpty()) {
            close();
        }
        write(() -> {
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.flush();
        });
        return text.toString();
    }

    private void attributes(String... attributes) {
        for (var i = 0; i + 1 < attributes.length; i += 2) {
            var name = attributes[i];
            var value = clean(attributes[i + 1]);
            write(() -> {
                if (name.equals("xmlns")) {
                    xml.writeDefaultNamespace(value);
                } else {
                    xml.writeAttribute(name, value);
                }
            });
        }
    }

    private void newLine() {
        if (!parents.isEmpty()) {
            parents.pop();
            parents.push(true);
        }
        indent();
    }

    private void indent() {
        write(() -> xml.writeCharacters("\n" + INDENT.repeat(parents.size())));
    }

    /** Text without what XML 1.0 cannot hold (production 2, Char), and without returns, which parsers would change. */
    static String clean(String text) {
        return text.codePoints()
                .filter(Markup::legal)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean legal(int point) {
        return point == '\t'
                || point == '\n'
                || (point >= ' ' && point < 0x7F)
                || (point > 0x9F && point < Character.MIN_SURROGATE)
                || (point > Character.MAX_SURROGATE && point < 0xFFFE)
                || point > 0xFFFF;
    }

    private void write(Step step) {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory cannot fail", e);
        }
    }
}
