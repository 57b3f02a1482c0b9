package kz.dabyl.model;

/**
 * How a ping was spelt once, and what that is on the wire: the next results of a target mostly differ from it by their
 * numbers alone, so that all else is compared and copied. What stands between the ping before and this one belongs to it.
 * Keeps its room from one ping to the next. Not thread-safe.
 */
final class PingSpelling {

    private final Letters head = new Letters();
    private final Letters middle = new Letters();
    private final Letters tail = new Letters();
    private final Letters wireHead = new Letters();
    private final Letters wireMiddle = new Letters();
    private final Letters wireTail = new Letters();
    private boolean known;

    /** How many numbers stand in it. */
    private int numbers;

    /** What the first in the text may be, and the second. */
    private double firstMost;

    private double secondMost;

    /** Whether the throughput, which the wire has behind the round trip, stands before it in the text. */
    private boolean swapped;

    /** Where a ping stood in the input, its numbers in it, and what it became on the wire. Not thread-safe. */
    static final class Marks {

        private static final int NONE = -1;

        /** Behind the ping before. */
        int from;

        int rttFrom;
        int rttTo;
        int kbpsFrom;
        int kbpsTo;
        /** Behind its closing brace. */
        int to;

        int wireFrom;
        /** Behind the round trip, if there is one. */
        int wireRttTo;
        /** Behind the throughput, if there is one. */
        int wireKbpsTo;

        void begin(int at) {
            from = at;
            rttFrom = NONE;
            kbpsFrom = NONE;
        }
    }

    /** Takes over how a ping is spelt that has just been written at the end of {@code wire}. */
    void learn(byte[] input, WireOutput wire, Marks marks) {
        var rtt = marks.rttFrom != Marks.NONE;
        var kbps = marks.kbpsFrom != Marks.NONE;
        var bytes = wire.array();
        numbers = (rtt ? 1 : 0) + (kbps ? 1 : 0);
        swapped = rtt && kbps && marks.kbpsFrom < marks.rttFrom;
        firstMost = rtt && !swapped ? PingReader.MAX_RTT_MILLIS : PingReader.MAX_KBPS;
        secondMost = swapped ? PingReader.MAX_RTT_MILLIS : PingReader.MAX_KBPS;
        if (numbers == 0) {
            known = head.copy(input, marks.from, marks.to) && wireHead.copy(bytes, marks.wireFrom, wire.size());
        } else if (numbers == 1) {
            var wireTo = rtt ? marks.wireRttTo : marks.wireKbpsTo;
            known = head.copy(input, marks.from, rtt ? marks.rttFrom : marks.kbpsFrom)
                    && middle.copy(input, rtt ? marks.rttTo : marks.kbpsTo, marks.to)
                    && wireHead.copy(bytes, marks.wireFrom, wireTo - Double.BYTES)
                    && wireMiddle.copy(bytes, wireTo, wire.size());
        } else {
            known = head.copy(input, marks.from, Math.min(marks.rttFrom, marks.kbpsFrom))
                    && middle.copy(input, Math.min(marks.rttTo, marks.kbpsTo), Math.max(marks.rttFrom, marks.kbpsFrom))
                    && tail.copy(input, Math.max(marks.rttTo, marks.kbpsTo), marks.to)
                    && wireHead.copy(bytes, marks.wireFrom, marks.wireRttTo - Double.BYTES)
                    && wireMiddle.copy(bytes, marks.wireRttTo, marks.wireKbpsTo - Double.BYTES)
                    && wireTail.copy(bytes, marks.wireKbpsTo, wire.size());
        }
    }

    void forget() {
        known = false;
    }

    /** Writes the ping at which {@code cursor} stands if it is spelt so; else false, and the cursor stays. */
    boolean transcribe(Cursor cursor, WireOutput out) {
        if (!known) {
            return false;
        }
        var from = cursor.position();
        if (transcribeFrom(cursor, out)) {
            return true;
        }
        cursor.back(from);
        return false;
    }

    private boolean transcribeFrom(Cursor cursor, WireOutput out) {
        if (!cursor.skip(head)) {
            return false;
        }
        if (numbers == 0) {
            wireHead.writeTo(out);
            return true;
        }
        if (!cursor.atDigit()) {
            return false;
        }
        var first = cursor.number(firstMost);
        if (!cursor.skip(middle)) {
            return false;
        }
        return numbers == 1 ? write(first, out) : cursor.atDigit() && transcribeSecond(first, cursor, out);
    }

    private boolean write(double number, WireOutput out) {
        wireHead.writeTo(out);
        out.f64(number);
        wireMiddle.writeTo(out);
        return true;
    }

    private boolean transcribeSecond(double first, Cursor cursor, WireOutput out) {
        var second = cursor.number(secondMost);
        if (!cursor.skip(tail)) {
            return false;
        }
        wireHead.writeTo(out);
        out.f64(swapped ? second : first);
        wireMiddle.writeTo(out);
        out.f64(swapped ? first : second);
        wireTail.writeTo(out);
        return true;
    }
}
