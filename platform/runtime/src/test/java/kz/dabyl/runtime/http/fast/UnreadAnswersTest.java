package kz.dabyl.runtime.http.fast;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import kz.dabyl.runtime.http.HttpVerticle;
import kz.dabyl.runtime.http.Routes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a peer that asks and does not read what it is answered, or that cannot be trusted to ask again. */
@ExtendWith(VertxExtension.class)
class UnreadAnswersTest {

    private final AtomicInteger port = new AtomicInteger();

    /** Answers with the body: of {@code /a} the usual way, and small ones with a length by the short one. */
    private static final class Echo implements Routes {

        @Override
        public void mount(Vertx v, Router router) {}

        @Override
        public Map<String, Handler<HttpServerRequest>> posts(Vertx v) {
            return Map.of("/a", request -> request.body().onSuccess(request.response()::end));
        }

        @Override
        public Map<String, SmallPosts> smallPosts(Vertx v) {
            return Map.of("/a", () -> Echo::take);
        }

        private static boolean take(SmallPost request, Consumer<SmallAnswer> answer) {
            var body = new byte[request.bodyBytes()];
            request.copyBody(body);
            answer.accept(new SmallAnswer(200, Map.of(), new String(body, ISO_8859_1)));
            return true;
        }
    }

    @Test
    void takesNothingFromAPeerThatDoesNotReadItsAnswers(Vertx vertx) {
        var all = new FastPaths(new Echo().smallPosts(vertx), new Echo()::prepare);
        var channel = new EmbeddedChannel(new FastPath(all, Map.of("/a", Echo::take), Guest.NOBODY, null));
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);

        channel.writeInbound(Unpooled.copiedBuffer(post("one") + post("two"), ISO_8859_1));
        var unread = written(channel);
        var readsOn = channel.config().isAutoRead();
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        channel.runPendingTasks();

        assertThat(unread).isEmpty();
        assertThat(readsOn).isFalse();
        assertThat(written(channel)).isEqualTo(answer("one") + answer("two"));
        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(channel.finishAndReleaseAll()).isFalse();
    }

    @Test
    void answersAllOfAPeerThatReadsLate(Vertx vertx) throws Exception {
        serve(vertx);
        var body = "x".repeat(8_000);
        var asked = 400;
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(16 * 1024);
            connect(socket);
            var asking = new Thread(() -> ask(socket, post(body).repeat(asked)));
            asking.start();

            var answers = new String(
                    socket.getInputStream().readNBytes(asked * answer(body).length()), ISO_8859_1);

            assertThat(answers).isEqualTo(answer(body).repeat(asked));
            asking.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1\r\nhost: x", "1.0\r\nconnection: keep-alive"})
    void endsTheConnectionOfWhoSaysInTwoWaysWhereARequestEnds(String version, Vertx vertx) throws Exception {
        serve(vertx);
        try (var socket = new Socket()) {
            connect(socket);
            var fields = "content-length: 13\r\ntransfer-encoding: chunked\r\n";
            ask(socket, "POST /a HTTP/" + version + "\r\n" + fields + "\r\n3\r\none\r\n0\r\n\r\n" + post("two"));

            var answers = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);

            assertThat(answers).startsWith("HTTP/1.").contains(" 200 ").endsWith("\r\n\r\none");
        }
    }

    private void serve(Vertx vertx) throws Exception {
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        vertx.deployVerticle(new HttpVerticle(options, List.of(new Echo()), port))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private void connect(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.get()));
    }

    private static void ask(Socket socket, String requests) {
        try {
            socket.getOutputStream().write(requests.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new AssertionError("the peer could not ask", e);
        }
    }

    private static String written(EmbeddedChannel channel) {
        var text = new StringBuilder();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            text.append(next.toString(ISO_8859_1));
            next.release();
        }
        return text.toString();
    }

    private static String post(String body) {
        return "POST /a HTTP/1.1\r\nhost: x\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String answer(String body) {
        return "HTTP/1.1 200 OK\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
    }
}
