package kz.dabyl.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Held against Netty's decoder, which takes a second length away and says nothing. Otherwise the saved inputs run: {@code
 * JAZZER_FUZZ=1 mvn test -Dtest=OneLengthDecoderFuzzTest} explores.
 */
class OneLengthDecoderFuzzTest {

    private final HttpServerOptions options = new HttpServerOptions();

    /** Leaves both lengths where they stand. */
    private static final class Both extends HttpRequestDecoder {

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            // They are looked at.
        }
    }

    /** A request: its head as it was found, and its body. */
    private record Found(HttpRequest head, List<Byte> body) {}

    @FuzzTest(maxDuration = "60s")
    void whateverSaysInTwoWaysWhereItEndsIsTheLastOfItsConnection(byte[] bytes) {
        var found = found(new OneLengthDecoder(options), bytes);
        var plain = found(new Both(), bytes);

        for (var i = 0; i < plain.size(); i++) {
            var told = plain.get(i).head();
            if (isOnlyStrict(told)) {
                // Netty refuses what goes on on the next line, and HTTP/1.01. Vert.x puts blanks in the place of the
                // line's
                // end, as RFC 9112, 5.2, allows too, and reads 1.1.
                return;
            }
            if (!told.decoderResult().isSuccess()) {
                // Vert.x reads other protocols' names and serves none of them; what it found is the last, if it is
                // whole yet.
                assertThat(found.stream().skip(i).limit(1).map(Found::head))
                        .noneMatch(head -> head.decoderResult().isSuccess() && served(head));
                return;
            }
            assertThat(found).hasSizeGreaterThan(i);
            var head = found.get(i).head();
            assertThat(head.uri()).isEqualTo(told.uri());
            assertThat(head.method()).isEqualTo(told.method());
            assertThat(head.protocolVersion()).isEqualTo(told.protocolVersion());
            if (isAmbiguous(told)) {
                // It is the last: where its body ends the two may see differently.
                assertThat(head.headers().getAll(HttpHeaderNames.CONNECTION))
                        .containsExactly(HttpHeaderValues.CLOSE.toString());
                return;
            }
            assertThat(found.get(i).body()).isEqualTo(plain.get(i).body());
            assertThat(all(head.headers())).isEqualTo(all(told.headers()));
        }
        assertThat(found).hasSameSizeAs(plain);
    }

    private static boolean served(HttpRequest head) {
        return HttpVersion.HTTP_1_0.equals(head.protocolVersion())
                || HttpVersion.HTTP_1_1.equals(head.protocolVersion());
    }

    private static boolean isOnlyStrict(HttpRequest told) {
        var cause = told.decoderResult().cause();
        var fault = cause == null ? "" : String.valueOf(cause.getMessage());
        return fault.startsWith("Validation failed for header") || fault.startsWith("invalid version format");
    }

    private static boolean isAmbiguous(HttpRequest told) {
        var encodings = told.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return !encodings.isEmpty()
                && (HttpVersion.HTTP_1_0.equals(told.protocolVersion())
                        || told.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                        || !OneLengthDecoder.isChunked(encodings));
    }

    private static List<String> all(HttpHeaders headers) {
        return headers.entries().stream()
                .map(field -> field.getKey().toLowerCase(Locale.ROOT) + ": " + field.getValue())
                .toList();
    }

    private static List<Found> found(ChannelInboundHandler decoder, byte[] bytes) {
        var channel = new EmbeddedChannel(decoder);
        channel.writeInbound(Unpooled.copiedBuffer(bytes));
        channel.finish();
        var found = new ArrayList<Found>();
        for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            if (next instanceof HttpRequest head) {
                found.add(new Found(head, new ArrayList<>()));
            }
            if (next instanceof HttpContent content && !found.isEmpty()) {
                add(content.content(), found.get(found.size() - 1).body());
            }
            ReferenceCountUtil.release(next);
        }
        return found;
    }

    private static void add(ByteBuf content, List<Byte> body) {
        for (var one : ByteBufUtil.getBytes(content)) {
            body.add(one);
        }
    }
}
