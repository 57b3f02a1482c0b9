package kz.dabyl.app.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Speaks to a running service. Asks again when the service says that it is busy. Blocking, thread-safe. */
public final class ServiceClient {

    static final String RECORDINGS = "/v1/recordings";
    static final String REPORTS = "/v1/reports";

    private static final int REAL_TIME = 409;
    private static final int CREATED = 201;
    private static final int TAKEN = 202;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int TRIES = 20;
    private static final long LONGEST_PAUSE_SECONDS = 10;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI base;
    private final String token;
    private final WallTime time;

    /** What the service said; {@code body} is an empty object where it was no JSON. */
    record Answer(int status, JsonNode body) {

        /** @throws IOException with the service's own words if it did not take what it was sent */
        void expectTaken() throws IOException {
            expect(TAKEN);
        }

        private void expect(int wanted) throws IOException {
            if (status == 401 || status == 403) {
                throw new IOException("the service refuses the token: give an operator token by --token or"
                        + " DABYL_OPERATOR_TOKEN, it keeps one in its data directory");
            }
            if (status != wanted) {
                var detail = body.path("detail").asText("");
                throw new IOException("the service answered " + status + (detail.isEmpty() ? "" : ": " + detail));
            }
        }
    }

    /** @param base where the service is, such as {@code http://127.0.0.1:8080} */
    public ServiceClient(URI base, String token, WallTime time) {
        this.base = URI.create(base.toString().replaceFirst("/+$", ""));
        this.token = token;
        this.time = time;
    }

    /**
     * Whether the service's time is the wall's, so that recordings cannot be fed to it.
     *
     * @throws IOException if it cannot be reached or refuses the token
     */
    public boolean livesInRealTime() throws IOException, InterruptedException {
        var answer = postLines(RECORDINGS, new byte[0]);
        if (answer.status() == REAL_TIME) {
            return true;
        }
        answer.expectTaken();
        return false;
    }

    /**
     * Makes something and gives what the service says of it.
     *
     * @throws IOException if the service cannot be reached or does not make it
     */
    public JsonNode create(String path, JsonNode document) throws IOException, InterruptedException {
        var answer = post(path, "application/json", document.toString().getBytes(UTF_8));
        answer.expect(CREATED);
        return answer.body();
    }

    Answer postLines(String path, byte[] lines) throws IOException, InterruptedException {
        return post(path, "application/x-ndjson", lines);
    }

    private Answer post(String path, String type, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        for (var left = TRIES; ; left--) {
            var response = send(request);
            if (left == 1 || !busy(response.statusCode())) {
                return new Answer(response.statusCode(), json(response.body()));
            }
            time.waitUntil(time.millis() + 1000 * pauseSeconds(response));
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IOException(base + " cannot be reached: " + (e.getMessage() == null ? e : e.getMessage()), e);
        }
    }

    private static boolean busy(int status) {
        return status == 429 || status == 503;
    }

    private static long pauseSeconds(HttpResponse<?> response) {
        var asked = response.headers().firstValue("Retry-After").orElse("1");
        return asked.matches("[0-9]{1,4}") ? Math.min(Long.parseLong(asked), LONGEST_PAUSE_SECONDS) : 1;
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(new String(body, UTF_8));
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
