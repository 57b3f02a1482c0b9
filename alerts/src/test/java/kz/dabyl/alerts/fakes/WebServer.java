package kz.dabyl.alerts.fakes;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.access.OperatorToken;
import kz.dabyl.runtime.http.HttpVerticle;
import kz.dabyl.runtime.http.Routes;

/** The routes of a room, served on loopback and asked by a client. */
public final class WebServer {

    /** An operator with a token of her own. */
    public static final OperatorToken AIGUL = new OperatorToken("Aigul", "op_aigul-0123456789abcdef");

    public static final Credentials CREDENTIALS =
            new Credentials("op_1", "relay_1", List.of(new byte[32]), List.of(AIGUL));

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final int port;

    private WebServer(int port) {
        this.port = port;
    }

    /** Ends with {@code vertx}. */
    public static WebServer start(Vertx vertx, Routes... rooms) {
        var port = new AtomicInteger();
        Receiver.await(vertx.deployVerticle(
                new HttpVerticle(new HttpServerOptions().setHost("127.0.0.1").setPort(0), List.of(rooms), port)));
        return new WebServer(port.get());
    }

    /** One that runs elsewhere. */
    public static WebServer at(int port) {
        return new WebServer(port);
    }

    /** What came back. */
    public record Answer(int status, String body, HttpResponse<String> response) {

        public JsonObject json() {
            return new JsonObject(body);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public int port() {
        return port;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    /** As the operator; a body makes sense with POST only. */
    public Answer operate(String method, String path, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + CREDENTIALS.operatorToken())
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
