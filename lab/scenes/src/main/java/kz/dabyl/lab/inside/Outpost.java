package kz.dabyl.lab.inside;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * Stands beside the service, where nobody outside can reach it: asks it what it is told to ask, and receives its webhooks.
 * Takes lines of JSON {@code {"id","method","path","type","body"}}, prints {@code {"id","status","body"}} for each and
 * {@code {"hook"}} with the headers of {@link #HEADERS} for each webhook, and ends with its input.
 */
public final class Outpost {

    /** By what a subscriber knows a message again, and that it is the service's. */
    public static final List<String> HEADERS = List.of("webhook-id", "webhook-timestamp", "webhook-signature");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI service;
    private final String token;

    private Outpost(URI service, String token) {
        this.service = service;
        this.token = token;
    }

    /** @param arguments address of the service, and the port on loopback where webhooks arrive */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var receiver = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])), 0);
        receiver.createContext("/hook", Outpost::receive);
        receiver.start();
        var token = java.util.Objects.requireNonNull(System.getenv("DABYL_OPERATOR_TOKEN"), "the operator's token");
        new Outpost(URI.create(arguments[0]), token).work();
        System.exit(0);
    }

    private void work() throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            print(ask(JSON.readTree(line)));
        }
    }

    private ObjectNode ask(JsonNode question) throws InterruptedException {
        var answer = JSON.createObjectNode();
        answer.set("id", question.path("id"));
        try {
            var body = question.path("body").asText();
            var request = HttpRequest.newBuilder(
                            service.resolve(question.path("path").asText()))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + token)
                    .method(
                            question.path("method").asText(),
                            body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            var response = http.send(request.build(), BodyHandlers.ofString());
            return answer.put("status", response.statusCode()).put("body", response.body());
        } catch (IOException e) {
            return answer.put("status", 0).put("body", e.toString());
        }
    }

    private static void receive(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var line = JSON.createObjectNode().put("hook", body);
        HEADERS.forEach(name -> line.put(name, exchange.getRequestHeaders().getFirst(name)));
        print(line);
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private static void print(ObjectNode line) {
        synchronized (JSON) {
            System.out.println(line);
        }
    }
}
