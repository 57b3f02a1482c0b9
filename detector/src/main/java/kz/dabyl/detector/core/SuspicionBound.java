package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;

/**
 * The sums of {@link Suspicion} straight from the cohorts, to see that nobody is suspect, as nearly always, without putting
 * every probe of every cell together. It may only err by sending for the whole look: areas are left out, bounds have some
 * slack, and a cell whose weights are capped is not judged. For one hop; not thread-safe.
 */
final class SuspicionBound {

    /** Sums are rounded otherwise here than there. */
    private static final double SLACK = 1e-6;

    private final List<Sums> sums = new ArrayList<>();
    private final long hop;
    private final SourceHealth health;

    /** Of one suspect: in the cell that is looked at, and in all. */
    private static final class Sums {

        private final String name;
        private final int detail;
        private double silentHere;
        private double allHere;
        private double silent;
        private double probes;
        private double others;
        private double expected;

        Sums(String name, int detail) {
            this.name = name;
            this.detail = detail;
        }

        void add(double weight, boolean silently) {
            allHere += weight;
            silentHere += silently ? weight : 0;
        }

        boolean mayFail() {
            return silent >= Suspicion.LEAST_SILENT - SLACK
                    && others >= Suspicion.LEAST_OTHERS - SLACK
                    && silent >= Suspicion.LEAST_SHARE * probes - SLACK
                    && silent >= Suspicion.TIMES_EXPECTED * expected - SLACK;
        }
    }

    private SuspicionBound(long hop, SourceHealth health) {
        this.hop = hop;
        this.health = health;
    }

    /** Whether {@link Suspicion#of} may name any of the collectors. */
    static boolean collectorMayFail(Iterable<CellView> cells, long hop, SourceHealth health) {
        return new SuspicionBound(hop, health).mayFail(cells, CellSummary::collector, cohort -> 0);
    }

    /** Whether {@link Suspicion#of} may name any version of the software. */
    static boolean versionMayFail(Iterable<CellView> cells, long hop, SourceHealth health) {
        return new SuspicionBound(hop, health).mayFail(cells, summary -> "", CellSummary.Cohort::software);
    }

    private boolean mayFail(
            Iterable<CellView> cells, Function<CellSummary, String> part, ToIntFunction<CellSummary.Cohort> detail) {
        for (var view : cells) {
            if (view.hasSources() || !add(view, part, detail)) {
                return true;
            }
        }
        return sums.stream().anyMatch(Sums::mayFail);
    }

    /** Adds a cell; false if its weights cannot be told from here. */
    private boolean add(CellView view, Function<CellSummary, String> part, ToIntFunction<CellSummary.Cohort> detail) {
        var here = new ArrayList<Sums>(4);
        var percent = 0L;
        var invited = false;
        var now = HopSummary.startOf(hop + 1) - HopSummary.HOP_MILLIS / 2;
        for (var summary : view.latest()) {
            var from = health.countsFrom(summary.collector());
            var name = part.apply(summary);
            for (var cohort : summary.cohorts()) {
                if (cohort.newcomers()) {
                    return false;
                }
                percent += cohort.percent();
                invited |= cohort.invite() != 0;
                var heard = cohort.dark() ? cohort.lastHeard() : Math.max(cohort.lastHeard(), from);
                var elapsed = now - HopSummary.startOf(heard);
                var silent = cohort.dark() || Silence.anyBroken(elapsed, cohort.intervalSeconds());
                if (!silent || Charge.lately(hop - heard, cohort.intervalSeconds(), Suspicion.WINDOW_HOPS)) {
                    sums(name, detail.applyAsInt(cohort), here).add(cohort.percent() / 100.0, silent);
                }
            }
        }
        addUp(here);
        return !invited || InviteCap.leastFactor(percent) == 1;
    }

    private Sums sums(String name, int detail, List<Sums> here) {
        for (var known : here) {
            if (known.detail == detail && known.name.equals(name)) {
                return known;
            }
        }
        for (var known : sums) {
            if (known.detail == detail && known.name.equals(name)) {
                here.add(known);
                return known;
            }
        }
        var fresh = new Sums(name, detail);
        sums.add(fresh);
        here.add(fresh);
        return fresh;
    }

    /** Holds each of the cell against the others there. */
    private static void addUp(List<Sums> here) {
        var silent = 0.0;
        var all = 0.0;
        for (var each : here) {
            silent += each.silentHere;
            all += each.allHere;
        }
        for (var each : here) {
            var othersAll = all - each.allHere;
            if (here.size() > 1 && othersAll >= 1 + SLACK) {
                each.silent += each.silentHere;
                each.probes += each.allHere;
                each.others += othersAll;
                each.expected += each.allHere * (silent - each.silentHere) / othersAll;
            } else if (here.size() > 1 && othersAll >= 1 - SLACK) {
                // Whether these count there depends on rounding: here they count for it only.
                each.silent += each.silentHere;
                each.others += othersAll;
            }
            each.silentHere = 0;
            each.allHere = 0;
        }
    }
}
