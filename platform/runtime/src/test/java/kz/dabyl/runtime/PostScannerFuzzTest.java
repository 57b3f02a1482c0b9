package kz.dabyl.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import kz.dabyl.runtime.PostScanner.Found;
import org.jspecify.annotations.Nullable;

/**
 * What the scanner finds is held against the decoder that it stands before: where both did not tell the same end, what follows
 * could be smuggled past whoever reads the connection by the other rule.
 */
class PostScannerFuzzTest {

    private static final int MOST_BYTES = 2 * PostScanner.LARGEST_BYTES;

    private final PostScanner scanner = new PostScanner(List.of("/ab", "/a"));

    @FuzzTest(maxDuration = "60s")
    void whateverIsFoundTheDecoderFindsWithTheSameEndAndTheSameFields(byte[] bytes) {
        var input = Unpooled.wrappedBuffer(bytes);

        var found = scanner.look(input);

        assertThat(input.readerIndex()).isZero();
        if (found == Found.WHOLE) {
            compare(bytes, scanner.length());
        } else if (found == Found.BEGUN) {
            assertThat(scanner.length()).isBetween(bytes.length + 1, PostScanner.LARGEST_BYTES);
        }
    }

    private void compare(byte[] bytes, int length) {
        var post = scanner.post();
        assertThat(length).isBetween(1, bytes.length);
        var channel = new EmbeddedChannel(new HttpRequestDecoder(), new HttpObjectAggregator(MOST_BYTES));
        try {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, length - 1));
            @Nullable Object early = channel.readInbound();
            assertThat(early).as("before the last byte").isNull();
            channel.writeInbound(Unpooled.copiedBuffer(bytes, length - 1, 1));
            FullHttpRequest read = channel.readInbound();
            @Nullable Object another = channel.readInbound();

            assertThat(another).as("behind the last byte").isNull();
            same(post, read);
            read.release();
        } finally {
            channel.finishAndReleaseAll();
        }
    }

    private void same(SmallPost post, FullHttpRequest read) {
        assertThat(read.decoderResult().isSuccess()).isTrue();
        assertThat(read.method()).isEqualTo(HttpMethod.POST);
        assertThat(read.protocolVersion()).isEqualTo(HttpVersion.HTTP_1_1);
        assertThat(read.uri()).isEqualTo(scanner.path());
        assertThat(HttpUtil.isKeepAlive(read)).isTrue();
        assertThat(HttpUtil.isTransferEncodingChunked(read)).isFalse();
        assertThat(HttpUtil.is100ContinueExpected(read)).isFalse();
        same(post.authorization(), read, HttpHeaderNames.AUTHORIZATION);
        same(post.contentType(), read, HttpHeaderNames.CONTENT_TYPE);
        same(post.contentEncoding(), read, HttpHeaderNames.CONTENT_ENCODING);
        var body = new byte[post.bodyBytes()];
        post.copyBody(body);
        assertThat(body).isEqualTo(bytes(read));
    }

    private static void same(Optional<SmallPost.Text> found, FullHttpRequest read, CharSequence name) {
        var texts = found.map(text -> List.of(text.toString())).orElse(List.of());
        assertThat(texts).isEqualTo(read.headers().getAll(name));
    }

    private static byte[] bytes(FullHttpRequest read) {
        return read.content().toString(ISO_8859_1).getBytes(ISO_8859_1);
    }
}
