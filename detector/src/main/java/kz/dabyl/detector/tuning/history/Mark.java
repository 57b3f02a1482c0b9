package kz.dabyl.detector.tuning.history;

import kz.dabyl.detector.core.Lookout;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * How far a history has come: whoever goes on from here writes what it would have written without a stop.
 *
 * @param position where the source goes on, in its own terms
 * @param firstHop the first hop that it has seen; {@link Long#MIN_VALUE} before that
 * @param quietHops hops since the last one that mattered, in an open window; below 0 outside of windows
 * @param lookout its state
 */
record Mark(long position, long firstHop, int quietHops, Lookout.Cells lookout) {

    byte[] encode() {
        var out = new WireOutput();
        out.i64(position);
        out.i64(firstHop);
        out.signed(quietHops);
        out.bytes(Cells.encode(lookout));
        return out.toByteArray();
    }

    static Mark decode(byte[] bytes) {
        var in = new WireInput(bytes);
        return new Mark(in.i64(), in.i64(), (int) in.signed(), Cells.decode(in.bytes()));
    }
}
