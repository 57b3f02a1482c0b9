package kz.dabyl.app.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Consumer;
import kz.dabyl.alerts.chain.Chain;

/** What a running service says of its history. Blocking. */
public final class PublishedHistory {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String base;

    public PublishedHistory(URI service) {
        this.base = service.toString().replaceFirst("/+$", "");
    }

    /** Hands over all pages of all chains. */
    public void read(Consumer<String> page) throws IOException, InterruptedException {
        for (var chain : Chain.values()) {
            var cursor = "0";
            while (!cursor.isEmpty()) {
                var answer = get("/v1/history?limit=1000&chain=" + chain.word() + "&cursor=" + cursor);
                page.accept(answer);
                cursor = cursor(answer);
            }
        }
    }

    private static String cursor(String page) throws IOException {
        try {
            return JSON.readTree(page).path("next_cursor").asText("").replace("null", "");
        } catch (JsonProcessingException e) {
            throw new IOException("the service answered no JSON", e);
        }
    }

    /** The latest checkpoints, signed now. */
    public String checkpoints() throws IOException, InterruptedException {
        return get("/v1/checkpoints/latest");
    }

    /** Who signs, by the service's own word. */
    public String key() throws IOException, InterruptedException {
        return get("/v1/history-key").strip();
    }

    private String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .GET()
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException(base + path + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IllegalArgumentException e) {
            throw new IOException(base + " is no address of a service", e);
        }
    }
}
