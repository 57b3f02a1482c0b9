package kz.dabyl.model;

import org.jspecify.annotations.Nullable;

/**
 * A ping as it was spelt once: the next results of a target mostly differ from it by their numbers alone, so that all else
 * is compared and not read again. Immutable.
 */
final class PingForm {

    private final Ping ping;

    /** What stands before the round trip; all there is where none was measured. */
    private final byte[] head;

    /** What stands behind the round trip, up to the throughput or to the end. */
    private final byte @Nullable [] middle;

    /** What stands behind the throughput. */
    private final byte @Nullable [] tail;

    private PingForm(Ping ping, byte[] head, byte @Nullable [] middle, byte @Nullable [] tail) {
        this.ping = ping;
        this.head = head;
        this.middle = middle;
        this.tail = tail;
    }

    /**
     * Where a ping stood, and its numbers in it: the round trip before the throughput, neither without it.
     *
     * @param from of its brace
     * @param to behind its closing brace
     */
    record Span(int from, int rttFrom, int rttTo, int kbpsFrom, int kbpsTo, int to) {

        /** The place of a number that is not there. */
        static final int NONE = -1;

        private boolean usual() {
            return kbpsFrom == NONE || (rttFrom != NONE && rttFrom < kbpsFrom);
        }
    }

    /** The form of a ping that {@code cursor} has just gone over, or null if its numbers stand in another order. */
    static @Nullable PingForm of(Ping ping, Cursor cursor, Span span) {
        if (!span.usual()) {
            return null;
        }
        if (span.rttFrom == Span.NONE) {
            return new PingForm(ping, cursor.copy(span.from, span.to), null, null);
        }
        var head = cursor.copy(span.from, span.rttFrom);
        return span.kbpsFrom == Span.NONE
                ? new PingForm(ping, head, cursor.copy(span.rttTo, span.to), null)
                : new PingForm(ping, head, cursor.copy(span.rttTo, span.kbpsFrom), cursor.copy(span.kbpsTo, span.to));
    }

    /** The ping at which {@code cursor} stands if it is spelt so; else null, and the cursor stays. */
    @Nullable
    Ping read(Cursor cursor) {
        var from = cursor.position();
        if (!cursor.skip(head)) {
            return null;
        }
        if (middle == null) {
            return ping;
        }
        var rtt = cursor.atDigit() ? cursor.number(PingReader.MAX_RTT_MILLIS) : Double.NaN;
        if (Double.isNaN(rtt) || !cursor.skip(middle)) {
            cursor.back(from);
            return null;
        }
        var kbps = Double.NaN;
        if (tail != null) {
            kbps = cursor.atDigit() ? cursor.number(PingReader.MAX_KBPS) : Double.NaN;
            if (Double.isNaN(kbps) || !cursor.skip(tail)) {
                cursor.back(from);
                return null;
            }
        }
        return new Ping(ping.target(), ping.ok(), rtt, ping.error(), kbps, ping.tls());
    }
}
