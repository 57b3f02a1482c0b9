package kz.dabyl.runtime.http.fast;

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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kz.dabyl.runtime.http.fast.PostScanner.Found;
import org.jspecify.annotations.Nullable;

/**
 * What the scanner finds is held against the decoder that it stands before: where both did not tell the same end, what follows
 * could be smuggled past whoever reads the connection by the other rule.
 */
class PostScannerFuzzTest {

    private static final int MOST_BYTES = 2 * PostScanner.LARGEST_BYTES;
    private static final int MOST_OF_A_FIELD = 4_000;

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
            // Whatever its rest is.
            compareWhole(Arrays.copyOf(bytes, scanner.length()));
        }
    }

    private void compareWhole(byte[] whole) {
        assertThat(scanner.look(Unpooled.wrappedBuffer(whole))).isEqualTo(Found.WHOLE);
        compare(whole, whole.length);
    }

    /** The first two bytes say by how much a request is smaller or larger than the largest, and how much of it is there. */
    @FuzzTest(maxDuration = "60s")
    void theLargestRequestIsFoundAndNoneThatIsLarger(byte[] bytes) {
        var beyond = bytes.length > 0 ? bytes[0] : 0;
        var missing = bytes.length > 1 ? Byte.toUnsignedInt(bytes[1]) : 0;
        var whole = request(bytes, PostScanner.LARGEST_BYTES + beyond);
        var there = Arrays.copyOf(whole, whole.length - missing);

        var found = scanner.look(Unpooled.wrappedBuffer(there));

        if (whole.length > PostScanner.LARGEST_BYTES) {
            assertThat(found).isEqualTo(Found.OTHER);
        } else {
            assertThat(found).isEqualTo(missing == 0 ? Found.WHOLE : Found.BEGUN);
            assertThat(scanner.length()).isEqualTo(whole.length);
            compareWhole(whole);
        }
    }

    /** One of so many bytes in all, with a field of what else {@code bytes} hold. */
    private static byte[] request(byte[] bytes, int length) {
        var head = new StringBuilder("POST /a HTTP/1.1\r\nhost: x\r\nx-any: ");
        for (var i = 2; i < bytes.length && i < MOST_OF_A_FIELD; i++) {
            var one = (char) Byte.toUnsignedInt(bytes[i]);
            head.append(one >= ' ' && one < 0x7F ? one : '.');
        }
        head.append("\r\ncontent-length: ");
        // The number has five digits: what is left for the body is more than 10,000 bytes.
        var body = length - head.length() - 5 - 4;
        head.append(body).append("\r\n\r\n");
        return Arrays.copyOf(head.toString().getBytes(ISO_8859_1), length);
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
