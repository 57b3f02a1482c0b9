package kz.dabyl.runtime;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Closes connections on which no request is under way, whatever bytes drip in: a socket's idle timeout alone is renewed by
 * every byte of a header that never ends. A connection that never sent a whole head gets less time than one that did.
 *
 * <p>Belongs to one event loop.
 */
final class QuietConnections {

    private final long firstNanos;
    private final long idleNanos;
    private final IdentityHashMap<HttpConnection, Guest> guests = new IdentityHashMap<>();

    /** One connection. */
    private static final class Guest {

        private final List<HttpServerResponse> underWay = new ArrayList<>(1);
        private long quietSince;
        private boolean asked;

        Guest(long now) {
            quietSince = now;
        }

        void forgetEnded() {
            underWay.removeIf(response -> response.ended() || response.closed());
        }

        boolean quiet() {
            forgetEnded();
            return underWay.isEmpty();
        }
    }

    /** @param first for the first head, {@code idle} for each that follows */
    QuietConnections(Duration first, Duration idle) {
        firstNanos = first.toNanos();
        idleNanos = idle.toNanos();
    }

    void opened(HttpConnection connection, long now) {
        guests.put(connection, new Guest(now));
        connection.closeHandler(v -> guests.remove(connection));
    }

    void asked(HttpServerRequest request, long now) {
        var guest = guests.get(request.connection());
        if (guest != null) {
            guest.asked = true;
            guest.quietSince = now;
            if (!guest.underWay.isEmpty()) {
                guest.forgetEnded();
            }
            guest.underWay.add(request.response());
        }
    }

    /** Closes those that were quiet for too long. To be called several times in the shorter of both durations. */
    void sweep(long now) {
        var tooLong = new ArrayList<HttpConnection>();
        guests.forEach((connection, guest) -> {
            if (!guest.quiet()) {
                guest.quietSince = now;
            } else if (now - guest.quietSince > (guest.asked ? idleNanos : firstNanos)) {
                tooLong.add(connection);
            }
        });
        tooLong.forEach(HttpConnection::close);
    }
}
