package kz.dabyl.alerts.channels;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One HTTP request, as a channel renders it.
 *
 * @param answered how much of the answer's body a channel reads; with 0 the head is the answer
 */
public record Request(
        HttpMethod method, String url, List<Map.Entry<String, String>> headers, String body, int answered) {

    /** More than any service answers that we can talk to: Telegram gives the whole text back, six bytes for a letter. */
    public static final int ANSWER_BYTES = 64 * 1024;

    /** JSON by POST, of whose answer the body is read. */
    static Request json(String url, JsonNode body) {
        return new Request(
                HttpMethod.POST,
                url,
                List.of(
                        Map.entry("content-type", "application/json"),
                        Map.entry("user-agent", HttpTransport.USER_AGENT)),
                body.toString(),
                ANSWER_BYTES);
    }

    /** The same by another method. */
    Request by(HttpMethod other) {
        return new Request(other, url, headers, body, answered);
    }

    /** The same on behalf of the holder of {@code token}. */
    Request bearing(String token) {
        var more = new ArrayList<>(headers);
        more.add(Map.entry("authorization", "Bearer " + token));
        return new Request(method, url, more, body, answered);
    }

    public Request {
        headers = List.copyOf(headers);
    }

    /** Its address, headers and body may be secrets: it does not print them. */
    @Override
    public String toString() {
        return method + " request";
    }
}
