package kz.dabyl.alerts.channels;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/** What came back of a request. Lives until it is judged; nothing of it but what the judge says is kept. */
public sealed interface Answer {

    /**
     * The receiver answered.
     *
     * @param retryAfter the header of that name
     * @param body as much of it as was asked for
     */
    record Came(int status, Optional<String> retryAfter, String body) implements Answer {

        private static final ObjectMapper JSON = new ObjectMapper();

        /** The body as JSON; missing if it is none. */
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            }
        }
    }

    /** @param error why there is none, in words that name no address */
    record None(String error) implements Answer {}
}
