package kz.dabyl.detector.core.scopes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.cells.Presence;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.rules.Silence;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Thresholds;

/**
 * How the probes of cells fare with targets, in the terms in which the scan knows silence: a result as usual is a promise
 * kept, a bad one a promise broken, and who ails was last "heard" when the target was as usual.
 *
 * <p>So the evidence of a probe is {@code -ln S(k)} after k bad results in a row as in {@link Silence}, with its own rate of
 * bad results for the loss, and a small hazard of lasting troubles of its own (a bad spot, a filter at home) for the sleep:
 * one probe never proves more than about six nats. With several targets every probe counts once for each.
 */
public final class Afflictions {

    /** Times an hour that one target begins to fail one probe for long and nobody else. */
    private static final double TROUBLES_PER_HOUR = 0.08;

    private static final Comparator<CellSummary.Trouble> ORDER = Comparator.comparingLong(CellSummary.Trouble::since)
            .thenComparingInt(CellSummary.Trouble::results)
            .thenComparingInt(CellSummary.Trouble::rateBucket)
            .thenComparing(CellSummary.Trouble::newcomers);

    private final Signal signal;
    private final Thresholds thresholds;
    private final long hop;

    private Afflictions(Signal signal, Thresholds thresholds, long hop) {
        this.signal = signal;
        this.thresholds = thresholds;
        this.hop = hop;
    }

    /** The cells of {@code views} in which anybody tries the targets of {@code signal}. */
    public static Landscape of(Signal signal, Iterable<CellView> views, Thresholds thresholds, long hop) {
        var afflictions = new Afflictions(signal, thresholds, hop);
        var cells = new TreeMap<Cell, Population>();
        for (var view : views) {
            afflictions.population(view).ifPresent(population -> cells.put(view.cell(), population));
        }
        return new Landscape(signal, cells, hop);
    }

    private Optional<Population> population(CellView view) {
        var presences = new ArrayList<Presence>();
        for (var target : signal.targets()) {
            add(view, target, presences);
        }
        if (presences.isEmpty()) {
            return Optional.empty();
        }
        var population = new Population(view.cell(), view.area());
        population.show(presences);
        return Optional.of(population);
    }

    private void add(CellView view, String target, List<Presence> presences) {
        var well = 0;
        var percent = 0;
        var newcomers = 0;
        var troubles = new TreeMap<CellSummary.Trouble, int[]>(ORDER);
        for (var tally : view.targets().getOrDefault(target, List.of())) {
            well += tally.well();
            percent += tally.percent();
            newcomers += tally.newcomers();
            for (var trouble : tally.troubles()) {
                if (ails(trouble)) {
                    var sum = troubles.computeIfAbsent(trouble, t -> new int[2]);
                    sum[0] += trouble.probes();
                    sum[1] += trouble.percent();
                } else if (asUsual(trouble.ailment())) {
                    well += trouble.probes();
                    percent += trouble.percent();
                    newcomers += trouble.newcomers() ? trouble.percent() : 0;
                }
            }
        }
        if (well > 0 || !troubles.isEmpty()) {
            var habits = view.habits();
            if (well > 0) {
                presences.add(well(well, habits.weight(percent, newcomers), habits.interval()));
            }
            for (Map.Entry<CellSummary.Trouble, int[]> entry : troubles.entrySet()) {
                var trouble = entry.getKey();
                var sum = entry.getValue();
                var weight = habits.weight(sum[1], trouble.newcomers() ? sum[1] : 0);
                presences.add(ailing(trouble, sum[0], weight, habits.interval()));
            }
        }
    }

    private boolean ails(CellSummary.Trouble trouble) {
        return Family.of(trouble.ailment(), thresholds)
                .filter(signal.family()::equals)
                .isPresent();
    }

    /** Whether whoever has this trouble does not have the one that is looked for; else nothing can be told. */
    private boolean asUsual(Ailment ailment) {
        var family = Family.of(ailment, thresholds);
        return switch (signal.family()) {
            case FAILING -> true;
            case FOREIGN -> !family.equals(Optional.of(Family.FAILING));
            case SLOW -> family.isEmpty() || family.equals(Optional.of(Family.FOREIGN));
            case SILENCE -> false;
        };
    }

    private Presence well(int probes, double weight, int interval) {
        return new Presence(
                "",
                0,
                0,
                hop,
                hop,
                false,
                interval,
                0,
                TROUBLES_PER_HOUR,
                probes,
                weight,
                0,
                0,
                false,
                false,
                false,
                0);
    }

    private Presence ailing(CellSummary.Trouble trouble, int probes, double weight, int usualInterval) {
        var elapsed = (hop - trouble.since()) * HopSummary.HOP_MILLIS / 1000;
        // Further results are not counted: then only what is usual in the cell tells how often there is one.
        var interval = trouble.results() < CellSummary.MOST_RESULTS
                ? (int) Math.max(1, Math.min(3600, elapsed / trouble.results()))
                : usualInterval;
        var rate = CellSummary.lossOfBucket(trouble.rateBucket());
        return new Presence(
                "",
                0,
                0,
                trouble.since(),
                trouble.since(),
                false,
                interval,
                rate,
                TROUBLES_PER_HOUR,
                probes,
                weight,
                trouble.results(),
                Silence.evidence(trouble.results(), rate, TROUBLES_PER_HOUR, interval),
                trouble.newcomers(),
                false,
                false,
                0);
    }
}
