package kz.dabyl.detector.core.scopes;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Presence;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.HopSummary;

/**
 * Whether those who fell silent share something that is not their network: a collector, several that fail together, a
 * version of the software, or the invite by which they came. It is the common cause if its others in the same cells live on, or
 * if it ails alike in unrelated places; of several collectors only the latter tells, for some of many have lost nobody yet
 * wherever a cut begins, and of an invite it tells only where others weigh half as much and most of them live as well, for whoever
 * holds it can make probes elsewhere that fall silent with those who are cut off, and some there that speak on.
 *
 * <p>Whoever reports from the cells can claim another version, or use another collector, and that all is well. So others
 * convict only if they weigh as much as those who fell silent, newcomers left out; fewer do not tell a failing trait from a cut
 * that they deny. A release and a collector fail in more than one district.
 */
final class CommonCause {

    private static final double DOMINATES = 0.7;
    private static final double LIVE = 0.5;
    private static final double HALF = 0.5;
    private static final double AILING = 0.25;
    private static final double TIMES_THE_OTHERS = 3;
    private static final double LEAST_AILING = 4;
    private static final int LEAST_PLACES = 3;
    /** Enough where some others in the scope live as well. */
    private static final int FEW_PLACES = 2;

    private static final long WINDOW_HOPS = 600_000 / HopSummary.HOP_MILLIS;

    private CommonCause() {}

    /**
     * What some probes share.
     *
     * @param which those who share it
     * @param counts of whom anything can be told: whose silence is excused by something else says nothing of this
     * @param alone whether it is known without looking at everybody that all of a cell share it
     * @param replaced how many of a cell are back with another, and had shared it when the scope fell silent
     */
    private record Shared(
            Predicate<Presence> which,
            Predicate<Presence> counts,
            Predicate<CellView> alone,
            ToIntFunction<CellView> replaced) {}

    /** Whether a collector, or several that failed together, a version of the software or an invite explains {@code scope} away. */
    static boolean explains(Scope scope, World world) {
        return collectors(scope, world) || version(scope, world) || invite(scope, world);
    }

    /** Collectors that stand in one rack fail together. */
    private static boolean collectors(Scope scope, World world) {
        var silent = silentBy(Presence::collector, scope, world);
        var names = dominant(silent, silent.size());
        if (names.isEmpty() || world.health().areAll(names)) {
            return false;
        }
        var shared = new Shared(
                presence -> names.contains(presence.collector()),
                presence -> !presence.blind() || names.contains(presence.collector()),
                view -> names.stream().anyMatch(view::onlyThrough),
                view -> 0);
        return names.size() > 1 ? ailsElsewhere(scope, world, shared, LEAST_PLACES) : explains(scope, world, shared);
    }

    private static boolean version(Scope scope, World world) {
        var names = dominant(silentBy(Presence::version, scope, world), 1);
        return !names.isEmpty()
                && !names.contains("")
                && explains(
                        scope,
                        world,
                        new Shared(
                                presence -> names.contains(presence.version()),
                                presence -> !presence.blind(),
                                view -> false,
                                view -> view.restartedSince(scope.onset())));
    }

    /** Whoever holds an invite can make as many probes as it admits, and have them fall silent together. */
    private static boolean invite(Scope scope, World world) {
        var names = dominant(silentBy(Presence::invite, scope, world), 1);
        if (names.isEmpty() || names.contains(0)) {
            return false;
        }
        var shared = new Shared(
                presence -> names.contains(presence.invite()), presence -> !presence.blind(), view -> false, view -> 0);
        var silent = silent(scope, world, shared);
        return othersLive(scope, world, shared, silent)
                || (othersLive(scope, world, shared, HALF * silent) && ailsElsewhere(scope, world, shared, FEW_PLACES));
    }

    /** Weight of those who fell silent and speak for the scope, by what they share. */
    private static <T extends Comparable<T>> Map<T, Double> silentBy(
            Function<Presence, T> trait, Scope scope, World world) {
        var silent = new TreeMap<T, Double>();
        for (var cell : scope.cells()) {
            var view = world.cells().get(cell);
            if (view == null) {
                continue;
            }
            for (var presence : view.presences()) {
                if (fellSilent(presence, scope.onset()) && !presence.blind()) {
                    silent.merge(trait.apply(presence), presence.weight(), Double::sum);
                }
            }
        }
        return silent;
    }

    /** The fewest traits, and {@code most} of them at most, that nearly all share who fell silent; none if that takes more. */
    private static <T extends Comparable<T>> Set<T> dominant(Map<T, Double> silent, int most) {
        var left = DOMINATES
                * silent.values().stream().mapToDouble(Double::doubleValue).sum();
        var names = new TreeSet<T>();
        var byWeight = silent.entrySet().stream()
                .sorted(Map.Entry.<T, Double>comparingByValue().reversed())
                .limit(most)
                .toList();
        for (var name : byWeight) {
            names.add(name.getKey());
            left -= name.getValue();
            if (left <= 0) {
                return names;
            }
        }
        return Set.of();
    }

    private static boolean explains(Scope scope, World world, Shared shared) {
        return othersLive(scope, world, shared, silent(scope, world, shared))
                || ailsElsewhere(scope, world, shared, LEAST_PLACES)
                || othersLiveAndItAilsElsewhere(scope, world, shared);
    }

    private static boolean othersLiveAndItAilsElsewhere(Scope scope, World world, Shared shared) {
        return othersLive(scope, world, shared, Shares.MORE_THAN_ONE)
                && ailsElsewhere(scope, world, shared, FEW_PLACES);
    }

    /** Weight of those in the scope who share it and fell silent. */
    private static double silent(Scope scope, World world, Shared shared) {
        var silent = 0.0;
        for (var cell : scope.cells()) {
            var view = world.cells().get(cell);
            if (view != null) {
                for (var presence : view.presences()) {
                    if (shared.which.test(presence) && fellSilent(presence, scope.onset())) {
                        silent += presence.weight();
                    }
                }
            }
        }
        return silent;
    }

    private static boolean othersLive(Scope scope, World world, Shared shared, double least) {
        var others = new Share();
        for (var cell : scope.cells()) {
            var view = world.cells().get(cell);
            if (view != null) {
                view.presences().stream()
                        .filter(presence ->
                                shared.counts.test(presence) && !shared.which.test(presence) && !presence.newcomers())
                        .forEach(p -> others.add(p, scope.onset()));
            }
        }
        return others.all() >= Math.max(Shares.MORE_THAN_ONE, least) && others.silentShare() < LIVE;
    }

    private static boolean ailsElsewhere(Scope scope, World world, Shared shared, int leastPlaces) {
        var within = Set.copyOf(scope.cells());
        var sharing = new Share();
        var others = new Share();
        var places = new TreeSet<String>();
        for (var view : world.cells().values()) {
            if (within.contains(view.cell())
                    || shared.alone.test(view)
                    || view.presences().stream().allMatch(shared.which)) {
                continue;
            }
            sharing.live += shared.replaced.applyAsInt(view);
            for (var presence : view.presences()) {
                if (!shared.counts.test(presence)) {
                    continue;
                }
                if (shared.which.test(presence)) {
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
            } else if (presence.lives()) {
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
