package kz.dabyl.runtime.http.fast;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What all {@link FastPath}s of one event loop share. Belongs to it. */
public final class FastPaths {

    /** Of requests that wait for their rest, on all connections: who they are from was not asked yet. */
    private static final int MOST_AWAITED_BYTES = 4 * 1024 * 1024;

    private final Map<String, SmallPosts> services;
    private final Consumer<BiConsumer<CharSequence, CharSequence>> prepare;
    private final PostScanner scanner;
    private final StringBuilder head = new StringBuilder();
    private int awaited;

    /**
     * @param services who serves small requests, by their exact path
     * @param prepare gives the fields that every answer bears
     */
    public FastPaths(Map<String, SmallPosts> services, Consumer<BiConsumer<CharSequence, CharSequence>> prepare) {
        this.services = Map.copyOf(services);
        this.prepare = prepare;
        scanner = new PostScanner(services.keySet());
    }

    /**
     * Gives a new connection its fast path, if it speaks HTTP/1.1 and anything is served so.
     *
     * @param decoder the name of what decodes all other requests of a connection that speaks HTTP/1.1
     */
    public void open(HttpConnection connection, String decoder, Guest guest) {
        if (services.isEmpty() || !(connection instanceof HttpServerConnection served)) {
            return;
        }
        var pipeline = served.channelHandlerContext().pipeline();
        if (pipeline.get(decoder) != null) {
            var sessions = new HashMap<String, SmallPosts.Session>();
            services.forEach((path, service) -> sessions.put(path, service.open()));
            var idle = pipeline.get(IdleStateHandler.class);
            pipeline.addBefore(decoder, "fastPath", new FastPath(this, Map.copyOf(sessions), guest, idle));
        }
    }

    PostScanner scanner() {
        return scanner;
    }

    /** Room for a request of which a part has come; false if too much is waited for already. */
    boolean await(int bytes) {
        if (awaited + bytes > MOST_AWAITED_BYTES) {
            return false;
        }
        awaited += bytes;
        return true;
    }

    /** Gives the room back. */
    void awaited(int bytes) {
        awaited -= bytes;
    }

    ByteBuf encode(SmallAnswer answer, ByteBufAllocator buffers) {
        var body = answer.body().getBytes(UTF_8);
        var status = HttpResponseStatus.valueOf(answer.status());
        head.setLength(0);
        // Put together here: a status makes its own text anew each time.
        head.append("HTTP/1.1 ")
                .append(status.codeAsText().toString())
                .append(' ')
                .append(status.reasonPhrase())
                .append("\r\n");
        prepare.accept(this::field);
        answer.fields().forEach(this::field);
        head.append("content-length: ").append(body.length).append("\r\n\r\n");
        var encoded = buffers.ioBuffer(head.length() + body.length);
        encoded.writeCharSequence(head, UTF_8);
        return encoded.writeBytes(body);
    }

    private void field(CharSequence name, CharSequence value) {
        // Both keep their text, which a builder takes at once.
        head.append(name.toString()).append(": ").append(value.toString()).append("\r\n");
    }
}
