package kz.dabyl.detector.core;

import kz.dabyl.model.Cell;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/** One cell of an incident: what it was before, and whether it is back. Not thread-safe. */
final class Member {

    /** For so many hops after it was taken in, a member still learns how many it had been. */
    private static final long SETTLING_HOPS = 24;

    private static final double HALF = 0.5;
    private static final int STEADY_HOPS = 6;

    final Cell cell;
    final long onset;
    private final long joined;
    private int before;
    private int silent;
    private int alive;
    private double expectedPerMinute;
    private int steadyHops;
    private boolean restored;

    /**
     * @param onset hop after which it fell silent
     * @param joined hop in which it was taken in
     */
    Member(Cell cell, long onset, long joined) {
        this.cell = cell;
        this.onset = onset;
        this.joined = joined;
    }

    /** Takes in one hop; {@code view} is null when nobody is left to speak from the cell. */
    void update(@org.jspecify.annotations.Nullable CellView view, long hop) {
        alive = view == null ? 0 : view.aliveSince(onset);
        if (view != null && hop - joined <= SETTLING_HOPS) {
            before = Math.max(before, view.present(onset));
            silent = Math.max(silent, view.silentSince(onset));
            expectedPerMinute = Math.max(expectedPerMinute, view.perMinute(onset));
        }
        steadyHops = back() ? steadyHops + 1 : 0;
        restored = steadyHops >= STEADY_HOPS;
    }

    boolean back() {
        return alive >= HALF * before;
    }

    boolean restored() {
        return restored;
    }

    int before() {
        return before;
    }

    int silent() {
        return silent;
    }

    int alive() {
        return alive;
    }

    double expectedPerMinute() {
        return expectedPerMinute;
    }

    void write(WireOutput out) {
        CellCodec.write(out, cell);
        out.i64(onset);
        out.i64(joined);
        out.varint(before);
        out.varint(silent);
        out.varint(alive);
        out.f64(expectedPerMinute);
        out.varint(steadyHops);
        out.u8(restored ? 1 : 0);
    }

    static Member read(WireInput in) {
        var member = new Member(CellCodec.read(in), in.i64(), in.i64());
        member.before = in.varint32();
        member.silent = in.varint32();
        member.alive = in.varint32();
        member.expectedPerMinute = in.f64();
        member.steadyHops = in.varint32();
        member.restored = in.u8() == 1;
        return member;
    }
}
