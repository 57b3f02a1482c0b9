package kz.dabyl.detector.core.troubles;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.TroubleBound;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.rules.Memory;
import kz.dabyl.detector.core.scopes.HopView;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Thresholds;

/**
 * Which targets may have got into trouble of late, and where: a look over the summaries, before any scan, that leaves out
 * nothing that a scan could find. In a scope that ails for the most part some cell does.
 */
public final class TargetPrefilter {

    /** What began earlier gives no evidence of an onset any more. */
    private static final long LATELY_HOPS = Memory.REMEMBERED_HOPS;

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
    public TargetPrefilter(HopView hop, Thresholds thresholds, BiPredicate<CellView, Signal> free) {
        this.world = hop.world();
        this.thresholds = thresholds;
        this.free = free;
        hop.findings().ailing(world.watchedAreas(thresholds)).forEach(this::look);
    }

    /** Receives what there is to scan. */
    public interface Each {

        void accept(Signal signal, Set<String> areas);
    }

    public void forEach(Each each) {
        found.forEach((target, families) ->
                families.forEach((family, areas) -> each.accept(Signal.of(family, target), areas)));
    }

    /** How many targets are tried in watched cells. */
    public int targets() {
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
            if (!view.isClear(thresholds) && !look(area, view)) {
                view.settle(thresholds);
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
            var tally = TroubleBound.of(target, likely, summaries.get(earlier).targets());
            if (tally != null && !tally.troubles().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private boolean look(String area, CellView view, String target, int likely) {
        Arrays.fill(percents, NOBODY);
        var well = 0L;
        for (var summary : view.latest()) {
            var tally = TroubleBound.of(target, likely, summary.targets());
            if (tally != null) {
                well += tally.percent() - tally.newcomers();
                var troubles = tally.troubles();
                for (var i = 0; i < troubles.size(); i++) {
                    note(troubles.get(i));
                }
            }
        }
        var much = false;
        for (var family : FAMILIES) {
            var percent = percents[family.code()];
            if (percent != NOBODY && TroubleBound.isMuch(percent, well)) {
                much = true;
                look(area, view, Signal.of(family, target), percent, likely);
            }
        }
        return much;
    }

    private void look(String area, CellView view, Signal signal, int percent, int likely) {
        var target = signal.targets().get(0);
        if (TroubleBound.isMuch(view.habits().weight(percent, 0), well(view, target, likely))
                && free.test(view, signal)) {
            found.computeIfAbsent(target, t -> new TreeMap<>())
                    .computeIfAbsent(signal.family(), f -> new TreeSet<>())
                    .add(area);
        }
    }

    /** What it counts of a trouble may only fall with the hop: by that a cell that {@link CellView#isClear} is passed over. */
    private void note(CellSummary.Trouble trouble) {
        var family = families.get(trouble.ailment());
        if (family == null) {
            family = Family.of(trouble.ailment(), thresholds);
            families.put(trouble.ailment(), family);
        }
        if (family.isPresent() && world.hop() - trouble.since() <= LATELY_HOPS && !trouble.newcomers()) {
            var code = family.get().code();
            percents[code] = Math.max(0, percents[code]) + trouble.percent();
        }
    }

    /** Compensated, as a stream sums: it must give the same bits as ever. */
    private static double well(CellView view, String target, int likely) {
        var sum = new DoubleSummaryStatistics();
        for (var summary : view.latest()) {
            var tally = TroubleBound.of(target, likely, summary.targets());
            if (tally != null) {
                sum.accept(view.habits().weight(tally.percent(), tally.newcomers()));
            }
        }
        return sum.getSum();
    }
}
