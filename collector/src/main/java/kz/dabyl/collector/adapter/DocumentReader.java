package kz.dabyl.collector.adapter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import kz.dabyl.model.InvalidInputException;

/**
 * Takes the documents out of a file one by one: one a line, one after the other, in arrays, or as {@code results} in an
 * object with what belongs to them, as archives of RIPE Atlas keep them. Holds one document at a time, of bounded size.
 * Not thread-safe.
 */
public final class DocumentReader implements Closeable {

    /** Of one document: each takes up to a hundred bytes in memory, were it only two on the wire. */
    static final int MAX_TOKENS = 200_000;

    private static final String RESULTS = "results";

    private final Counting json;

    /** The line where the bundle begins whose results are being read, 0 between them. */
    private int bundle;

    private boolean inList;
    private int element;
    private long end;

    /**
     * One document.
     *
     * @param line where it, or the bundle that it is of, begins, from 1
     * @param element which one it is of its array or bundle, from 1; 0 if it is of none
     */
    public record Document(int line, int element, JsonNode content) {}

    /** A parser that does not go on for ever within one document. */
    private static final class Counting extends JsonParserDelegate {

        private int tokens;

        Counting(JsonParser json) {
            super(json);
        }

        @Override
        public JsonToken nextToken() throws IOException {
            if (++tokens > MAX_TOKENS) {
                throw new InvalidInputException(
                        String.valueOf(currentLocation().getLineNr()),
                        "a document has at most " + MAX_TOKENS + " values and names");
            }
            return super.nextToken();
        }
    }

    /** Reads {@code in}, which {@link #close()} closes. */
    public DocumentReader(InputStream in) throws IOException {
        json = new Counting(ForeignJson.parser(in));
    }

    /**
     * The next document, empty after the last.
     *
     * @throws InvalidInputException if the text is no JSON, or a document is too large; its pointer is the number of the line
     */
    public Optional<Document> next() throws IOException {
        try {
            while (true) {
                json.tokens = 0;
                inList = bundle > 0 || !json.getParsingContext().inRoot();
                element = inList ? element : 0;
                end = json.currentLocation().getByteOffset();
                var token = json.nextToken();
                if (bundle > 0 && token == JsonToken.END_ARRAY) {
                    leaveBundle();
                } else if (bundle > 0) {
                    return Optional.of(document(bundle, json.readValueAsTree()));
                } else if (token == null) {
                    return Optional.empty();
                } else if (token == JsonToken.START_OBJECT) {
                    var line = json.currentTokenLocation().getLineNr();
                    var document = object(line);
                    if (document.isPresent()) {
                        return document;
                    }
                } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    var line = json.currentTokenLocation().getLineNr();
                    return Optional.of(document(line, json.readValueAsTree()));
                }
            }
        } catch (JsonProcessingException | CharConversionException e) {
            throw new InvalidInputException(
                    String.valueOf(json.currentLocation().getLineNr()), "not JSON: " + ForeignJson.reason(e));
        }
    }

    private Document document(int line, JsonNode content) {
        element += inList ? 1 : 0;
        return new Document(line, element, content);
    }

    /** Which one the document that could not be read is of its array or bundle, from 1; 0 if it is of none. */
    public int brokenElement() {
        return inList ? element + 1 : 0;
    }

    /** How many bytes stand before the document that could not be read, but for what parts them; negative if not known. */
    public long bytesBeforeBroken() {
        return end;
    }

    /** An object, or nothing but the beginning of its results, if it is a bundle. */
    private Optional<Document> object(int line) throws IOException {
        var object = JsonNodeFactory.instance.objectNode();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            if (json.nextToken() == JsonToken.START_ARRAY && name.equals(RESULTS)) {
                bundle = line;
                return Optional.empty();
            }
            object.set(name, json.<JsonNode>readValueAsTree());
        }
        return Optional.of(document(line, object));
    }

    /** Passes over what else belongs to the results. */
    private void leaveBundle() throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            json.nextToken();
            json.skipChildren();
        }
        bundle = 0;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
