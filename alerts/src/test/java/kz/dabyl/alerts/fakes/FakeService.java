package kz.dabyl.alerts.fakes;

import static kz.dabyl.alerts.fakes.Receiver.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Somebody's HTTP service on loopback: notes what it is asked, and answers as a function of that. */
public final class FakeService implements AutoCloseable {

    /** One request. */
    public record Call(String method, String path, Map<String, String> headers, String body) {

        public JsonObject json() {
            return new JsonObject(body);
        }

        public JsonArray array() {
            return new JsonArray(body);
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    public record Reply(int status, String body, Map<String, String> headers) {

        public static Reply of(int status, String body) {
            return new Reply(status, body, Map.of());
        }
    }

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Queue<Reply> script = new ConcurrentLinkedQueue<>();

    private FakeService(Vertx vertx, Function<Call, Reply> answers) {
        server = await(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    var call = new Call(
                            request.method().name(),
                            request.uri(),
                            request.headers().entries().stream()
                                    .collect(Collectors.toMap(
                                            entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue)),
                            body.toString());
                    calls.add(call);
                    var scripted = script.poll();
                    var reply = scripted == null ? answers.apply(call) : scripted;
                    reply.headers().forEach(request.response()::putHeader);
                    request.response().setStatusCode(reply.status()).end(reply.body());
                }))
                .listen(0, "127.0.0.1"));
    }

    public static FakeService start(Vertx vertx, Function<Call, Reply> answers) {
        return new FakeService(vertx, answers);
    }

    /** The answer to the next request, whatever it is. */
    public FakeService then(int status, String body) {
        return then(Reply.of(status, body));
    }

    public FakeService then(Reply reply) {
        script.add(reply);
        return this;
    }

    public String base() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public List<Call> calls() {
        return calls;
    }

    @Override
    public void close() {
        await(server.close());
    }
}
