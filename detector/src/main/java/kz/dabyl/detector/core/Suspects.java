package kz.dabyl.detector.core;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Thresholds;
import org.jspecify.annotations.Nullable;

/**
 * Which targets may have got into trouble of late, and where: a look over the summaries, before any scan, that leaves out
 * nothing that a scan could find. In a scope that ails for the most part some cell does.
 */
final class Suspects {

    /** What began earlier gives no evidence of an onset any more. */
    private static final long LATELY_HOPS = ProbeFold.REMEMBERED_HOPS;

    private static final Family[] FAMILIES = Family.values();
    private static final int NOBODY = -1;

    private final World world;
    private final Thresholds thresholds;
    private final BiPredicate<CellView, Signal> free;
    private final Map<String, Map<Family, Set<String>>> found = new TreeMap<>();

    /** What each ailment is a sign of. */
    private final Map<Ailment, Family> families = new EnumMap<>(Ailment.class);

    /** Weight of the probes of one cell that ail with one target, by family. */
    private final int[] percents = new int[FAMILIES.length];

    private int targets = -1;

    /** @param free whether a cell may open an incident of a signal */
    Suspects(World world, Thresholds thresholds, BiPredicate<CellView, Signal> free) {
        this.world = world;
        this.thresholds = thresholds;
        this.free = free;
        for (var ailment : Ailment.values()) {
            Family.of(ailment, thresholds).ifPresent(family -> families.put(ailment, family));
        }
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
        if (targets < 0) {
            var names = new HashSet<String>();
            for (var views : world.watchedAreas(thresholds).values()) {
                for (var view : views) {
                    for (var summary : view.latest()) {
                        summary.targets().forEach(tally -> names.add(tally.target()));
                    }
                }
            }
            targets = names.size();
        }
        return targets;
    }

    private void look(String area, List<CellView> views) {
        for (var view : views) {
            if (!view.mayAil()) {
                continue;
            }
            var summaries = view.latest();
            for (var i = 0; i < summaries.size(); i++) {
                for (var tally : summaries.get(i).targets()) {
                    if (!tally.troubles().isEmpty() && !saidBefore(tally.target(), summaries, i)) {
                        look(area, view, tally.target());
                    }
                }
            }
        }
    }

    /** Whether a summary before the {@code i}th tells of trouble with the target: all are looked at with the first. */
    private static boolean saidBefore(String target, List<CellSummary> summaries, int i) {
        for (var earlier = 0; earlier < i; earlier++) {
            var tally = of(target, summaries.get(earlier));
            if (tally != null && !tally.troubles().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static CellSummary.@Nullable TargetTally of(String target, CellSummary summary) {
        for (var tally : summary.targets()) {
            if (tally.target().equals(target)) {
                return tally;
            }
        }
        return null;
    }

    private void look(String area, CellView view, String target) {
        Arrays.fill(percents, NOBODY);
        var well = 0L;
        for (var summary : view.latest()) {
            var tally = of(target, summary);
            if (tally != null) {
                well += tally.percent() - tally.newcomers();
                tally.troubles().forEach(this::note);
            }
        }
        for (var family : FAMILIES) {
            var percent = percents[family.code()];
            // Whatever caps take from weights they take from both: a third of all who ail is half of all who do not.
            if (percent != NOBODY && 2L * percent >= well) {
                look(area, view, Signal.of(family, target), percent);
            }
        }
    }

    private void look(String area, CellView view, Signal signal, int percent) {
        var target = signal.targets().get(0);
        if (isMuch(view.habits().weight(percent, 0), well(view, target)) && free.test(view, signal)) {
            found.computeIfAbsent(target, t -> new TreeMap<>())
                    .computeIfAbsent(signal.family(), f -> new TreeSet<>())
                    .add(area);
        }
    }

    /** Whether a scan could find so many who ail beside so many who do not. */
    private static boolean isMuch(double ailing, double well) {
        return ailing >= (ailing >= Onset.LEAST_PART ? Onset.PARTLY : Onset.MOSTLY) * (ailing + well);
    }

    private void note(CellSummary.Trouble trouble) {
        var family = families.get(trouble.ailment());
        if (family != null && world.hop() - trouble.since() <= LATELY_HOPS && !trouble.newcomers()) {
            percents[family.code()] = Math.max(0, percents[family.code()]) + trouble.percent();
        }
    }

    private static double well(CellView view, String target) {
        return view.targets().getOrDefault(target, List.of()).stream()
                .mapToDouble(tally -> view.habits().weight(tally.percent(), tally.newcomers()))
                .sum();
    }
}
