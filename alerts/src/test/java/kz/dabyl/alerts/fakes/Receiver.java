package kz.dabyl.alerts.fakes;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A receiver of webhooks on loopback that notes what it gets and answers as it was told. */
public final class Receiver implements AutoCloseable {

    /** One request that came. */
    public record Got(Map<String, String> headers, String body) {

        public String id() {
            return header("webhook-id");
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public JsonObject json() {
            return new JsonObject(body);
        }

        public String type() {
            return json().getString("type");
        }

        /** Type and revision, such as {@code closed 3}. */
        public String said() {
            var type = type();
            return type.substring(type.lastIndexOf('.') + 1) + " "
                    + json().getJsonObject("data").getInteger("revision");
        }
    }

    private final HttpServer server;
    private final String scheme;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final Queue<Consumer<HttpServerRequest>> script = new ArrayDeque<>();
    private Consumer<HttpServerRequest> otherwise = status(204);

    private Receiver(Vertx vertx, HttpServerOptions options) {
        scheme = options.isSsl() ? "https" : "http";
        server = await(vertx.createHttpServer(options.setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> request.body().onSuccess(body -> {
                    got.add(new Got(
                            request.headers().entries().stream()
                                    .collect(Collectors.toMap(
                                            entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue)),
                            body.toString()));
                    answerer().accept(request);
                }))
                .listen());
    }

    public static Receiver start(Vertx vertx) {
        return new Receiver(vertx, new HttpServerOptions());
    }

    public static Receiver start(Vertx vertx, HttpServerOptions options) {
        return new Receiver(vertx, options);
    }

    private synchronized Consumer<HttpServerRequest> answerer() {
        var next = script.poll();
        return next == null ? otherwise : next;
    }

    /** The answers to the next requests, in their order. */
    public synchronized Receiver then(int... statuses) {
        for (var status : statuses) {
            script.add(status(status));
        }
        return this;
    }

    /** The answer when there is no other. */
    public synchronized Receiver always(Consumer<HttpServerRequest> answer) {
        otherwise = answer;
        return this;
    }

    public static Consumer<HttpServerRequest> status(int status) {
        return request -> request.response().setStatusCode(status).end();
    }

    public int port() {
        return server.actualPort();
    }

    public String url() {
        return scheme + "://127.0.0.1:" + port() + "/hook";
    }

    public List<Got> got() {
        return got;
    }

    /** What came about one incident: type and revision of each message. */
    public List<String> saidOf(String incident) {
        return matching(message ->
                        incident.equals(message.json().getJsonObject("data").getString("id")))
                .stream()
                .map(Got::said)
                .toList();
    }

    public List<Got> matching(Predicate<Got> predicate) {
        return got.stream().filter(predicate).toList();
    }

    @Override
    public void close() {
        await(server.close());
    }

    /** The result, for tests that may wait. */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("nothing within 60 s", e);
        }
    }
}
