package kz.dabyl.collector.adapter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import kz.dabyl.model.InvalidInputException;

/**
 * Takes the documents out of a file one by one: one a line, one after the other, in arrays, or as {@code results} in an
 * object with what belongs to them, as archives of RIPE Atlas keep them. Not thread-safe.
 */
public final class DocumentReader implements Closeable {

    private final JsonParser json;
    private final Queue<Document> bundled = new ArrayDeque<>();

    /**
     * One document.
     *
     * @param line where it, or the bundle that it is of, begins, from 1
     */
    public record Document(int line, JsonNode content) {}

    /** Reads {@code in}, which {@link #close()} closes. */
    public DocumentReader(InputStream in) throws IOException {
        json = ForeignJson.parser(in);
    }

    /**
     * The next document, empty after the last.
     *
     * @throws InvalidInputException if the text is no JSON; its pointer is the number of the line
     */
    public Optional<Document> next() throws IOException {
        try {
            while (bundled.isEmpty()) {
                var token = json.nextToken();
                if (token == null) {
                    return Optional.empty();
                }
                if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    unpack(json.currentTokenLocation().getLineNr(), json.readValueAsTree());
                }
            }
            return Optional.of(bundled.remove());
        } catch (JsonProcessingException | CharConversionException e) {
            throw new InvalidInputException(
                    String.valueOf(json.currentLocation().getLineNr()), "not JSON: " + ForeignJson.reason(e));
        }
    }

    private void unpack(int line, JsonNode content) {
        var results = content.path("results");
        if (results.isArray()) {
            results.forEach(result -> bundled.add(new Document(line, result)));
        } else {
            bundled.add(new Document(line, content));
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
