package kz.dabyl.collector.admission;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.runtime.http.Problem;

/**
 * Reads a body into memory within limits of size and time. Fails with a {@link Refusal}. To be called before anything
 * asynchronous happens to the request, on its event loop.
 */
public final class BodyReader {

    /** How many times the time that a body may stand still it may take, at whatever pace. */
    private static final int LONGEST_IN_IDLE = 10;

    /** How often in the time that a body may stand still it is looked whether one does. */
    private static final int LOOKS_IN_IDLE = 8;

    /** Those that may make a body longer. */
    private static final Set<String> ENCODINGS = Set.of("gzip", "x-gzip", "snappy");

    private final Vertx vertx;
    private final Limits limits;

    /** Of this event loop. One timer looks at all: most bodies are there before one of their own would be set. */
    private final Set<Reading> underWay = Collections.newSetFromMap(new IdentityHashMap<>());

    private boolean looking;

    public BodyReader(Vertx vertx, Limits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    /** @param claim grows with what has been read */
    public Future<Buffer> read(HttpServerRequest request, Admission.Claim claim) {
        return readChunks(request, claim).map(Chunks::buffer);
    }

    /** The same, not yet put together. */
    public Future<Chunks> readChunks(HttpServerRequest request, Admission.Claim claim) {
        var announced = announcedBytes(request);
        var most = mostOnTheWire(request);
        if (announced > most) {
            return Future.failedFuture(tooLarge(limits));
        }
        claim.announce(announced);
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        return new Reading(request, claim, most).begin();
    }

    private void watch(Reading reading) {
        underWay.add(reading);
        if (!looking) {
            looking = true;
            vertx.setTimer(Math.max(1, limits.idle().toMillis() / LOOKS_IN_IDLE), v -> look());
        }
    }

    private void look() {
        var now = System.nanoTime();
        List.copyOf(underWay).forEach(reading -> reading.checkPace(now));
        looking = !underWay.isEmpty();
        if (looking) {
            vertx.setTimer(Math.max(1, limits.idle().toMillis() / LOOKS_IN_IDLE), v -> look());
        }
    }

    private static long announcedBytes(HttpServerRequest request) {
        var header = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return header == null ? -1 : Long.parseLong(header.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private int mostOnTheWire(HttpServerRequest request) {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && ENCODINGS.contains(encoding.strip().toLowerCase(Locale.ROOT))
                ? limits.encodedBytes()
                : limits.bodyBytes();
    }

    public static Refusal tooLarge(Limits limits) {
        return Refusal.of(Problem.of(
                413,
                "too-large",
                "The body is too large",
                "a body has at most " + limits.bodyBytes() + " bytes after decompression, send it in parts"));
    }

    /** One body on its way in. */
    private final class Reading {

        private final HttpServerRequest request;
        private final Admission.Claim claim;
        private final int most;
        private final Promise<Chunks> whole = Promise.promise();
        private final long begun = System.nanoTime();
        private final Chunks body = new Chunks();
        private long moved = begun;

        /** When its pace was looked at last, and how much of it was there. */
        private long paced = begun;

        private int pacedBytes;

        Reading(HttpServerRequest request, Admission.Claim claim, int most) {
            this.request = request;
            this.claim = claim;
            this.most = most;
        }

        Future<Chunks> begin() {
            watch(this);
            request.handler(this::take);
            request.exceptionHandler(cause -> refuse(
                    Refusal.of(Problem.of(400, "incomplete-body", "The body ended early", "send the request again"))));
            request.endHandler(v -> whole.tryComplete(body));
            request.resume();
            return whole.future().onComplete(v -> underWay.remove(this));
        }

        private void take(Buffer chunk) {
            if (whole.future().isComplete()) {
                return;
            }
            moved = System.nanoTime();
            if (body.length() + chunk.length() > most) {
                refuse(tooLarge(limits));
            } else if (!claim.grow(chunk.length())) {
                refuse(Refusal.unavailable("too much is being taken in at this moment, send the request again"));
            } else {
                body.add(chunk);
            }
        }

        void checkPace(long now) {
            var idle = limits.idle().toNanos();
            if (now - moved >= idle || now - begun >= LONGEST_IN_IDLE * idle || !keepsPace(now, idle)) {
                refuse(Refusal.of(
                        Problem.of(408, "too-slow", "The body came too slowly", "send less at once, or compress it")));
            }
        }

        /** Whether as much came since the last look as it takes: what came before that does not help, it is held. */
        private boolean keepsPace(long now, long idle) {
            if (now - paced < idle) {
                return true;
            }
            var came = body.length() - pacedBytes;
            var needed = TimeUnit.NANOSECONDS.toMillis(now - paced) * limits.minBytesPerSecond() / 1000;
            paced = now;
            pacedBytes = body.length();
            return came >= needed;
        }

        private void refuse(Refusal refusal) {
            body.drop();
            whole.tryFail(refusal);
        }
    }
}
