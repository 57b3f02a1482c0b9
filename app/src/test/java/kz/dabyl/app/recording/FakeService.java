package kz.dabyl.app.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/** A service on loopback that keeps what it is sent and answers as it is told, else 202. */
public final class FakeService implements AutoCloseable {

    private final HttpServer server;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    /** One request as it came. */
    public record Request(String path, String authorization, String contentType, String body) {}

    private record Answer(int status, String retryAfter, String body) {}

    public FakeService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Adds the answer to the next request that has none yet. */
    public FakeService answering(int status, String body) {
        return answering(status, "", body);
    }

    FakeService answering(int status, String retryAfter, String body) {
        synchronized (answers) {
            answers.add(new Answer(status, retryAfter, body));
        }
        return this;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The lines of all requests to {@code path}. */
    List<String> lines(String path) {
        return requests.stream()
                .filter(request -> request.path.equals(path))
                .flatMap(request -> request.body.lines())
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            requests.add(new Request(
                    exchange.getRequestURI().getPath(),
                    Objects.requireNonNullElse(headers.getFirst("Authorization"), ""),
                    Objects.requireNonNullElse(headers.getFirst("Content-Type"), ""),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            var answer = nextAnswer();
            if (!answer.retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", answer.retryAfter);
            }
            var body = answer.body.getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer nextAnswer() {
        synchronized (answers) {
            return answers.isEmpty() ? new Answer(202, "", "{}") : answers.remove();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
