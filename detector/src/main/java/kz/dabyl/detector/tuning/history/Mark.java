package kz.dabyl.detector.tuning.history;

import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/** How far a history has come: whoever goes on from here writes what it would have written without a stop. Immutable. */
final class Mark {

    private final long position;
    private final long firstHop;
    private final int quietHops;
    private final byte[] lookout;

    /**
     * @param position where the source goes on, in its own terms
     * @param firstHop the first hop that was seen; {@link Long#MIN_VALUE} before that
     * @param quietHops hops since the last one that mattered, in an open window; below 0 outside of windows
     * @param lookout its state
     */
    Mark(long position, long firstHop, int quietHops, byte[] lookout) {
        this.position = position;
        this.firstHop = firstHop;
        this.quietHops = quietHops;
        this.lookout = lookout;
    }

    long position() {
        return position;
    }

    long firstHop() {
        return firstHop;
    }

    int quietHops() {
        return quietHops;
    }

    byte[] lookout() {
        return lookout.clone();
    }

    byte[] encode() {
        var out = new WireOutput();
        out.i64(position);
        out.i64(firstHop);
        out.signed(quietHops);
        out.bytes(lookout);
        return out.toByteArray();
    }

    static Mark decode(byte[] bytes) {
        var in = new WireInput(bytes);
        return new Mark(in.i64(), in.i64(), (int) in.signed(), in.bytes());
    }
}
