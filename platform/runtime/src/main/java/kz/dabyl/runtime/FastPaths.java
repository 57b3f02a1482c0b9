package kz.dabyl.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all {@link FastPath}s of one event loop share. Belongs to it. */
final class FastPaths {

    /** Of requests that wait for their rest, on all connections: who they are from was not asked yet. */
    private static final int MOST_AWAITED_BYTES = 4 * 1024 * 1024;

    private final List<Routes> rooms;
    private final Map<String, SmallPosts> services = new HashMap<>();
    private final PostScanner scanner;
    private final StringBuilder head = new StringBuilder();
    private int awaited;

    FastPaths(Vertx vertx, List<Routes> rooms) {
        this.rooms = rooms;
        rooms.forEach(room -> services.putAll(room.smallPosts(vertx)));
        scanner = new PostScanner(services.keySet());
    }

    /** Gives a new connection its fast path, if it speaks HTTP/1.1 and anything is served so. */
    void open(HttpConnection connection, FastPath.Guest guest) {
        if (services.isEmpty() || !(connection instanceof HttpServerConnection served)) {
            return;
        }
        var pipeline = served.channelHandlerContext().pipeline();
        if (pipeline.get(OneLengthDecoder.NAME) != null) {
            var sessions = new HashMap<String, SmallPosts.Session>();
            services.forEach((path, service) -> sessions.put(path, service.open()));
            var idle = pipeline.get(IdleStateHandler.class);
            pipeline.addBefore(
                    OneLengthDecoder.NAME, "fastPath", new FastPath(this, Map.copyOf(sessions), guest, idle));
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
        rooms.forEach(room -> room.prepare(this::field));
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
