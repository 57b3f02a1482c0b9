package kz.dabyl.alerts.channels;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;

/**
 * One HTTP request, as a channel renders it.
 *
 * @param answered how much of the answer's body a channel reads; with 0 the head is the answer
 */
public record Request(
        HttpMethod method, String url, List<Map.Entry<String, String>> headers, String body, int answered) {

    /** More than any service answers that we can talk to. */
    public static final int ANSWER_BYTES = 16 * 1024;

    public Request {
        headers = List.copyOf(headers);
    }
}
