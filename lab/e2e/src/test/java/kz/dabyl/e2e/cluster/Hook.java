package kz.dabyl.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import kz.dabyl.e2e.Logs;

/** A subscriber's webhook that all places can reach, and what came to it. Thread-safe. */
final class Hook implements AutoCloseable {

    private record Got(String id, String body) {}

    private final HttpServer server;
    private final String host;
    private final List<Got> got = new CopyOnWriteArrayList<>();

    /** @param host the test's address for those who send */
    Hook(String host) throws IOException {
        this.host = host;
        server = HttpServer.create(new InetSocketAddress(host, 0), 0);
        server.createContext("/hook", this::receive);
        server.start();
    }

    String url() {
        return "http://" + host + ":" + server.getAddress().getPort() + "/hook";
    }

    private void receive(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        got.add(new Got(exchange.getRequestHeaders().getFirst("webhook-id"), body));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    /** Revisions by incident in the order in which they came, what came again under the same id left out. */
    Map<String, List<Integer>> told() throws IOException {
        var once = new LinkedHashMap<String, String>();
        for (var message : got) {
            var before = once.putIfAbsent(message.id, message.body);
            if (before != null && !before.equals(message.body)) {
                throw new AssertionError("another body under the same id: " + message.body);
            }
        }
        var told = new HashMap<String, List<Integer>>();
        for (var body : once.values()) {
            var data = Logs.json(body).path("data");
            told.computeIfAbsent(data.path("id").asText(), id -> new ArrayList<>())
                    .add(data.path("revision").asInt());
        }
        return told;
    }

    boolean has(String type) throws IOException {
        for (var message : got) {
            JsonNode tree = Logs.json(message.body);
            if (tree.path("type").asText().equals(type)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
