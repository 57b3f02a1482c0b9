package kz.dabyl.runtime.http.fast;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import kz.dabyl.runtime.http.Routes;
import org.junit.jupiter.api.AfterAll;

/**
 * What comes over a connection in pieces is served, whatever way each request goes, as the decoder alone would find it in the
 * whole. Otherwise the saved inputs run: {@code JAZZER_FUZZ=1 mvn test -Dtest=FastPathFuzzTest} explores.
 */
class FastPathFuzzTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final int MOST_BYTES = 1024 * 1024;

    private final Queue<Runnable> later = new ArrayDeque<>();
    private final List<String> served = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final List<String> answered = new ArrayList<>();

    @AfterAll
    static void end() {
        VERTX.close();
    }

    /** The first byte says how large the pieces are, the second whether those answered late are answered between them. */
    @FuzzTest(maxDuration = "60s")
    void requestsAreServedOnceEachInTheirOrderAsTheDecoderFindsThem(byte[] bytes) {
        // All inputs are explored by one instance.
        List.of(served, taken, answered).forEach(List::clear);
        later.clear();
        var step = bytes.length > 0 ? 1 + Byte.toUnsignedInt(bytes[0]) : 1;
        var prompt = bytes.length > 1 && bytes[1] % 2 == 0;
        var stream = bytes.length > 2 ? Arrays.copyOfRange(bytes, 2, bytes.length) : new byte[0];

        var all = new FastPaths(new Room().smallPosts(VERTX), new Room()::prepare);
        var channel = new EmbeddedChannel(
                new FastPath(all, Map.of("/a", this::take), Guest.NOBODY, null),
                new HttpRequestDecoder(),
                new HttpObjectAggregator(MOST_BYTES),
                new Usual(served));
        for (var from = 0; from < stream.length; from += step) {
            channel.writeInbound(Unpooled.copiedBuffer(stream, from, Math.min(step, stream.length - from)));
            if (prompt) {
                answer(channel);
            }
        }
        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        while (!later.isEmpty()) {
            answer(channel);
        }

        assertThat(served).isEqualTo(expected(stream));
        assertThat(answered).isEqualTo(taken);
        assertThat(channel.config().isAutoRead()).isTrue();
        channel.finishAndReleaseAll();
    }

    private void answer(EmbeddedChannel channel) {
        var next = later.poll();
        if (next != null) {
            next.run();
            channel.runPendingTasks();
        }
    }

    /** Leaves what begins with n, and answers late what begins with l. */
    private boolean take(SmallPost request, Consumer<SmallAnswer> answer) {
        var body = new byte[request.bodyBytes()];
        request.copyBody(body);
        var text = new String(body, ISO_8859_1);
        if (text.startsWith("n")) {
            return false;
        }
        served.add("/a " + text);
        taken.add(text);
        Runnable give = () -> {
            answered.add(text);
            answer.accept(new SmallAnswer(202, Map.of(), text));
        };
        if (text.startsWith("l")) {
            later.add(give);
        } else {
            give.run();
        }
        return true;
    }

    private static List<String> expected(byte[] stream) {
        var found = new ArrayList<String>();
        var channel =
                new EmbeddedChannel(new HttpRequestDecoder(), new HttpObjectAggregator(MOST_BYTES), new Usual(found));
        channel.writeInbound(Unpooled.copiedBuffer(stream));
        channel.finishAndReleaseAll();
        return found;
    }

    /** Notes what the decoder found. */
    @ChannelHandler.Sharable
    private static final class Usual extends ChannelInboundHandlerAdapter {

        private final List<String> found;

        Usual(List<String> found) {
            this.found = found;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof FullHttpRequest request
                    && request.decoderResult().isSuccess()) {
                found.add(request.uri() + " " + request.content().toString(ISO_8859_1));
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // So a request is told whose rest never came.
            assertThat(cause).isInstanceOf(PrematureChannelClosureException.class);
        }
    }

    private static final class Room implements Routes {

        @Override
        public void mount(Vertx vertx, Router router) {}

        @Override
        public Map<String, SmallPosts> smallPosts(Vertx vertx) {
            return Map.of("/a", () -> (request, answer) -> false);
        }
    }
}
