package kz.dabyl.runtime.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that keep a socket busy without asking for anything. */
@ExtendWith(VertxExtension.class)
class QuietConnectionsTest {

    private static final int IDLE_SECONDS = 1;
    private static final long DRIP_MILLIS = 50;
    /** More than buffers between two sockets take. */
    private static final int LARGE = 32 << 20;

    private static final String REQUEST = "GET / HTTP/1.1\r\nhost: x\r\n\r\n";

    private final AtomicInteger port = new AtomicInteger();
    private final AtomicLong longestPause = new AtomicLong();
    private final Vertx vertx;
    private final Promise<Void> answered = Promise.promise();

    QuietConnectionsTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @BeforeEach
    void serve() throws Exception {
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0).setIdleTimeout(IDLE_SECONDS);
        Routes routes = (v, router) -> {
            watchPauses(v);
            router.get("/").handler(ctx -> ctx.end("yes"));
            router.get("/large").handler(ctx -> ctx.end(Buffer.buffer(new byte[LARGE])));
            router.get("/later").handler(ctx -> answered.future().onSuccess(any -> ctx.end("at last")));
            router.get("/long").handler(ctx -> {
                ctx.response().setChunked(true);
                var signs = v.setPeriodic(DRIP_MILLIS, timer -> ctx.response().write("."));
                answered.future().onSuccess(any -> {
                    v.cancelTimer(signs);
                    ctx.end("at last");
                });
            });
        };
        settled(vertx.deployVerticle(new HttpVerticle(options, List.of(routes), port)));
    }

    @Test
    void closesAConnectionWhoseFirstHeadNeverEnds() throws Exception {
        var client = connect("GET / HTTP/1.1\r\nx: ");

        client.drip("y");

        settled(client.closed.future());
        assertThat(client.received.length()).isZero();
    }

    @Test
    void closesAConnectionWhoseNextHeadNeverEnds() throws Exception {
        var client = connect(REQUEST + "GET / HTTP/1.1\r\nx: ");

        client.drip("y");

        settled(client.closed.future());
        assertThat(client.received.toString()).startsWith("HTTP/1.1 200").endsWith("yes");
    }

    @Test
    void closesThoseFirstWhereThereAreTooManyThatAskedForNothingAndThenThoseThatAreQuietForLongest() throws Exception {
        var crowded = new AtomicInteger();
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0).setIdleTimeout(60);
        Routes routes = (v, router) -> {
            router.get("/").handler(ctx -> ctx.end("yes"));
            router.get("/later").handler(ctx -> answered.future().onSuccess(any -> ctx.end("at last")));
        };
        settled(vertx.deployVerticle(new HttpVerticle(options, Optional.empty(), 3, List.of(routes), crowded)));
        var guest = connect(crowded, REQUEST);
        awaitAnswers(guest, 1);
        var first = connect(crowded, "GET");
        var busy = connect(crowded, "GET /later HTTP/1.1\r\nhost: x\r\n\r\n");

        var other = connect(crowded, REQUEST);
        settled(first.closed.future());
        awaitAnswers(other, 1);
        var another = connect(crowded, REQUEST);
        settled(guest.closed.future());
        awaitAnswers(another, 1);
        other.socket.write(REQUEST);
        awaitAnswers(other, 2);
        var last = connect(crowded, REQUEST);
        settled(another.closed.future());
        awaitAnswers(last, 1);
        answered.complete();

        awaitAnswers(busy, 1);
        other.socket.write(REQUEST);
        awaitAnswers(other, 3);
    }

    private static void awaitAnswers(Client client, int answers) {
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(client.received.toString().split("HTTP/1.1 200", -1))
                        .hasSize(answers + 1));
    }

    @Test
    void leavesAConnectionOpenThatGoesOnAsking() throws Exception {
        var client = connect(REQUEST);

        watchPauses(vertx);
        client.drip(REQUEST);
        settled(vertx.timer(3 * IDLE_SECONDS, TimeUnit.SECONDS));

        var closed = client.closed.future().isComplete();
        // Else Vert.x waits half a minute for the one who goes on asking before it closes.
        settled(client.socket.close());
        assumeTrue(longestPause.get() < IDLE_SECONDS * 500_000_000L, "this machine stood still for too long to tell");
        assertThat(closed).isFalse();
    }

    /** On an event loop that stands still nobody asks, or is heard. */
    private void watchPauses(Vertx on) {
        var last = new AtomicLong(System.nanoTime());
        on.setPeriodic(DRIP_MILLIS, timer -> {
            var now = System.nanoTime();
            longestPause.accumulateAndGet(now - last.getAndSet(now), Math::max);
        });
    }

    @Test
    void leavesAConnectionOpenWhoseAnswerIsUnderWay() throws Exception {
        var client = connect("GET /long HTTP/1.1\r\nhost: x\r\n\r\n");
        client.drip("G");
        settled(vertx.timer(3 * IDLE_SECONDS, TimeUnit.SECONDS));

        var before = client.closed.future().isComplete();
        answered.complete();

        assertThat(before).isFalse();
        settled(client.closed.future());
        assertThat(client.received.toString()).startsWith("HTTP/1.1 200").contains("at last");
    }

    @Test
    void closesAConnectionThatDripsAndDoesNotReadItsAnswer() throws Exception {
        try (var deaf = new Socket(InetAddress.getLoopbackAddress(), port.get())) {
            deaf.getOutputStream().write("GET /large HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(US_ASCII));

            await().pollInterval(Duration.ofMillis(DRIP_MILLIS))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !takes(deaf, 'G'));
        }
    }

    private static boolean takes(Socket socket, int drop) {
        try {
            socket.getOutputStream().write(drop);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void answersWhoeverHasShutDownItsOutputAndClosesThen() throws Exception {
        try (var client = new Socket(InetAddress.getLoopbackAddress(), port.get())) {
            client.setSoTimeout(20_000);
            client.getOutputStream().write("GET /later HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(US_ASCII));
            client.shutdownOutput();
            settled(vertx.timer(2 * DRIP_MILLIS, TimeUnit.MILLISECONDS));
            answered.complete();

            var all = new String(client.getInputStream().readAllBytes(), US_ASCII);

            assertThat(all).startsWith("HTTP/1.1 200").endsWith("at last");
        }
    }

    @Test
    void closesAtOnceOnWhoeverShutsDownItsOutputAmidAnAnswer() throws Exception {
        try (var client = new Socket(InetAddress.getLoopbackAddress(), port.get())) {
            client.setSoTimeout(20_000);
            client.getOutputStream().write("GET /long HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(US_ASCII));
            assertThat(client.getInputStream().read()).isEqualTo('H');
            client.shutdownOutput();

            var rest = new String(client.getInputStream().readAllBytes(), US_ASCII);

            assertThat(rest).startsWith("TTP/1.1 200").doesNotContain("at last");
        }
    }

    private Client connect(String text) throws Exception {
        return connect(port, text);
    }

    private Client connect(AtomicInteger to, String text) throws Exception {
        var client = new Client(settled(vertx.createNetClient().connect(to.get(), "127.0.0.1")));
        settled(client.socket.write(text));
        return client;
    }

    private final class Client {

        final NetSocket socket;
        final Buffer received = Buffer.buffer();
        final Promise<Void> closed = Promise.promise();

        Client(NetSocket socket) {
            this.socket = socket;
            socket.handler(received::appendBuffer);
            socket.closeHandler(v -> closed.tryComplete());
        }

        /** Sends {@code text} now and then until the server has enough of it. */
        void drip(String text) {
            var timer = vertx.setPeriodic(DRIP_MILLIS, v -> socket.write(text));
            socket.closeHandler(v -> {
                vertx.cancelTimer(timer);
                closed.tryComplete();
            });
        }
    }

    private static <T> T settled(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
