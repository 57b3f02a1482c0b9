package kz.dabyl.runtime;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Closes connections on which no request is under way, whatever bytes drip in: a socket's idle timeout alone is renewed by
 * every byte of a header that never ends. A connection that never sent a whole head gets less time than one that did.
 *
 * <p>Whoever asked and then shut down its output is still told the answer, over a connection without TLS; to everything
 * else such an end is that of the connection.
 *
 * <p>Belongs to one event loop.
 */
final class QuietConnections {

    private final long firstNanos;
    private final long idleNanos;
    private final IdentityHashMap<HttpConnection, Guest> guests = new IdentityHashMap<>();

    /** One connection. */
    private static final class Guest implements FastPath.Guest {

        private final List<HttpServerRequest> underWay = new ArrayList<>(1);
        private long quietSince;
        private boolean asked;
        private boolean onFastPath;
        private boolean told;
        private boolean endsWithAnswers;

        Guest(long now) {
            quietSince = now;
        }

        @Override
        public void asks(boolean underWay) {
            onFastPath = underWay;
            asked = true;
            quietSince = System.nanoTime();
        }

        void forgetEnded() {
            underWay.removeIf(
                    request -> request.response().ended() || request.response().closed());
        }

        boolean quiet() {
            forgetEnded();
            return underWay.isEmpty() && !onFastPath;
        }

        boolean waitsForAnswers() {
            return !quiet()
                    && underWay.stream()
                            .allMatch(request ->
                                    request.isEnded() && !request.response().headWritten());
        }
    }

    /** @param first for the first head, {@code idle} for each that follows */
    QuietConnections(Duration first, Duration idle) {
        firstNanos = first.toNanos();
        idleNanos = idle.toNanos();
    }

    /** Who is to be told of requests that go the fast path. */
    FastPath.Guest opened(HttpConnection connection, long now) {
        var guest = new Guest(now);
        guests.put(connection, guest);
        connection.closeHandler(v -> guests.remove(connection));
        if (!connection.isSsl() && connection instanceof HttpServerConnection served) {
            letOutputEnd(served.channelHandlerContext(), guest);
        }
        return guest;
    }

    void asked(HttpServerRequest request, long now) {
        var guest = guests.get(request.connection());
        if (guest != null) {
            guest.asked = true;
            guest.quietSince = now;
            if (!guest.underWay.isEmpty()) {
                guest.forgetEnded();
            }
            guest.underWay.add(request);
        }
    }

    private static void letOutputEnd(ChannelHandlerContext connection, Guest guest) {
        var channel = connection.channel();
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.pipeline().addFirst(new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
                super.userEventTriggered(ctx, event);
                if (event instanceof ChannelInputShutdownEvent) {
                    guest.endsWithAnswers = guest.waitsForAnswers();
                    if (!guest.endsWithAnswers) {
                        var unused = connection.close();
                    }
                }
            }
        });
    }

    /** Closes those that were quiet for too long. To be called several times in the shorter of both durations. */
    void sweep(long now) {
        var tooLong = new ArrayList<HttpConnection>();
        guests.forEach((connection, guest) -> {
            if (!guest.quiet()) {
                guest.quietSince = now;
            } else if (guest.endsWithAnswers || now - guest.quietSince > (guest.asked ? idleNanos : firstNanos)) {
                tooLong.add(connection);
            }
        });
        tooLong.forEach(this::close);
    }

    /** An end waits for what was written before, which a peer that does not read holds up: the second has no patience. */
    private void close(HttpConnection connection) {
        var guest = guests.get(connection);
        if (guest != null && guest.told && connection instanceof HttpServerConnection served) {
            var unused = served.channelHandlerContext().close();
            return;
        }
        if (guest != null) {
            guest.told = true;
        }
        connection.close();
    }
}
