package kz.dabyl.collector.adapter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import kz.dabyl.model.JsonEncoding;

/** Parses foreign documents within limits: they hold whole web pages as strings, but are shallow. Thread-safe. */
final class ForeignJson {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER = 64;
    private static final int MAX_STRING = 8 * 1024 * 1024;
    private static final int MAX_NAME = 1024;

    /** Field names are not interned: some documents have addresses and hashes for names. */
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .maxStringLength(MAX_STRING)
                    .maxNameLength(MAX_NAME)
                    .build())
            .build());

    private static final ObjectReader ONE = MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ForeignJson() {}

    static JsonNode parse(byte[] body, int from, int to) throws IOException {
        JsonEncoding.requireUtf8(body, from, to - from);
        return ONE.readTree(body, from, to - from);
    }

    static JsonParser parser(InputStream in) throws IOException {
        return MAPPER.createParser(in);
    }

    /** Why a text is no JSON. */
    static String reason(IOException e) {
        var reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return String.valueOf(reason);
    }
}
