package kz.dabyl.detector.core.openings;

import java.util.Collection;
import java.util.Optional;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.incidents.IncidentId;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.incidents.Member;
import kz.dabyl.detector.core.incidents.Spread;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.troubles.Method;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Areas;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Thresholds;
import org.jspecify.annotations.Nullable;

/** Whether what opens belongs to an incident that there is: an open one of the same onset, or one that closed of late. */
public final class Continuity {

    /** What begins within the same minute is one incident wherever it is. */
    static final long TOGETHER_HOPS = 60_000 / HopSummary.HOP_MILLIS;

    private final World world;
    private final Excuses excuses;
    private final Thresholds thresholds;
    private final Collection<IncidentState> incidents;

    public Continuity(World world, Excuses excuses, Thresholds thresholds, Collection<IncidentState> incidents) {
        this.world = world;
        this.excuses = excuses;
        this.thresholds = thresholds;
        this.incidents = incidents;
    }

    /** The open incident that this belongs to, or the one over the same cells that closed of late, or a new one. */
    public IncidentState of(Signal signal, @Nullable Method method, Scope scope) {
        var known = open(signal, method, scope)
                .or(() -> new Reopening(world, incidents)
                        .of(signal, method, scope)
                        .map(incident -> again(incident, signal, scope)));
        if (known.isPresent()) {
            return known.get();
        }
        var id = IncidentId.of(world.nowMillis(), signal, scope.cells());
        return new IncidentState(id, signal, method, world.nowMillis(), scope.onset(), scope.rampMillis());
    }

    /** The open incident that this belongs to. */
    Optional<IncidentState> open(Signal signal, @Nullable Method method, Scope scope) {
        return incidents.stream()
                .filter(IncidentState::open)
                .filter(i -> isSame(i, signal, method) && isOneFall(i, signal, scope))
                .findFirst();
    }

    private static boolean isSame(IncidentState incident, Signal signal, @Nullable Method method) {
        return incident.signal().family() == signal.family() && incident.method() == method;
    }

    private boolean isOneFall(IncidentState incident, Signal signal, Scope scope) {
        var apart = Math.abs(incident.lastOnset() - scope.onset());
        var near = sharesArea(incident, scope);
        if (incident.signal().covers(signal)) {
            var one = near
                    ? onlySources(scope)
                            || (apart <= Spread.SAME_HOPS && (!signal.isSilence() || mayBeOneCut(incident, scope)))
                    : apart <= TOGETHER_HOPS && (!signal.isSilence() || isOneCut(incident, scope));
            return one || (signal.isSilence() && new WideFall(world, thresholds).takes(incident, scope));
        }
        // Another target joins only as long as it is still counted who had been there before.
        var young = world.nowMillis() - incident.openedMillis() <= TOGETHER_HOPS * HopSummary.HOP_MILLIS;
        return young && apart <= TOGETHER_HOPS && (near || incident.signal().overlaps(signal));
    }

    private boolean isOneCut(IncidentState incident, Scope scope) {
        return ask(incident, scope) == OneCut.Answer.SAME;
    }

    /** What fell in the same area is one cut unless a network that one of them lost lives where the other fell, or lines do. */
    private boolean mayBeOneCut(IncidentState incident, Scope scope) {
        return ask(incident, scope) != OneCut.Answer.APART;
    }

    private OneCut.Answer ask(IncidentState incident, Scope scope) {
        return new OneCut(world, excuses).ask(OneCut.FallenCells.of(incident), OneCut.FallenCells.of(scope));
    }

    /** When they were cut is known only by their usual gap. */
    private boolean onlySources(Scope scope) {
        return scope.cells().stream().map(world.cells()::get).allMatch(view -> view != null && view.onlySources());
    }

    static boolean sharesArea(IncidentState incident, Scope scope) {
        return scope.cells().stream().anyMatch(cell -> incident.areas().contains(Areas.of(cell.place())));
    }

    private IncidentState again(IncidentState incident, Signal signal, Scope scope) {
        incident.reopen(signal, scope, world.hop(), this::isBack);
        return incident;
    }

    private boolean isBack(Member member) {
        var view = world.cells().get(member.cell());
        return member.restored() || view == null || view.silentSince(member.onset()) == 0;
    }
}
