package kz.dabyl.detector.core.incidents;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.scopes.StartEstimate;
import kz.dabyl.detector.core.troubles.Method;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one incident between hops. {@link IncidentLife} says when it changes; what changes together, as it
 * opens again, closes or is taken back, changes here. Not thread-safe.
 */
public final class IncidentState {

    final String id;

    /** What it is made of; targets may join while it is young. */
    Signal signal;

    final long openedMillis;
    final long onset;
    final long rampMillis;
    final Map<Cell, Member> members = new TreeMap<>();
    final Set<String> areas = new TreeSet<>();
    private final Map<Cell, Member> membersToRead = Collections.unmodifiableMap(members);
    private final Set<String> areasToRead = Collections.unmodifiableSet(areas);

    Incident.State state = Incident.State.OPEN;
    Incident.Certainty certainty = Incident.Certainty.SUSPECTED;
    IncidentKind kind = IncidentKind.SHUTDOWN;
    double margin;
    /** Estimate of the hop after which it began, sharper than the onset that opened it. */
    long startedHop;

    long heldSinceHop;
    /** First hop of the present time back to normal, or none. */
    long backSinceHop = NEVER;
    /** Last hop at which nearly all of it was still silent. */
    long lastLowHop;
    /** Weight that speaks in spite of it: leaks, and what was counted wrongly. */
    double floor = Double.POSITIVE_INFINITY;

    long endedMillis = NEVER;
    long closedHop = NEVER;
    int rebooted;
    /** What reports that were kept say of it. */
    final LateReports late;

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

    final Told told = new Told();

    final StartEstimate.Memory dating = new StartEstimate.Memory();

    /** What is heard of it all the same. */
    final Leak leak = new Leak();

    /** Hop since which it is back, but perhaps for networks or places of which it cannot be told, or none. */
    long undecidedSinceHop = NEVER;

    /** Last hop in which a place or a network of few was not back, or none. */
    long laggedHop = NEVER;

    /** Hop after which those fell silent who opened it again, or none. */
    long reopenedOnset = NEVER;

    public static final long NEVER = Long.MIN_VALUE;

    private static final long REVISABLE_HOPS = 72 * 3_600_000L / HopSummary.HOP_MILLIS;

    /** Reason of a retraction: its probes came back with another boot. */
    static final String RESTART = "restart";

    /**
     * @param openedMillis tick of the first revision, epoch milliseconds
     * @param onset hop after which its first cells fell silent
     */
    public IncidentState(String id, Signal signal, long openedMillis, long onset, long rampMillis) {
        this(id, signal, null, openedMillis, onset, rampMillis);
    }

    /** @param method how its targets are kept from answering, where that is what it is */
    public IncidentState(
            String id, Signal signal, @Nullable Method method, long openedMillis, long onset, long rampMillis) {
        this.id = id;
        this.signal = signal;
        this.method = method;
        this.openedMillis = openedMillis;
        this.onset = onset;
        this.rampMillis = rampMillis;
        this.lastLowHop = onset;
        this.startedHop = onset;
        this.late = new LateReports(onset);
    }

    /** Takes what opens it, or spreads it: as {@code other} shows it too, so much over the bar. */
    public void join(Signal other, double over) {
        signal = signal.and(other);
        margin = Math.max(margin, over);
    }

    /** It has opened in {@code hop}, for the first time. */
    public void begin(long hop) {
        heldSinceHop = hop;
    }

    /**
     * What closed of late goes on, as is known since {@code hop}: of its cells those of {@code scope} fell silent again, and of
     * the others nothing is asked any more if {@code back} says that they were back.
     */
    public void reopen(Signal again, Scope scope, long hop, Predicate<Member> back) {
        state = Incident.State.OPEN;
        signal = again;
        endedMillis = NEVER;
        closedHop = NEVER;
        backSinceHop = NEVER;
        undecidedSinceHop = NEVER;
        laggedHop = NEVER;
        reopenedOnset = scope.onset();
        floor = Double.POSITIVE_INFINITY;
        leak.forget();
        rebooted = 0;
        doubted = 0;
        otherwise = 0;
        unseen = 0;
        lastLowHop = hop;
        heldSinceHop = hop;
        members.values().stream().filter(back).forEach(Member::settle);
        for (var cell : scope.cells()) {
            members.computeIfPresent(cell, (c, old) -> new Member(c, scope.onset(), hop));
        }
    }

    /** Whether it can neither be revised nor recur after {@code hop}. */
    public boolean forgotten(long hop) {
        return !open() && hop - closedHop > REVISABLE_HOPS;
    }

    public boolean open() {
        return state == Incident.State.OPEN;
    }

    /** Whether it was none: its probes came back with another boot. */
    public boolean restarted() {
        return state == Incident.State.RETRACTED && RESTART.equals(reason);
    }

    /** Takes in a cell that fell silent after the hop {@code cellOnset}, as is known since {@code hop}. */
    public void add(Cell cell, String area, long cellOnset, long hop) {
        if (!holds(cell)) {
            members.put(cell, new Member(cell, cellOnset, hop));
        }
        areas.add(area);
    }

    /** Whether reports kept meanwhile say that only our collector was out of reach. */
    boolean targetsAnswered() {
        return late.targetsAnswered(silentWeight());
    }

    /** Reports kept meanwhile that bear it out: their probes measured and did not reach us. */
    int lateConfirmations() {
        return late.confirmations(silentWeight());
    }

    /** Whether reports kept meanwhile say themselves that targets failed, or that only our collector did. */
    boolean borneOut() {
        return late.bearOut(silentWeight());
    }

    /** When it began, epoch milliseconds, by silence and by reports that were kept. */
    long started() {
        return Math.min(openedMillis, late.evidence.started(startedHop, targetsAnswered()));
    }

    /** When it ended, epoch milliseconds, by silence and by reports that were kept; {@link #NEVER} while it is open. */
    long ended() {
        return endedMillis == NEVER
                ? NEVER
                : Math.max(started(), late.evidence.ended(HopSummary.hopOf(endedMillis), targetsAnswered()));
    }

    /** It is over since {@code endedMillis}, as is known since {@code hop}. */
    void close(long endedMillis, long hop) {
        state = Incident.State.CLOSED;
        this.endedMillis = endedMillis;
        closedHop = hop;
        dating.clear();
    }

    /** It was none, as is known since {@code hop}: when such a one ended nobody is told. */
    void retract(String reason, long hop) {
        state = Incident.State.RETRACTED;
        this.reason = reason;
        closedHop = hop;
        dating.clear();
    }

    /** Hop after which those fell silent who opened it last. */
    public long lastOnset() {
        return Math.max(onset, reopenedOnset);
    }

    /** Members that tell how it stands: of one that has opened again those that were back before do not. */
    public List<Member> telling() {
        return members.values().stream().filter(member -> !member.past()).toList();
    }

    /** Whether the cell is one of those that tell how it stands. */
    boolean holds(Cell cell) {
        var member = members.get(cell);
        return member != null && !member.past();
    }

    double beforeWeight() {
        return Member.sum(members.values(), Member::beforeWeight);
    }

    double aliveWeight() {
        return Member.sum(members.values(), Member::aliveWeight);
    }

    double silentWeight() {
        return Member.sum(members.values(), Member::silentWeight);
    }

    /** Whether at least half of those that fell silent have been heard again. */
    boolean halfBack() {
        return aliveWeight() >= beforeWeight() - silentWeight() / 2;
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

    public Set<String> areas() {
        return areasToRead;
    }

    public long backSinceHop() {
        return backSinceHop;
    }

    public long closedHop() {
        return closedHop;
    }

    public String id() {
        return id;
    }

    public IncidentKind kind() {
        return kind;
    }

    public Map<Cell, Member> members() {
        return membersToRead;
    }

    public @Nullable Method method() {
        return method;
    }

    public long onset() {
        return onset;
    }

    public long openedMillis() {
        return openedMillis;
    }

    /** The last revision of it, if there is any. */
    public @Nullable Incident published() {
        return told.published;
    }

    public long rampMillis() {
        return rampMillis;
    }

    public Signal signal() {
        return signal;
    }

    public long startedHop() {
        return startedHop;
    }

    public Incident.State state() {
        return state;
    }
}
