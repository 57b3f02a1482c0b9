package kz.dabyl.detector.core;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** What each ailment is a sign of, once anything was looked at. */
    private final Map<Ailment, Optional<Family>> families = new EnumMap<>(Ailment.class);

    /** Weight of the probes of one cell that ail with one target, by family. */
    private final int[] percents = new int[FAMILIES.length];

    private int targets = -1;

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
            if (view.mayAil() && !view.isClear(thresholds) && !look(area, view)) {
                view.clear(thresholds);
            }
        }
    }

    /** Whether there is enough trouble with any target that it was worth to look how much it weighs. */
    private boolean look(String area, CellView view) {
        var much = false;
        var summaries = view.latest();
        for (var i = 0; i < summaries.size(); i++) {
            var tallies = summaries.get(i).targets();
            for (var at = 0; at < tallies.size(); at++) {
                var tally = tallies.get(at);
                if (!tally.troubles().isEmpty() && !saidBefore(tally.target(), at, summaries, i)) {
                    much |= look(area, view, tally.target(), at);
                }
            }
        }
        return much;
    }

    /** Whether a summary before the {@code i}th tells of trouble with the target: all are looked at with the first. */
    private static boolean saidBefore(String target, int likely, List<CellSummary> summaries, int i) {
        for (var earlier = 0; earlier < i; earlier++) {
            var tally = of(target, likely, summaries.get(earlier).targets());
            if (tally != null && !tally.troubles().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** @param likely where it mostly stands: the probes of one cell try the same targets */
    private static CellSummary.@Nullable TargetTally of(
            String target, int likely, List<CellSummary.TargetTally> tallies) {
        if (likely < tallies.size() && tallies.get(likely).target().equals(target)) {
            return tallies.get(likely);
        }
        for (var tally : tallies) {
            if (tally.target().equals(target)) {
                return tally;
            }
        }
        return null;
    }

    /**
     * Whether any target of a cell may be suspect in any hop and by whatever thresholds, as long as these are the tallies of its
     * summaries: they stay the same for a while, and in most cells only a few ail.
     */
    static boolean mayFind(List<List<CellSummary.TargetTally>> said) {
        for (var tallies : said) {
            for (var i = 0; i < tallies.size(); i++) {
                var tally = tallies.get(i);
                if (!tally.troubles().isEmpty() && mayBeSuspect(tally.target(), i, said)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean mayBeSuspect(String target, int likely, List<List<CellSummary.TargetTally>> said) {
        var ailing = 0L;
        var well = 0L;
        for (var tallies : said) {
            var tally = of(target, likely, tallies);
            if (tally != null) {
                well += tally.percent() - tally.newcomers();
                for (var trouble : tally.troubles()) {
                    ailing += trouble.newcomers() ? 0 : trouble.percent();
                }
            }
        }
        return isMuch(ailing, well);
    }

    /** Whatever caps take from weights they take from both: a third of all who ail is half of all who do not. */
    private static boolean isMuch(long ailing, long well) {
        return 2 * ailing >= well;
    }

    private boolean look(String area, CellView view, String target, int likely) {
        Arrays.fill(percents, NOBODY);
        var well = 0L;
        for (var summary : view.latest()) {
            var tally = of(target, likely, summary.targets());
            if (tally != null) {
                well += tally.percent() - tally.newcomers();
                tally.troubles().forEach(this::note);
            }
        }
        var much = false;
        for (var family : FAMILIES) {
            var percent = percents[family.code()];
            if (percent != NOBODY && isMuch(percent, well)) {
                much = true;
                look(area, view, Signal.of(family, target), percent);
            }
        }
        return much;
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
        var family = families.computeIfAbsent(trouble.ailment(), ailment -> Family.of(ailment, thresholds));
        if (family.isPresent() && world.hop() - trouble.since() <= LATELY_HOPS && !trouble.newcomers()) {
            var code = family.get().code();
            percents[code] = Math.max(0, percents[code]) + trouble.percent();
        }
    }

    private static double well(CellView view, String target) {
        return view.targets().getOrDefault(target, List.of()).stream()
                .mapToDouble(tally -> view.habits().weight(tally.percent(), tally.newcomers()))
                .sum();
    }
}
