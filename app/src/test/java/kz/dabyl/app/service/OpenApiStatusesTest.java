package kz.dabyl.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service answers, whoever asks and however wrongly, is described. */
class OpenApiStatusesTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** More than small documents may have. */
    private static final String LONG = " ".repeat(70 * 1024);

    @TempDir
    private Path data;

    /** One way to ask. */
    private record Attempt(String token, String body, String query) {}

    private static List<Attempt> attempts(String operator, String relay) {
        return List.of(
                new Attempt("", "", ""),
                new Attempt("stranger", "{", ""),
                new Attempt(relay, "{", ""),
                new Attempt(operator, "", ""),
                new Attempt(operator, "{", ""),
                new Attempt(operator, LONG, ""),
                new Attempt("", LONG, ""),
                new Attempt(operator, "", "?limit=x&revision=x&month=x&from=x&until=x&revision=y"));
    }

    @Test
    void describesEveryStatusThatItAnswers() throws Exception {
        var description = new YAMLMapper().readTree(ServiceDocuments.openApi());
        var undescribed = new TreeSet<String>();

        var options = ServiceOptions.of(new ServiceOptions.Http("127.0.0.1", 0, false), data);
        try (var service = Dabyl.start(options)) {
            var attempts = attempts(
                    service.credentials().operatorToken(), service.credentials().relayToken());
            for (var operation : operations(description).entrySet()) {
                for (var attempt : attempts) {
                    var status = status(service.address().toString(), operation.getKey(), attempt);
                    if (!operation.getValue().path("responses").has(String.valueOf(status))) {
                        undescribed.add(operation.getKey() + " answers " + status);
                    }
                }
            }
        }

        assertThat(undescribed).isEmpty();
    }

    /** By method and path. */
    private static SortedMap<String, JsonNode> operations(JsonNode description) {
        var operations = new TreeMap<String, JsonNode>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> !operation.getKey().equals("parameters"))
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
        return operations;
    }

    private static int status(String address, String operation, Attempt attempt)
            throws IOException, InterruptedException {
        var words = operation.split(" ", -1);
        var request = HttpRequest.newBuilder(
                        URI.create(address + words[1].replaceAll("\\{[a-z]+}", "nothing") + attempt.query))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("X-Dabyl-Reason", "a try")
                .method(
                        words[0],
                        words[0].equals("GET") || attempt.body.isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(attempt.body));
        if (!attempt.token.isEmpty()) {
            request.header("Authorization", "Bearer " + attempt.token);
        }
        var answer = HTTP.send(request.build(), BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }
}
