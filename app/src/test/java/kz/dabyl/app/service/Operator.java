package kz.dabyl.app.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Whoever speaks to a service over HTTP, by a token. */
record Operator(URI service, String token) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    static Operator of(Dabyl service) {
        return new Operator(service.address(), service.credentials().operatorToken());
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(service.resolve(path)).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    /** @param reason of the change, left out where it is empty */
    HttpResponse<String> send(String method, String path, String body, String reason)
            throws IOException, InterruptedException {
        var request = request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!reason.isEmpty()) {
            request.header("X-Dabyl-Reason", reason);
        }
        return send(request.build());
    }

    static JsonNode read(HttpResponse<String> answer) throws JsonProcessingException {
        return JSON.readTree(answer.body());
    }
}
