package kz.dabyl.alerts.lease;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/**
 * A sign of life of the process that delivers.
 *
 * @param holder its name
 * @param leading false in its last one: it has gone, and another may begin at once
 */
record Beat(String holder, boolean leading) {

    private static final ObjectMapper JSON = new ObjectMapper();

    byte[] encode() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("holder", holder)
                .put("leading", leading)
                .toString()
                .getBytes(UTF_8);
    }

    /** Empty if it is none that this version knows. */
    static Optional<Beat> decode(byte[] bytes) {
        try {
            var tree = JSON.readTree(new String(bytes, UTF_8));
            return tree.path("holder").isTextual()
                    ? Optional.of(new Beat(
                            tree.path("holder").asText(), tree.path("leading").asBoolean(true)))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
