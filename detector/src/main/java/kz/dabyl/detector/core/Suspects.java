package kz.dabyl.detector.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Thresholds;

/**
 * Which targets may have got into trouble of late, and where: a look over the summaries, before any scan, that leaves out
 * nothing that a scan could find. In a scope that ails for the most part some cell does.
 */
final class Suspects {

    /** What began earlier gives no evidence of an onset any more. */
    private static final long LATELY_HOPS = ProbeFold.REMEMBERED_HOPS;

    private final World world;
    private final Thresholds thresholds;
    private final BiPredicate<CellView, Signal> free;
    private final Map<String, Map<Family, Set<String>>> found = new TreeMap<>();

    /** @param free whether a cell may open an incident of a signal */
    Suspects(World world, Thresholds thresholds, BiPredicate<CellView, Signal> free) {
        this.world = world;
        this.thresholds = thresholds;
        this.free = free;
        world.watchedAreas(thresholds).forEach(this::look);
    }

    /** Receives what there is to scan. */
    interface Each {

        void accept(Signal signal, Set<String> areas);
    }

    void forEach(Each each) {
        found.forEach((target, families) ->
                families.forEach((family, areas) -> each.accept(Signal.of(family, target), areas)));
    }

    /** How many targets are tried in watched cells. */
    int targets() {
        var targets = new HashSet<String>();
        world.watchedAreas(thresholds)
                .values()
                .forEach(views ->
                        views.forEach(view -> targets.addAll(view.targets().keySet())));
        return targets.size();
    }

    private void look(String area, List<CellView> views) {
        for (var view : views) {
            var ailing = ailing(view);
            if (ailing.isEmpty()) {
                continue;
            }
            ailing.forEach((target, byFamily) -> byFamily.forEach((family, percent) -> {
                var signal = Signal.of(family, target);
                if (isMuch(view.habits().weight(percent, 0), well(view, target)) && free.test(view, signal)) {
                    found.computeIfAbsent(target, t -> new TreeMap<>())
                            .computeIfAbsent(family, f -> new TreeSet<>())
                            .add(area);
                }
            }));
        }
    }

    /** Whether a scan could find so many who ail beside so many who do not. */
    private static boolean isMuch(double ailing, double well) {
        return ailing >= (ailing >= Onset.LEAST_PART ? Onset.PARTLY : Onset.MOSTLY) * (ailing + well);
    }

    /** Weight of the probes that ail, by target and family. */
    private Map<String, Map<Family, Integer>> ailing(CellView view) {
        Map<String, Map<Family, Integer>> ailing = Map.of();
        for (var summary : view.latest()) {
            for (var tally : summary.targets()) {
                if (tally.troubles().isEmpty()) {
                    continue;
                }
                ailing = ailing.isEmpty() ? new HashMap<>() : ailing;
                for (var trouble : tally.troubles()) {
                    note(trouble, tally.target(), ailing);
                }
            }
        }
        return ailing;
    }

    private void note(CellSummary.Trouble trouble, String target, Map<String, Map<Family, Integer>> ailing) {
        if (world.hop() - trouble.since() <= LATELY_HOPS && !trouble.newcomers()) {
            Family.of(trouble.ailment(), thresholds)
                    .ifPresent(family -> ailing.computeIfAbsent(target, t -> new TreeMap<>())
                            .merge(family, trouble.percent(), Integer::sum));
        }
    }

    private static double well(CellView view, String target) {
        return view.targets().getOrDefault(target, List.of()).stream()
                .mapToDouble(tally -> view.habits().weight(tally.percent(), tally.newcomers()))
                .sum();
    }
}
