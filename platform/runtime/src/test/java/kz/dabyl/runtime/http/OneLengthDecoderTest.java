package kz.dabyl.runtime.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLengthDecoderTest {

    @Test
    void refusesAFieldWithoutAName() {
        var channel = new EmbeddedChannel(new OneLengthDecoder(new HttpServerOptions()));
        channel.writeInbound(Unpooled.copiedBuffer("POST / HTTP/1.1\r\nhost: a\r\n: 0\r\n\r\n", US_ASCII));

        HttpRequest request = channel.readInbound();

        assertThat(request.decoderResult().isFailure()).isTrue();
        ReferenceCountUtil.release(request);
        channel.finishAndReleaseAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ch", "x", "gzip, chunked", "chunked, chunked", "xchunked"})
    void servesNothingBehindABodyThatIsEncodedOtherwiseThanInChunks(String encoding) {
        var channel = new EmbeddedChannel(new OneLengthDecoder(new HttpServerOptions()));
        channel.writeInbound(
                Unpooled.copiedBuffer("POST / HTTP/1.1\r\ntransfer-encoding: " + encoding + "\r\n\r\n", US_ASCII));

        HttpRequest request = channel.readInbound();

        assertThat(request.headers().get("connection")).isEqualTo("close");
        ReferenceCountUtil.release(request);
        channel.finishAndReleaseAll();
    }

    /** Else a body would begin where a proxy before us sees the next request. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-xength",
                "Content-Xength",
                "content-xype",
                "Content-Xype",
                "xontent-length",
                "content_length",
                "Content-Length",
                "content-length",
                "CONTENT-LENGTH",
                "host",
                "Host",
                "accept",
                "Connection"
            })
    void readsTheNameOfAFieldByAllItsLetters(String name) {
        var channel = new EmbeddedChannel(new OneLengthDecoder(new HttpServerOptions()));
        channel.writeInbound(Unpooled.copiedBuffer("POST / HTTP/1.1\r\n" + name + ": 0\r\n\r\n", US_ASCII));

        HttpRequest request = channel.readInbound();

        assertThat(request.headers().entries()).extracting(Map.Entry::getKey).isEqualTo(List.of(name));
        ReferenceCountUtil.release(request);
        channel.finishAndReleaseAll();
    }
}
