package kz.dabyl.runtime.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.Arrays;
import java.util.List;

/**
 * Ends the connection with the answer to a request that says in two ways where it ends, as RFC 9112, 6.1, asks: a proxy before
 * us may have gone by the other one, and what follows may be somebody else's. For the same reason it reads names of fields by
 * all their letters: Vert.x 5.0 takes {@code content-xength} for the length. Belongs to one connection.
 */
final class OneLengthDecoder extends VertxHttpRequestDecoder {

    /** What Vert.x calls the decoder of a connection. */
    static final String NAME = "httpDecoder";

    OneLengthDecoder(HttpServerOptions options) {
        super(options);
    }

    /** Has a connection that speaks HTTP/1.1 decoded so; before anything has come over it. */
    static void install(HttpConnection connection, HttpServerOptions options) {
        if (connection instanceof HttpServerConnection served) {
            var pipeline = served.channelHandlerContext().pipeline();
            if (pipeline.get(NAME) != null) {
                pipeline.replace(NAME, NAME, new OneLengthDecoder(options));
            }
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        var before = out.size();
        super.decode(ctx, in, out);
        if (out.size() > before && out.get(before) instanceof HttpMessage message && isAmbiguous(message)) {
            end(message);
        }
    }

    /**
     * HTTP/1.0 has no chunks: a proxy before us may have gone by another length. Where the version is spelt in other letters the
     * second length is still there. And of other encodings Vert.x takes {@code ch} for {@code chunked}.
     */
    private static boolean isAmbiguous(HttpMessage message) {
        var headers = message.headers();
        var encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return !encodings.isEmpty()
                && (HttpVersion.HTTP_1_0.equals(message.protocolVersion())
                        || headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                        || !isChunked(encodings));
    }

    static boolean isChunked(List<String> encodings) {
        return encodings.size() == 1 && encodings.get(0).equalsIgnoreCase(HttpHeaderValues.CHUNKED.toString());
    }

    @Override
    protected AsciiString splitHeaderName(byte[] bytes, int start, int length) {
        if (length == 0) {
            // Refused as a whole: Vert.x would take it, and who stands before us may not.
            throw new IllegalArgumentException("a field without a name");
        }
        return spelt(super.splitHeaderName(bytes, start, length), bytes, start, length);
    }

    /** {@code found} if it is what stands there. */
    static AsciiString spelt(AsciiString found, byte[] bytes, int start, int length) {
        var from = found.arrayOffset();
        var same = Arrays.equals(found.array(), from, from + found.length(), bytes, start, start + length);
        return same ? found : new AsciiString(bytes, start, length, true);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        super.handleTransferEncodingChunkedWithContentLength(message);
        end(message);
    }

    private static void end(HttpMessage message) {
        message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
}
