package kz.dabyl.runtime.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import kz.dabyl.runtime.http.fast.Guest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections on which no request is under way, whatever bytes drip in: a socket's idle timeout alone is renewed by
 * every byte of a header that never ends. A connection that never sent a whole head gets less time than one that did, and
 * none at all once there are too many: while many of all are such, the one that was there first goes, else whoever was
 * quiet for longest.
 *
 * <p>Whoever asked and then shut down its output is still told the answer, over a connection without TLS; to everything
 * else such an end is that of the connection.
 *
 * <p>Belongs to one event loop.
 */
final class QuietConnections {

    private static final Logger LOG = LoggerFactory.getLogger(QuietConnections.class);

    /** One in so many of all that may be open. */
    private static final int SHARE = 16;

    private static final long LOOK_NANOS = 1_000_000_000L;

    private final long firstNanos;
    private final long idleNanos;
    private final int most;
    private final IdentityHashMap<HttpConnection, Visitor> guests = new IdentityHashMap<>();

    /** Those who have not asked yet, the first to come first. */
    private final LinkedHashSet<Visitor> strangers = new LinkedHashSet<>();

    /** Some of those who asked and were quiet for longest when it was looked, to be asked again before they go. */
    private final Deque<Visitor> longestQuiet = new ArrayDeque<>();

    private long lookedAt;
    private boolean inVain;
    private int closedForRoom;

    /** One connection. */
    private final class Visitor implements Guest {

        private final HttpConnection connection;
        private final List<HttpServerRequest> underWay = new ArrayList<>(1);
        private long quietSince;
        private boolean asked;
        private boolean onFastPath;
        private boolean told;
        private boolean endsWithAnswers;

        Visitor(HttpConnection connection, long now) {
            this.connection = connection;
            quietSince = now;
        }

        @Override
        public void asks(boolean underWay) {
            onFastPath = underWay;
            asked(System.nanoTime());
        }

        @Override
        public void comes() {
            if (asked) {
                quietSince = System.nanoTime();
            }
        }

        void asked(long now) {
            if (!asked) {
                asked = true;
                strangers.remove(this);
            }
            quietSince = now;
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

    /**
     * @param first for the first head, {@code idle} for each that follows
     * @param most that may be open at once
     */
    QuietConnections(Duration first, Duration idle, int most) {
        this.most = most;
        firstNanos = first.toNanos();
        idleNanos = idle.toNanos();
    }

    /** Who is to be told of requests that go the fast path. */
    Guest opened(HttpConnection connection, long now) {
        var guest = new Visitor(connection, now);
        guests.put(connection, guest);
        strangers.add(guest);
        connection.closeHandler(v -> {
            guests.remove(connection);
            strangers.remove(guest);
        });
        if (!connection.isSsl() && connection instanceof HttpServerConnection served) {
            letOutputEnd(served.channelHandlerContext(), guest);
        }
        if (guests.size() > most) {
            makeRoom(now);
        }
        return guest;
    }

    private void makeRoom(long now) {
        var first = strangers.iterator().next();
        // A few of them are on their way to ask.
        var flood = strangers.size() > 1 + most / SHARE;
        var goes = flood ? first : longestQuiet(now).orElse(first);
        strangers.remove(goes);
        goes.told = true;
        close(goes.connection);
        closedForRoom++;
    }

    /** Of those who asked. Looks once for many, and not again at once in vain, since a flood asks for it. */
    private Optional<Visitor> longestQuiet(long now) {
        var known = nextQuiet();
        if (known.isPresent() || (inVain && now - lookedAt < LOOK_NANOS)) {
            return known;
        }
        lookedAt = now;
        guests.values().stream()
                .filter(guest -> guest.asked && guest.quiet())
                .sorted(Comparator.comparingLong(guest -> guest.quietSince - now))
                .limit(1 + most / SHARE)
                .forEach(longestQuiet::add);
        inVain = longestQuiet.isEmpty();
        return nextQuiet();
    }

    private Optional<Visitor> nextQuiet() {
        while (!longestQuiet.isEmpty()) {
            var guest = longestQuiet.remove();
            if (guests.containsKey(guest.connection) && guest.quiet() && guest.quietSince - lookedAt <= 0) {
                return Optional.of(guest);
            }
        }
        return Optional.empty();
    }

    void asked(HttpServerRequest request, long now) {
        var guest = guests.get(request.connection());
        if (guest != null) {
            guest.asked(now);
            if (!guest.underWay.isEmpty()) {
                guest.forgetEnded();
            }
            guest.underWay.add(request);
        }
    }

    private static void letOutputEnd(ChannelHandlerContext connection, Visitor guest) {
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
        if (closedForRoom > 0) {
            LOG.warn("{} connections were closed, since more than {} were open on one event loop", closedForRoom, most);
            closedForRoom = 0;
        } else {
            longestQuiet.clear();
        }
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
