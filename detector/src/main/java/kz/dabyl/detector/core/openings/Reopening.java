package kz.dabyl.detector.core.openings;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.incidents.Kinds;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.detector.core.scopes.Lines;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.troubles.Method;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import org.jspecify.annotations.Nullable;

/** Which incident that closed of late is on again: over the same cells, and what took the lines beside the phones takes them again. */
final class Reopening {

    private static final long REOPEN_HOPS = 15 * 60_000L / HopSummary.HOP_MILLIS;

    /** The part of its cells that falls again is a third at least. */
    private static final int LEAST_AGAIN = 3;

    private final World world;
    private final Collection<IncidentState> incidents;

    Reopening(World world, Collection<IncidentState> incidents) {
        this.world = world;
        this.incidents = incidents;
    }

    /** Whether the lines do as they did. */
    private enum Again {
        YES,
        PERHAPS,
        NO
    }

    /** The incident that {@code scope} is again. */
    Optional<IncidentState> of(Signal signal, @Nullable Method method, Scope scope) {
        return closed(signal, method, scope)
                .filter(incident -> !signal.isSilence() || doLinesAsBefore(incident, scope) != Again.NO)
                .findFirst();
    }

    /** Whether it is known in a moment whether what falls silent is an incident that closed, or another. */
    boolean isAskedYet(Scope scope) {
        return closed(Signal.SILENCE, null, scope)
                .map(incident -> doLinesAsBefore(incident, scope))
                .filter(again -> again != Again.NO)
                .findFirst()
                .filter(Again.PERHAPS::equals)
                .isPresent();
    }

    private Stream<IncidentState> closed(Signal signal, @Nullable Method method, Scope scope) {
        return incidents.stream()
                .filter(i -> i.state() == Incident.State.CLOSED && world.hop() - i.closedHop() <= REOPEN_HOPS)
                .filter(i -> i.method() == method && i.signal().overlaps(signal))
                .filter(i -> isSameAgain(i, scope));
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

    private static long networks(Collection<Cell> cells) {
        return cells.stream().map(Cell::network).distinct().count();
    }

    /** Where lines fell with the phones and live now, or lived and fall, it is another cut. */
    private Again doLinesAsBefore(IncidentState incident, Scope scope) {
        var lines = Lines.beside(scope, world);
        if (lines.present() < Shares.MORE_THAN_ONE) {
            return Again.YES;
        }
        var took = Kinds.takesBoth(incident.kind());
        if (lines.lost()) {
            return took ? Again.YES : Again.NO;
        }
        if (lines.liveSurely()) {
            return took ? Again.NO : Again.YES;
        }
        if (!Lines.haveSpoken(world, scope.onset())) {
            return Again.PERHAPS;
        }
        return took && lines.live() > Math.max(Shares.MORE_THAN_ONE, lines.fell()) ? Again.NO : Again.YES;
    }
}
