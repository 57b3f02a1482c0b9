package kz.dabyl.alerts.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import kz.dabyl.model.InvalidInputException;

/** Parameters of a query, and bodies. */
public final class Parameters {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Parameters() {}

    /**
     * The body as JSON.
     *
     * @throws InvalidInputException if it is none
     */
    static JsonNode body(RoutingContext ctx) {
        try {
            var body = ctx.body().asString();
            return JSON.readTree(body == null ? "" : body);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("", "expected a JSON object: " + e.getOriginalMessage());
        }
    }

    /**
     * The value of a parameter that may come once; empty where it is absent or blank.
     *
     * @throws InvalidInputException if it comes more often
     */
    public static Optional<String> once(HttpServerRequest request, String name) {
        var values = request.params().getAll(name);
        if (values.size() > 1) {
            throw new InvalidInputException("/" + name, name + ": expected once, came " + values.size() + " times");
        }
        // An empty value is a form field left blank: no wish.
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    /** How many items a page has at most. */
    static int limit(HttpServerRequest request) {
        var text = once(request, "limit");
        if (text.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        try {
            var limit = Integer.parseInt(text.get());
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Told below like a number out of range.
        }
        throw new InvalidInputException("/limit", "limit: expected an integer from 1 to " + MAX_LIMIT);
    }
}
