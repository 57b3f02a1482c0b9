package kz.dabyl.collector.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A body and the query beside it, made of the same bytes: the query stands behind the first that is zero, if there is one. */
public final class FuzzedRequest {

    private final byte[] body;
    private final Map<String, String> query;

    private FuzzedRequest(byte[] body, Map<String, String> query) {
        this.body = body;
        this.query = query;
    }

    public byte[] body() {
        return body;
    }

    public Map<String, String> query() {
        return query;
    }

    public static FuzzedRequest of(byte[] bytes) {
        var end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        var query = new HashMap<String, String>();
        if (end < bytes.length) {
            var text = new String(bytes, end + 1, bytes.length - end - 1, UTF_8);
            for (var parameter : text.split("&", -1)) {
                var parts = parameter.split("=", 2);
                query.putIfAbsent(parts[0], parts[parts.length - 1]);
            }
        }
        return new FuzzedRequest(Arrays.copyOf(bytes, end), query);
    }

    /** @param sender the probe that sends, if it is one */
    public Terms terms(Optional<String> sender) {
        return new Terms(sender, 1_619_247_613_000L, query);
    }
}
