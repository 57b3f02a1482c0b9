package kz.dabyl.detector.core.scopes;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Presence;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.HopSummary;

/**
 * Whether those who fell silent share something that is not their network: a collector, or a version of the software. It
 * is the common cause if its others in the same cells live on, or if it ails alike in unrelated places.
 *
 * <p>Whoever reports from the cells can claim another version, or use another collector, and that all is well. So others
 * convict only if they weigh as much as those who fell silent, newcomers left out; fewer do not tell a failing trait from a cut
 * that they deny. A release and a collector fail in more than one district.
 */
final class CommonCause {

    private static final double DOMINATES = 0.7;
    private static final double LIVE = 0.5;
    private static final double AILING = 0.25;
    private static final double TIMES_THE_OTHERS = 3;
    private static final double LEAST_AILING = 4;
    private static final int LEAST_PLACES = 3;
    /** Enough where some others in the scope live as well. */
    private static final int FEW_PLACES = 2;

    private static final long WINDOW_HOPS = 600_000 / HopSummary.HOP_MILLIS;

    private CommonCause() {}

    /** The cause that explains {@code scope} away, in words; or none. */
    static Optional<String> of(Scope scope, World world) {
        var collector =
                cause(scope, world, Presence::collector, CellView::onlyThrough).map(name -> "collector " + name);
        return collector.isPresent()
                ? collector
                : cause(scope, world, Presence::version, (view, version) -> false)
                        .filter(version -> !version.isEmpty())
                        .map(code -> "software");
    }

    /** @param alone whether it is known without looking at everybody that all of a cell share a trait */
    private static Optional<String> cause(
            Scope scope, World world, Function<Presence, String> trait, BiPredicate<CellView, String> alone) {
        var silent = new TreeMap<String, Double>();
        var total = 0.0;
        for (var cell : scope.cells()) {
            var view = world.cells().get(cell);
            if (view == null) {
                continue;
            }
            for (var presence : view.presences()) {
                if (fellSilent(presence, scope.onset())) {
                    silent.merge(trait.apply(presence), presence.weight(), Double::sum);
                    total += presence.weight();
                }
            }
        }
        var dominant = silent.entrySet().stream().max(Map.Entry.comparingByValue());
        if (dominant.isEmpty() || dominant.get().getValue() < DOMINATES * total) {
            return Optional.empty();
        }
        var name = dominant.get().getKey();
        Predicate<Presence> shares = presence -> trait.apply(presence).equals(name);
        Predicate<CellView> apart = view -> alone.test(view, name);
        var explained = othersLive(scope, world, shares, dominant.get().getValue())
                || ailsElsewhere(scope, world, shares, apart, LEAST_PLACES)
                || (othersLive(scope, world, shares, Shares.MORE_THAN_ONE)
                        && ailsElsewhere(scope, world, shares, apart, FEW_PLACES));
        return explained ? Optional.of(name) : Optional.empty();
    }

    private static boolean othersLive(Scope scope, World world, Predicate<Presence> shares, double least) {
        var others = new Share();
        for (var cell : scope.cells()) {
            var view = world.cells().get(cell);
            if (view != null) {
                view.presences().stream()
                        .filter(shares.negate().and(presence -> !presence.newcomers()))
                        .forEach(p -> others.add(p, scope.onset()));
            }
        }
        return others.all() >= Math.max(Shares.MORE_THAN_ONE, least) && others.silentShare() < LIVE;
    }

    private static boolean ailsElsewhere(
            Scope scope, World world, Predicate<Presence> shares, Predicate<CellView> alone, int leastPlaces) {
        var within = Set.copyOf(scope.cells());
        var sharing = new Share();
        var others = new Share();
        var places = new TreeSet<String>();
        for (var view : world.cells().values()) {
            if (within.contains(view.cell())
                    || alone.test(view)
                    || view.presences().stream().allMatch(shares)) {
                continue;
            }
            for (var presence : view.presences()) {
                if (shares.test(presence)) {
                    sharing.add(presence, scope.onset());
                    if (fellSilent(presence, scope.onset())) {
                        places.add(view.cell().place() + view.cell().network());
                    }
                } else {
                    others.add(presence, scope.onset());
                }
            }
        }
        return sharing.silent >= LEAST_AILING
                && places.size() >= leastPlaces
                && others.all() >= LEAST_AILING
                && sharing.silentShare() >= AILING
                && sharing.silentShare() >= TIMES_THE_OTHERS * others.silentShare();
    }

    private static boolean fellSilent(Presence presence, long onset) {
        return presence.broken() > 0 && presence.lastHeard() >= onset - WINDOW_HOPS;
    }

    /** How many of some probes fell silent around an onset. */
    private static final class Share {

        private double silent;
        private double live;

        void add(Presence presence, long onset) {
            if (fellSilent(presence, onset)) {
                silent += presence.weight();
            } else if (presence.keepsPromises()) {
                live += presence.weight();
            }
        }

        double all() {
            return silent + live;
        }

        double silentShare() {
            return all() == 0 ? 0 : silent / all();
        }
    }
}
