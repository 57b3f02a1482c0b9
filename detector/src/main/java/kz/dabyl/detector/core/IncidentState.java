package kz.dabyl.detector.core;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one incident between hops. {@link IncidentLife} says how it changes; here it is only kept and
 * stored. Not thread-safe.
 */
final class IncidentState {

    final String id;

    /** What it is made of; targets may join while it is young. */
    Signal signal;

    final long openedAt;
    final long onset;
    final long rampMillis;
    final Map<Cell, Member> members = new TreeMap<>();
    final Set<String> areas = new TreeSet<>();

    Incident.State state = Incident.State.OPEN;
    Incident.Certainty certainty = Incident.Certainty.SUSPECTED;
    IncidentKind kind = IncidentKind.SHUTDOWN;
    double margin;
    /** Estimate of the hop after which it began, sharper than the onset that opened it. */
    long startedHop;

    long heldSince;
    /** First hop of the present time back to normal, or none. */
    long backSince = NEVER;
    /** Last hop at which nearly all of it was still silent. */
    long lastLow;
    /** Weight that speaks in spite of it: leaks, and what was counted wrongly. */
    double floor = Double.POSITIVE_INFINITY;

    long endedAt = NEVER;
    long closedHop = NEVER;
    int rebooted;
    int lateCut;
    int lateReached;

    /** Reports kept meanwhile that say of no target whether it answers: their probes lived, and were cut off from us. */
    int lateUntold;

    /** Last hop in which a report came late that says anything of it. */
    long lateHop = NEVER;

    final LateEvidence late;

    /** How its targets are kept from answering, where that is what it is. */
    @Nullable
    Method method;

    /** Hops in a row in which its pattern was none of ours. */
    int doubted;

    /** Hops in a row in which its pattern was that of another kind. */
    int otherwise;

    /** Hops in a row in which nobody in its cells tried its targets. */
    int unseen;

    /** Whether a control bore its kind out at the last look. */
    boolean controlled;

    @Nullable
    String reason;

    @Nullable
    Incident published;

    long publishedHop;

    final StartEstimate.Memory dating = new StartEstimate.Memory();

    /** How many cells it had when it was published last, if that was since the fold began. */
    int publishedCells;

    /** What is heard of it all the same. */
    final Leak leak = new Leak();

    /** Hop since which it is back, but perhaps for networks or places of which it cannot be told, or none. */
    long undecidedSince = NEVER;

    /** Hop after which those fell silent who opened it again, or none. */
    long reopenedOnset = NEVER;

    static final long NEVER = Long.MIN_VALUE;

    /** Since this version of the stored form there is what late reports say of when it began and ended. */
    private static final int LATE_EVIDENCE = 5;

    /** Since this version there is what is heard of it all the same. */
    static final int LEAKS = 6;

    private static final long REVISABLE_HOPS = 72 * 3_600_000L / HopSummary.HOP_MILLIS;

    /** Fewer reports kept meanwhile prove nothing. */
    static final int LEAST_LATE = 3;

    /** Reason of a retraction: its probes came back with another boot. */
    static final String RESTART = "restart";

    /**
     * @param openedAt tick of the first revision, epoch milliseconds
     * @param onset hop after which its first cells fell silent
     */
    IncidentState(String id, Signal signal, long openedAt, long onset, long rampMillis) {
        this(id, signal, null, openedAt, onset, rampMillis);
    }

    /** @param method how its targets are kept from answering, where that is what it is */
    IncidentState(String id, Signal signal, @Nullable Method method, long openedAt, long onset, long rampMillis) {
        this.id = id;
        this.signal = signal;
        this.method = method;
        this.openedAt = openedAt;
        this.onset = onset;
        this.rampMillis = rampMillis;
        this.lastLow = onset;
        this.startedHop = onset;
        this.late = new LateEvidence(onset);
    }

    /** Takes what opens it, or spreads it: as {@code other} shows it too, so much over the bar. */
    void join(Signal other, double over) {
        signal = signal.and(other);
        margin = Math.max(margin, over);
    }

    /** It has opened in {@code hop}, for the first time. */
    void begin(long hop) {
        heldSince = hop;
    }

    /** What closed of late goes on: what fell silent again after {@code onset} is known since {@code hop}. */
    void reopen(Signal again, long onset, long hop) {
        state = Incident.State.OPEN;
        signal = again;
        endedAt = NEVER;
        closedHop = NEVER;
        backSince = NEVER;
        undecidedSince = NEVER;
        reopenedOnset = onset;
        floor = Double.POSITIVE_INFINITY;
        leak.forget();
        rebooted = 0;
        doubted = 0;
        otherwise = 0;
        unseen = 0;
        lastLow = hop;
        heldSince = hop;
    }

    /** Whether it can neither be revised nor recur after {@code hop}. */
    boolean forgotten(long hop) {
        return !open() && hop - closedHop > REVISABLE_HOPS;
    }

    boolean open() {
        return state == Incident.State.OPEN;
    }

    /** Whether it was none: its probes came back with another boot. */
    boolean restarted() {
        return state == Incident.State.RETRACTED && RESTART.equals(reason);
    }

    /** Takes in a cell that fell silent after the hop {@code cellOnset}, as is known since {@code now}. */
    void add(Cell cell, String area, long cellOnset, long now) {
        if (!holds(cell)) {
            members.put(cell, new Member(cell, cellOnset, now));
        }
        areas.add(area);
    }

    /** Whether reports kept meanwhile say that only our collector was out of reach. */
    boolean targetsAnswered() {
        return LateEvidence.proves(lateReached, lateCut, silent());
    }

    /** Reports kept meanwhile that bear it out: their probes measured and did not reach us. */
    int lateConfirmations() {
        return lateUntold + (targetsAnswered() ? lateReached : lateCut);
    }

    /** Whether reports kept meanwhile say themselves that targets failed, or that only our collector did. */
    boolean borneOut() {
        return targetsAnswered() || LateEvidence.isEnough(lateCut, silent());
    }

    /** When it began, epoch milliseconds, by silence and by reports that were kept. */
    long started() {
        return Math.min(openedAt, late.started(startedHop, targetsAnswered()));
    }

    /** When it ended, epoch milliseconds, by silence and by reports that were kept; {@link #NEVER} while it is open. */
    long ended() {
        return endedAt == NEVER ? NEVER : Math.max(started(), late.ended(HopSummary.hopOf(endedAt), targetsAnswered()));
    }

    /** Hop after which those fell silent who opened it last. */
    long lastOnset() {
        return Math.max(onset, reopenedOnset);
    }

    /** Members that tell how it stands: of one that has opened again those that were back before do not. */
    List<Member> telling() {
        return members.values().stream().filter(member -> !member.past()).toList();
    }

    /** Adds up as a stream would, to the last bit, without one: every hop asks a dozen times. */
    private double sum(ToDoubleFunction<Member> of) {
        var sum = new DoubleSummaryStatistics();
        for (var member : members.values()) {
            if (!member.past()) {
                sum.accept(of.applyAsDouble(member));
            }
        }
        return sum.getSum();
    }

    /** Whether the cell is one of those that tell how it stands. */
    boolean holds(Cell cell) {
        var member = members.get(cell);
        return member != null && !member.past();
    }

    double before() {
        return sum(Member::before);
    }

    double alive() {
        return sum(Member::alive);
    }

    double silent() {
        return sum(Member::silent);
    }

    double heardShare() {
        var silent = silent();
        return silent == 0 ? 0 : sum(Member::heard) / silent;
    }

    /** Whether at least half of those that fell silent have been heard again. */
    boolean halfBack() {
        return alive() >= before() - silent() / 2;
    }

    int silentProbes() {
        var sum = members.values().stream().mapToInt(Member::silentProbes).sum();
        // Each probe counts once for each target.
        var times = Math.max(1, signal.targets().size());
        return (sum + times - 1) / times;
    }

    boolean fixedOnly() {
        return members.keySet().stream().allMatch(cell -> cell.access() == Access.FIXED);
    }

    void write(WireOutput out) {
        write(out, Veil.NONE);
    }

    void write(WireOutput out, Veil veil) {
        out.string(id);
        out.i64(openedAt);
        out.i64(onset);
        out.varint(rampMillis);
        out.varint(members.size());
        members.values().forEach(member -> member.write(out, veil));
        out.varint(areas.size());
        areas.forEach(out::string);
        out.string(state.word());
        out.string(certainty.word());
        out.string(kind.word());
        out.f64(margin);
        out.i64(startedHop);
        out.i64(heldSince);
        out.i64(backSince);
        out.i64(lastLow);
        out.f64(floor);
        out.i64(endedAt);
        out.i64(closedHop);
        out.varint(rebooted);
        out.varint(lateCut);
        out.varint(lateReached);
        out.string(reason == null ? "" : reason);
        out.string(published == null ? "" : IncidentJson.text(published));
        out.i64(publishedHop);
        signal.write(out);
        out.string(method == null ? "" : method.word());
        out.varint(doubted);
        out.varint(otherwise);
        out.varint(unseen);
        out.u8(controlled ? 1 : 0);
        out.varint(lateUntold);
        out.i64(lateHop);
        late.write(out);
        leak.write(out);
        out.i64(undecidedSince);
        out.i64(reopenedOnset);
    }

    static IncidentState read(WireInput in, int version) {
        var state = new IncidentState(in.string(), Signal.SILENCE, in.i64(), in.i64(), in.varint());
        for (var left = in.count(); left > 0; left--) {
            var member = Member.read(in, version);
            state.members.put(member.cell, member);
        }
        for (var left = in.count(); left > 0; left--) {
            state.areas.add(in.string());
        }
        state.state = Incident.State.ofWord(in.string());
        state.certainty = Incident.Certainty.ofWord(in.string());
        state.kind = IncidentKind.ofWord(in.string());
        state.margin = in.f64();
        state.startedHop = in.i64();
        state.heldSince = in.i64();
        state.backSince = in.i64();
        state.lastLow = in.i64();
        state.floor = in.f64();
        state.endedAt = in.i64();
        state.closedHop = in.i64();
        state.rebooted = in.varint32();
        state.lateCut = in.varint32();
        state.lateReached = in.varint32();
        var reason = in.string();
        state.reason = reason.isEmpty() ? null : reason;
        var published = in.string();
        state.published = published.isEmpty() ? null : IncidentJson.parse(published);
        state.publishedHop = in.i64();
        if (version > 1) {
            state.signal = Signal.read(in);
            var method = in.string();
            state.method = method.isEmpty() ? null : Method.ofWord(method);
            state.doubted = in.varint32();
            state.otherwise = in.varint32();
            state.unseen = in.varint32();
            state.controlled = in.u8() == 1;
        }
        if (version >= LATE_EVIDENCE) {
            state.lateUntold = in.varint32();
            state.lateHop = in.i64();
            state.late.read(in);
        }
        if (version >= LEAKS) {
            state.leak.read(in);
            state.undecidedSince = in.i64();
            state.reopenedOnset = in.i64();
        }
        return state;
    }
}
