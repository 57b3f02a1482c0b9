package kz.dabyl.detector.core.incidents;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.function.ToDoubleFunction;
import kz.dabyl.detector.core.cells.CellCodec;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.cells.Veil;
import kz.dabyl.detector.core.rules.Memory;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.jspecify.annotations.Nullable;

/** One cell of an incident: what its probes weighed before, and whether they are back. Not thread-safe. */
public final class Member {

    /** For so many hops after it was taken in, a member still learns how many it had been. */
    private static final long SETTLING_HOPS = 24;

    /** For so many hops it learns who fell silent: whoever promises a report each five minutes is missed long after the others. */
    private static final long FALLING_HOPS = 900_000 / HopSummary.HOP_MILLIS;

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
    private double beforeWeight;
    private double silentWeight;
    private double mostSilentWeight;
    private double aliveWeight;
    private double newcomersWeight;
    private int silentProbes;
    private double expectedPerMinute;
    private int steadyHops;
    private boolean restored;
    private boolean past;

    /**
     * @param onset hop after which it fell silent
     * @param joined hop in which it was taken in
     */
    Member(Cell cell, long onset, long joined) {
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
        if (view != null && hop - joined <= SETTLING_HOPS) {
            beforeWeight = Math.max(beforeWeight, view.present(onset));
            newcomersWeight = Math.max(newcomersWeight, view.newcomers(onset));
            silentProbes = Math.max(silentProbes, view.silentProbes(onset));
            expectedPerMinute = Math.max(expectedPerMinute, view.perMinute(onset));
        }
        aliveWeight = view == null ? 0 : alive(view);
        if (view != null && !restored) {
            // Whoever promises a report each five minutes falls silent long after the others.
            silentWeight = Math.max(silentWeight, Math.min(beforeWeight, fallen(view, hop)));
            mostSilentWeight = Math.max(mostSilentWeight, silentWeight);
        }
        if (view != null && mayTellWhoLeft(view, hop)) {
            leave(beforeWeight - view.present(onset));
        }
        var enough = STEADY_HOPS + (int) (leak * LEAKING_HOPS);
        steadyHops = back(leak) ? Math.min(enough, steadyHops + 1) : 0;
        restored = steadyHops >= enough;
    }

    /** Weight of those who are heard. Newcomers beyond those who were there before enrolled since: whoever forges can do that too. */
    private double alive(Population view) {
        return view.aliveSince(onset) - Math.max(0, view.aliveNewcomersSince(onset) - newcomersWeight);
    }

    /**
     * Weight of those who fell silent. The onset is that of the first who are missed: the last words of others came after it. Later
     * on whoever was heard since and breaks promises now has left or sleeps.
     */
    private double fallen(Population view, long hop) {
        return view.showsTheSilent() && hop - joined <= FALLING_HOPS ? view.fallen(onset) : view.silentSince(onset);
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
        var left = Math.min(weight, silentWeight - HALF * mostSilentWeight);
        if (left > 0) {
            beforeWeight -= left;
            silentWeight -= left;
        }
    }

    /** It was back before its incident opened again without it: nothing is asked of it any more. */
    void settle() {
        past = true;
        restored = true;
    }

    boolean past() {
        return past;
    }

    /** Of those that are not past. Adds up as a stream would, to the last bit, without one: every hop asks a dozen times. */
    static double sum(Collection<Member> members, ToDoubleFunction<Member> of) {
        var sum = new DoubleSummaryStatistics();
        for (var member : members) {
            if (!member.past) {
                sum.accept(of.applyAsDouble(member));
            }
        }
        return sum.getSum();
    }

    /** Weight of those that fell silent and have been heard since. */
    double heardWeight() {
        return Math.max(0, Math.min(silentWeight, aliveWeight - (beforeWeight - silentWeight)));
    }

    /** Whether at least half of those that fell silent have been heard again, without those whom a leak lets through. */
    boolean back(double leak) {
        return heardWeight() >= (leak + (1 - leak) * HALF) * silentWeight;
    }

    public boolean restored() {
        return restored;
    }

    /** Weight of its probes before it fell silent. */
    double beforeWeight() {
        return beforeWeight;
    }

    /** Weight of its probes that fell silent. */
    double silentWeight() {
        return silentWeight;
    }

    /** Weight of its probes heard since, that keep their promises. */
    double aliveWeight() {
        return aliveWeight;
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
        out.f64(beforeWeight);
        out.f64(silentWeight);
        out.f64(aliveWeight);
        out.varint(silentProbes);
        out.f64(expectedPerMinute);
        out.varint(steadyHops);
        out.u8((restored ? RESTORED : 0) | (past ? PAST : 0));
        out.f64(mostSilentWeight);
        out.f64(newcomersWeight);
    }

    static Member read(WireInput in, int version) {
        var member = new Member(CellCodec.read(in), in.i64(), in.i64());
        member.beforeWeight = in.f64();
        member.silentWeight = in.f64();
        member.aliveWeight = in.f64();
        member.silentProbes = in.varint32();
        member.expectedPerMinute = in.f64();
        member.steadyHops = in.varint32();
        var flags = in.u8();
        member.restored = (flags & RESTORED) != 0;
        member.past = (flags & PAST) != 0;
        member.mostSilentWeight = version >= IncidentStateCodec.LEAKS ? in.f64() : member.silentWeight;
        member.newcomersWeight = version >= IncidentStateCodec.NEWCOMERS ? in.f64() : member.beforeWeight;
        return member;
    }

    public Cell cell() {
        return cell;
    }

    public long onset() {
        return onset;
    }
}
