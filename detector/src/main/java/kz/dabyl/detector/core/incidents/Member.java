package kz.dabyl.detector.core.incidents;

import kz.dabyl.detector.core.cells.CellCodec;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.cells.Veil;
import kz.dabyl.detector.core.rules.Memory;
import kz.dabyl.model.Cell;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.jspecify.annotations.Nullable;

/** One cell of an incident: what its probes weighed before, and whether they are back. Not thread-safe. */
public final class Member {

    /** For so many hops after it was taken in, a member still learns how many it had been. */
    private static final long SETTLING_HOPS = 24;

    /** While those who fell silent are remembered where they were last heard, whoever is missing there has left. */
    private static final long REMEMBERED_HOPS = Memory.REMEMBERED_HOPS - 12;

    private static final double HALF = 0.5;
    private static final int STEADY_HOPS = 6;

    /** Chance brings half of a few back for a while, the longer the more is let through. */
    private static final int LEAKING_HOPS = 120;

    private static final int RESTORED = 1;
    private static final int PAST = 2;

    final Cell cell;
    final long onset;
    private final long joined;
    private double before;
    private double silent;
    private double mostSilent;
    private double alive;
    private int silentProbes;
    private double expectedPerMinute;
    private int steadyHops;
    private boolean restored;
    private boolean past;

    /**
     * @param onset hop after which it fell silent
     * @param joined hop in which it was taken in
     */
    public Member(Cell cell, long onset, long joined) {
        this.cell = cell;
        this.onset = onset;
        this.joined = joined;
    }

    /**
     * Takes in one hop.
     *
     * @param view null when nobody is left to speak from the cell
     * @param leak share of those cut that is heard all the same
     */
    void update(@Nullable Population view, long hop, double leak) {
        if (past) {
            return;
        }
        alive = view == null ? 0 : view.aliveSince(onset);
        if (view != null && hop - joined <= SETTLING_HOPS) {
            before = Math.max(before, view.present(onset));
            silentProbes = Math.max(silentProbes, view.silentProbes(onset));
            expectedPerMinute = Math.max(expectedPerMinute, view.perMinute(onset));
        }
        if (view != null && !restored) {
            // Whoever promises a report each five minutes falls silent long after the others.
            silent = Math.max(silent, Math.min(before, view.silentSince(onset)));
            mostSilent = Math.max(mostSilent, silent);
        }
        if (view != null && mayTellWhoLeft(view, hop)) {
            leave(before - view.present(onset));
        }
        var enough = STEADY_HOPS + (int) (leak * LEAKING_HOPS);
        steadyHops = back(leak) ? Math.min(enough, steadyHops + 1) : 0;
        restored = steadyHops >= enough;
    }

    private boolean mayTellWhoLeft(Population view, long hop) {
        return view.showsTheSilent()
                && !view.onlySources()
                && hop - joined > SETTLING_HOPS
                && hop - onset < REMEMBERED_HOPS;
    }

    /**
     * Probes that are heard elsewhere by now, or have said goodbye, are not waited for here; but for half of them at most: they
     * may as well have gone over to a fixed line, while the network stays cut.
     */
    private void leave(double weight) {
        var left = Math.min(weight, silent - HALF * mostSilent);
        if (left > 0) {
            before -= left;
            silent -= left;
        }
    }

    /** It was back before its incident opened again without it: nothing is asked of it any more. */
    public void settle() {
        past = true;
        restored = true;
    }

    boolean past() {
        return past;
    }

    /** Weight of those that fell silent and have been heard since. */
    double heard() {
        return Math.max(0, Math.min(silent, alive - (before - silent)));
    }

    /** Whether at least half of those that fell silent have been heard again, without those whom a leak lets through. */
    boolean back(double leak) {
        return heard() >= (leak + (1 - leak) * HALF) * silent;
    }

    public boolean restored() {
        return restored;
    }

    /** Weight of its probes before it fell silent. */
    double before() {
        return before;
    }

    /** Weight of its probes that fell silent. */
    double silent() {
        return silent;
    }

    /** Weight of its probes heard since, that keep their promises. */
    double alive() {
        return alive;
    }

    /** Number of its probes that fell silent. */
    int silentProbes() {
        return silentProbes;
    }

    double expectedPerMinute() {
        return expectedPerMinute;
    }

    void write(WireOutput out, Veil veil) {
        CellCodec.write(out, veil.over(cell));
        out.i64(onset);
        out.i64(joined);
        out.f64(before);
        out.f64(silent);
        out.f64(alive);
        out.varint(silentProbes);
        out.f64(expectedPerMinute);
        out.varint(steadyHops);
        out.u8((restored ? RESTORED : 0) | (past ? PAST : 0));
        out.f64(mostSilent);
    }

    static Member read(WireInput in, int version) {
        var member = new Member(CellCodec.read(in), in.i64(), in.i64());
        member.before = in.f64();
        member.silent = in.f64();
        member.alive = in.f64();
        member.silentProbes = in.varint32();
        member.expectedPerMinute = in.f64();
        member.steadyHops = in.varint32();
        var flags = in.u8();
        member.restored = (flags & RESTORED) != 0;
        member.past = (flags & PAST) != 0;
        member.mostSilent = version >= IncidentStateCodec.LEAKS ? in.f64() : member.silent;
        return member;
    }

    public Cell cell() {
        return cell;
    }

    public long onset() {
        return onset;
    }
}
