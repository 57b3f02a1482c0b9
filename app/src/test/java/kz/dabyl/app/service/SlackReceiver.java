package kz.dabyl.app.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody's incoming webhook on this machine, that notes what people read. */
final class SlackReceiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    SlackReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            texts.add(JSON.readTree(exchange.getRequestBody()).path("text").asText());
            var answer = "ok".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    void subscribeTo(Dabyl service) throws IOException, InterruptedException {
        var terms = JSON.createObjectNode()
                .put("channel", "slack")
                .put("url", "http://127.0.0.1:" + server.getAddress().getPort() + "/services/T0/B0/x");
        var request = HttpRequest.newBuilder(service.address().resolve("/v1/subscriptions"))
                .header("authorization", "Bearer " + service.credentials().operatorToken())
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(terms.toString()))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /** What came, in its order. */
    List<String> texts() {
        return texts;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
