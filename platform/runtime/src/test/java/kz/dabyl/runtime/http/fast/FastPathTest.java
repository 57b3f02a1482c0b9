package kz.dabyl.runtime.http.fast;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kz.dabyl.runtime.http.HttpVerticle;
import kz.dabyl.runtime.http.Routes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The fast path answers {@code fast} and the body, the usual way {@code usual} and the body. */
@ExtendWith(VertxExtension.class)
class FastPathTest {

    private static final int IDLE_SECONDS = 60;

    private final AtomicInteger port = new AtomicInteger();
    private final Vertx vertx;
    private final Promise<Void> later = Promise.promise();

    FastPathTest(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Leaves what begins with {@code no}, and answers what begins with {@code later} when it is told to. */
    private final class Echo implements Routes {

        @Override
        public void mount(Vertx v, Router router) {
            router.get("/").handler(ctx -> ctx.end("usual"));
        }

        @Override
        public Map<String, Handler<HttpServerRequest>> posts(Vertx v) {
            return Map.of(
                    "/a",
                    request ->
                            request.body().onSuccess(body -> request.response().end("usual " + body)));
        }

        @Override
        public Map<String, SmallPosts> smallPosts(Vertx v) {
            return Map.of("/a", () -> FastPathTest.this::take);
        }

        @Override
        public void prepare(BiConsumer<CharSequence, CharSequence> fields) {
            fields.accept("x-all", "yes");
        }
    }

    private boolean take(SmallPost request, Consumer<SmallAnswer> answer) {
        var bytes = new byte[request.bodyBytes()];
        request.copyBody(bytes);
        var body = new String(bytes, ISO_8859_1);
        if (body.startsWith("no")) {
            return false;
        }
        var answered = new SmallAnswer(202, Map.of("x-own", "yes"), "fast " + body);
        if (body.startsWith("later")) {
            // On a thread that is not the connection's.
            later.future().onSuccess(any -> new Thread(() -> answer.accept(answered)).start());
        } else {
            answer.accept(answered);
        }
        return true;
    }

    @BeforeEach
    void serve() throws Exception {
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0).setIdleTimeout(IDLE_SECONDS);
        settled(vertx.deployVerticle(new HttpVerticle(options, List.of(new Echo()), port)));
    }

    @Test
    void answersRequestsOneAfterTheOther() throws Exception {
        var client = connect();

        client.send(post("one"));
        client.awaitAnswers("fast one");
        client.send(post("two"));

        client.awaitAnswers("fast one", "fast two");
        assertThat(client.received.toString()).isEqualTo(answer("fast one") + answer("fast two"));
    }

    @Test
    void answersRequestsThatComeTogetherInTheirOrder() throws Exception {
        var client = connect();

        client.send(post("later") + post("two") + post("no") + "GET / HTTP/1.1\r\nhost: x\r\n\r\n" + post("three"));
        later.complete();

        client.awaitAnswers("fast later", "fast two", "usual no", "usual", "usual three");
    }

    @Test
    void goesTheUsualWayFromTheFirstRequestOnThatIsNotForIt() throws Exception {
        var client = connect();

        client.send(
                "POST /a HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n3\r\none\r\n0\r\n\r\n" + post("two"));

        client.awaitAnswers("usual one", "usual two");
    }

    @Test
    void waitsForABodyThatComesInPieces() {
        var channel = new EmbeddedChannel(fastPath(new FastPaths(new Echo().smallPosts(vertx), new Echo()::prepare)));
        var body = "x".repeat(PostScanner.LARGEST_BYTES / 2);
        var requests = post(body) + post("one");

        for (var from = 0; from < requests.length(); from += 9_000) {
            channel.writeInbound(bytes(requests.substring(from, Math.min(from + 9_000, requests.length()))));
        }

        assertThat(written(channel)).isEqualTo(answer("fast " + body) + answer("fast one"));
        assertThat(channel.finishAndReleaseAll()).isFalse();
    }

    @Test
    void goesTheUsualWayWithABodyThatDoesNotFollow() {
        var channel = new EmbeddedChannel(fastPath(new FastPaths(new Echo().smallPosts(vertx), new Echo()::prepare)));
        var begun = post("one").substring(0, post("one").length() - 1);

        channel.writeInbound(bytes(begun));
        var atOnce = left(channel);
        channel.advanceTimeBy(1_001, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.writeInbound(bytes("e" + post("two")));

        assertThat(atOnce).isEmpty();
        assertThat(left(channel)).isEqualTo(post("one") + post("two"));
        assertThat(channel.finishAndReleaseAll()).isFalse();
    }

    @Test
    void goesTheUsualWayWhereTooMuchIsWaitedForAlready() {
        var all = new FastPaths(new Echo().smallPosts(vertx), new Echo()::prepare);
        var body = "x".repeat(PostScanner.LARGEST_BYTES / 2);
        var begun = post(body).substring(0, 100);
        var waiting = new ArrayList<EmbeddedChannel>();
        var turnedAway = new EmbeddedChannel(fastPath(all));
        turnedAway.writeInbound(bytes(begun));

        while (left(turnedAway).isEmpty()) {
            waiting.add(turnedAway);
            turnedAway = new EmbeddedChannel(fastPath(all));
            turnedAway.writeInbound(bytes(begun));
        }
        waiting.forEach(EmbeddedChannel::finishAndReleaseAll);
        var next = new EmbeddedChannel(fastPath(all));
        next.writeInbound(bytes(begun));

        assertThat(waiting).hasSizeBetween(100, 150);
        assertThat(left(next)).as("room was given back").isEmpty();
        next.finishAndReleaseAll();
    }

    private FastPath fastPath(FastPaths all) {
        return new FastPath(all, Map.of("/a", this::take), Guest.NOBODY, null);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }

    private static String written(EmbeddedChannel channel) {
        return text(channel::readOutbound);
    }

    /** What went on to the usual way. */
    private static String left(EmbeddedChannel channel) {
        return text(channel::readInbound);
    }

    private static String text(Supplier<ByteBuf> buffers) {
        var text = new StringBuilder();
        for (var next = buffers.get(); next != null; next = buffers.get()) {
            text.append(next.toString(ISO_8859_1));
            next.release();
        }
        return text.toString();
    }

    @Test
    void goesTheUsualWayWithAHeadThatDoesNotComeWhole() {
        var channel = new EmbeddedChannel(fastPath(new FastPaths(new Echo().smallPosts(vertx), new Echo()::prepare)));
        var roomy = Unpooled.buffer(PostScanner.LARGEST_BYTES)
                .writeBytes(bytes(post("one").substring(0, 30)));

        channel.writeInbound(roomy);
        ByteBuf left = channel.readInbound();
        channel.writeInbound(bytes(post("one").substring(30) + post("two")));

        assertThat(left.toString(ISO_8859_1)).isEqualTo(post("one").substring(0, 30));
        assertThat(left.capacity()).as("what waits for the rest").isLessThan(200);
        assertThat(left(channel)).isEqualTo(post("one").substring(30) + post("two"));
        left.release();
        assertThat(channel.finishAndReleaseAll()).isFalse();
    }

    @Test
    void holdsBackWhoSendsMoreThanIsAnswered() throws Exception {
        var client = connect();
        var expected = new ArrayList<>(List.of("later"));
        var requests = new StringBuilder(post("later"));
        for (var i = 0; i < 2_000; i++) {
            requests.append(post("more " + i));
            expected.add("more " + i);
        }

        client.send(requests.toString());
        later.complete();

        // What has its head cut in two by a read goes the usual way, with all that follows.
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(client.bodies())
                        .map(body -> body.replaceFirst("fast |usual ", ""))
                        .isEqualTo(expected));
    }

    @Test
    void answersWhoHasShutDownItsOutputMeanwhile() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port.get())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((post("one") + post("later")).getBytes(ISO_8859_1));
            var answers = socket.getInputStream();
            var first = text(answers.readNBytes(answer("fast one").length()));
            socket.shutdownOutput();
            later.complete();

            assertThat(first).isEqualTo(answer("fast one"));
            assertThat(text(answers.readNBytes(answer("fast later").length()))).isEqualTo(answer("fast later"));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    private static String answer(String body) {
        return "HTTP/1.1 202 Accepted\r\nx-all: yes\r\nx-own: yes\r\ncontent-length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static String post(String body) {
        return "POST /a HTTP/1.1\r\nhost: x\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
    }

    private Client connect() throws Exception {
        return new Client(settled(vertx.createNetClient().connect(port.get(), "127.0.0.1")));
    }

    /** What a peer sends and gets. */
    private static final class Client {

        private final NetSocket socket;
        private final Buffer received = Buffer.buffer();

        Client(NetSocket socket) {
            this.socket = socket;
            socket.handler(more -> {
                synchronized (received) {
                    received.appendBuffer(more);
                }
            });
        }

        void send(String text) {
            socket.write(Buffer.buffer(text, "ISO-8859-1"));
        }

        /** Waits for so many answers, and holds their bodies against what is expected. */
        void awaitAnswers(String... bodies) {
            await().atMost(20, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(bodies()).containsExactly(bodies));
        }

        /** Those of the answers that have come whole. */
        List<String> bodies() {
            String text;
            synchronized (received) {
                text = received.toString(ISO_8859_1);
            }
            var bodies = new ArrayList<String>();
            var at = 0;
            for (var head = text.indexOf("\r\n\r\n"); head >= 0; head = text.indexOf("\r\n\r\n", at)) {
                var length = text.indexOf("content-length: ", at) + "content-length: ".length();
                var body = head + 4;
                var to = body + Integer.parseInt(text, length, text.indexOf("\r\n", length), 10);
                if (to > text.length()) {
                    return bodies;
                }
                bodies.add(text.substring(body, to));
                at = to;
            }
            return bodies;
        }
    }

    private static <T> T settled(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
