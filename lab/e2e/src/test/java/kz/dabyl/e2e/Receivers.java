package kz.dabyl.e2e;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Hundreds of subscribers' webhooks in one server on loopback, each at a path of its own that begins with how it answers.
 * Thread-safe.
 */
final class Receivers implements AutoCloseable {

    /** How a receiver answers. */
    enum Manner {
        HEALTHY,
        /** Never. */
        HANGING,
        /** 500. */
        BROKEN,
        /** 429, come again in a second. */
        BUSY,
        /** 204, after five seconds. */
        SLOW,
        /** Nobody listens. */
        REFUSING;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What came.
     *
     * @param said incident and revision
     * @param at wall time, epoch milliseconds
     */
    record Got(String id, String said, String body, long at) {

        /** Not by a parser: what these receivers do counts as delay where cores are few. */
        static Got of(String id, String body) {
            var at = System.currentTimeMillis();
            var incident = SAID.matcher(body);
            if (!incident.find()) {
                throw new AssertionError("no message: " + body);
            }
            return new Got(id, incident.group(1) + " " + incident.group(2), body, at);
        }
    }

    private static final Pattern SAID = Pattern.compile("\"data\":\\{\"id\":\"([^\"]+)\",\"revision\":([0-9]+)");
    private static final int NOBODY = 1;
    private static final int SLOW_MS = 5_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Map<String, List<Got>> got = new ConcurrentHashMap<>();

    Receivers() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> take(request, body.toString())))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    static String name(Manner manner, int number) {
        return manner.word() + "-" + number;
    }

    String url(Manner manner, int number) {
        var port = manner == Manner.REFUSING ? NOBODY : server.actualPort();
        return "http://127.0.0.1:" + port + "/" + name(manner, number);
    }

    /** What came to a receiver, in the order in which it came. */
    List<Got> of(String name) {
        return got.getOrDefault(name, List.of());
    }

    int all() {
        return got.values().stream().mapToInt(List::size).sum();
    }

    private void take(HttpServerRequest request, String body) {
        var name = request.path().substring(1);
        if (name.startsWith(Manner.HEALTHY.word())) {
            got.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>())
                    .add(Got.of(request.getHeader("webhook-id"), body));
            request.response().setStatusCode(204).end();
        } else if (name.startsWith(Manner.BROKEN.word())) {
            request.response().setStatusCode(500).end();
        } else if (name.startsWith(Manner.BUSY.word())) {
            request.response().setStatusCode(429).putHeader("retry-after", "1").end();
        } else if (name.startsWith(Manner.SLOW.word())) {
            vertx.setTimer(SLOW_MS, t -> request.response().setStatusCode(204).end());
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
