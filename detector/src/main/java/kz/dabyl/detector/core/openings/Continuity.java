package kz.dabyl.detector.core.openings;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.incidents.IncidentId;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.incidents.Kinds;
import kz.dabyl.detector.core.incidents.Member;
import kz.dabyl.detector.core.incidents.Spread;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.detector.core.scopes.Lines;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.troubles.Method;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Access;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Thresholds;
import org.jspecify.annotations.Nullable;

/** Whether what opens belongs to an incident that there is: an open one of the same onset, or one that closed of late. */
public final class Continuity {

    /** What begins within the same minute is one incident wherever it is. */
    static final long TOGETHER_HOPS = 60_000 / HopSummary.HOP_MILLIS;

    private static final long REOPEN_HOPS = 15 * 60_000L / HopSummary.HOP_MILLIS;

    /** The part of its cells that falls again is a third at least. */
    private static final int LEAST_AGAIN = 3;

    /** Of fewer lines all may have spoken just after the first phones are missed, and before the cut. */
    private static final double LEAST_LINES = 3;

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
        var open = incidents.stream()
                .filter(IncidentState::open)
                .filter(i -> isSame(i, signal, method) && isOneFall(i, signal, scope))
                .findFirst();
        var known = open.or(() -> closed(signal, method, scope));
        if (known.isPresent()) {
            return known.get();
        }
        var id = IncidentId.of(world.nowMillis(), signal, scope.cells());
        return new IncidentState(id, signal, method, world.nowMillis(), scope.onset(), scope.rampMillis());
    }

    private Optional<IncidentState> closed(Signal signal, @Nullable Method method, Scope scope) {
        return incidents.stream()
                .filter(i -> i.state() == Incident.State.CLOSED && world.hop() - i.closedHop() <= REOPEN_HOPS)
                .filter(i -> isSame(i, signal, method) && i.signal().overlaps(signal))
                .filter(i -> isSameAgain(i, scope) && (!signal.isSilence() || doLinesAsBefore(i, scope)))
                .findFirst()
                .map(incident -> again(incident, signal, scope));
    }

    /**
     * One network, or a small part of it, that falls after all of it was back is no longer the same; nor is what is far larger,
     * for it did not begin when that did.
     */
    private static boolean isSameAgain(IncidentState incident, Scope scope) {
        var again =
                scope.cells().stream().filter(incident.members()::containsKey).count();
        return LEAST_AGAIN * again
                        >= Math.max(incident.members().size(), scope.cells().size())
                && (networks(scope.cells()) > 1 || networks(incident.members().keySet()) == 1);
    }

    /** Where lines fell with the phones and live now, or lived and fall, it is another cut. */
    private boolean doLinesAsBefore(IncidentState incident, Scope scope) {
        var phones = scope.cells().stream()
                .filter(cell -> cell.access() == Access.MOBILE)
                .map(Cell::place)
                .collect(Collectors.toCollection(TreeSet::new));
        var lines = Lines.beside(phones, world, scope.onset());
        if (Kinds.takesBoth(incident.kind())) {
            return lines.present() < LEAST_LINES || lines.heard() < Shares.MOST * lines.present();
        }
        return !lines.lost();
    }

    private static long networks(Collection<Cell> cells) {
        return cells.stream().map(Cell::network).distinct().count();
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
