package kz.dabyl.detector.core;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import kz.dabyl.model.HopSummary;

/**
 * Finds collectors that fail although they tick, and software that fails wherever it runs: their probes fall silent alike
 * over unrelated areas while others' probes of the same cells live.
 *
 * <p>For each of them the number of its probes silent of late is held against what the others' probes in the same cells
 * lead to expect, see {@link Charge}. Where it has a cell to itself nothing can be told from there. Whoever is suspect stays
 * so until half of its probes are back or the others follow them: those who were missed at first are not of late for long.
 */
final class Suspicion {

    /** Others than those who fail fall asleep meanwhile: the longer it is, the more. */
    static final long WINDOW_HOPS = 5 * 60_000 / HopSummary.HOP_MILLIS;

    static final double LEAST_SILENT = 4;
    static final double LEAST_OTHERS = 4;
    static final double LEAST_SHARE = 0.08;
    static final double TIMES_EXPECTED = 3;

    private Suspicion() {}

    /**
     * What {@code trait} calls the probes of those that are suspect; an empty name is nobody's.
     *
     * @param already those that were suspect of late
     */
    static Set<String> of(World world, Function<Presence, String> trait, Set<String> already) {
        var suspects = new TreeSet<String>();
        charges(world, trait, WINDOW_HOPS, name -> true).forEach((name, charge) -> {
            if (charge.holds()) {
                suspects.add(name);
            }
        });
        if (!suspects.containsAll(already)) {
            charges(world, trait, ProbeFold.LONGEST_REMEMBERED_HOPS, already::contains)
                    .forEach((name, charge) -> {
                        if (charge.stands()) {
                            suspects.add(name);
                        }
                    });
        }
        return suspects;
    }

    private static Map<String, Charge> charges(
            World world, Function<Presence, String> trait, long window, Predicate<String> which) {
        var quickest = new TreeMap<String, Integer>();
        for (var view : world.cells.values()) {
            for (var presence : view.presences()) {
                if (!presence.keepsPromises() && !presence.newcomers() && presence.weight() > 0) {
                    quickest.merge(trait.apply(presence), presence.intervalSeconds(), Math::min);
                }
            }
        }
        quickest.keySet().removeIf(name -> name.isEmpty() || !which.test(name));
        var charges = new TreeMap<String, Charge>();
        quickest.forEach((name, interval) -> charges.put(name, new Charge(world.hop(), window, interval)));
        for (var view : world.cells.values()) {
            var presences = view.presences();
            presences.stream()
                    .map(trait)
                    .distinct()
                    .flatMap(name -> Optional.ofNullable(charges.get(name)).map(c -> Map.entry(name, c)).stream())
                    .forEach(each ->
                            each.getValue().add(presences, p -> trait.apply(p).equals(each.getKey()), view.area));
        }
        return charges;
    }
}
