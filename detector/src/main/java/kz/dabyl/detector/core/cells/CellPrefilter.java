package kz.dabyl.detector.core.cells;

import java.util.List;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.detector.core.rules.Silence;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;

/**
 * What the cohorts of a cell tell before they are put together as {@link Presence}s: bounds, from which most cells of most
 * hops are seen to have nothing that a scan could find. Never says "no" where the whole look would say "yes". Holds the last
 * look. Not thread-safe.
 */
final class CellPrefilter {

    /** Sums of weights are rounded: what is so near to a bound is left to the whole look. */
    private static final double SLACK = 1 - 1e-6;

    private static final int QUICK_SECONDS = 30;

    private boolean broken;
    private long silentPercent;
    private int silentProbes;
    private int lasting;
    private long quickPercent;
    private long everQuickPercent;
    private double since;
    private boolean fallen;

    void look(long hop, List<CellSummary> summaries, SourceHealth health) {
        broken = false;
        silentPercent = 0;
        silentProbes = 0;
        lasting = 0;
        quickPercent = 0;
        everQuickPercent = 0;
        since = 0;
        var now = HopSummary.startOf(hop + 1) - HopSummary.HOP_MILLIS / 2;
        var latest = Long.MIN_VALUE;
        for (var summary : summaries) {
            var from = health.countsFrom(summary.collector());
            // By place, here and below: an iterator for every summary of every hop is a tenth of all garbage.
            var cohorts = summary.cohorts();
            for (var i = 0; i < cohorts.size(); i++) {
                var cohort = cohorts.get(i);
                var quick = cohort.intervalSeconds() <= QUICK_SECONDS && !cohort.newcomers();
                everQuickPercent += quick ? cohort.percent() : 0;
                var heard = cohort.dark() ? cohort.lastHeard() : Math.max(cohort.lastHeard(), from);
                var elapsed = now - HopSummary.startOf(heard);
                if (cohort.dark() || Silence.anyBroken(elapsed, cohort.intervalSeconds())) {
                    broken = true;
                    silentPercent += cohort.percent();
                    silentProbes += cohort.probes();
                    lasting += Silence.brokenPromises(elapsed, cohort.intervalSeconds()) >= Relapse.LASTING
                            ? cohort.probes()
                            : 0;
                    latest = Math.max(latest, heard);
                } else if (quick) {
                    quickPercent += cohort.percent();
                }
            }
        }
        if (broken) {
            since = heardAfter(latest, summaries);
        }
        fallen = broken && isMuch();
    }

    /** Takes what a look had found. */
    void recall(CellGist gist) {
        broken = gist.broken();
        fallen = gist.fallen();
        lasting = gist.lasting();
    }

    /** Least weight of those that were heard after {@code onset}, in percent. Newcomers and a cap on invites may lower it. */
    private static double heardAfter(long onset, List<CellSummary> summaries) {
        var all = 0L;
        var after = 0L;
        for (var summary : summaries) {
            var cohorts = summary.cohorts();
            for (var i = 0; i < cohorts.size(); i++) {
                var cohort = cohorts.get(i);
                all += cohort.percent();
                if (cohort.lastHeard() > onset && !cohort.newcomers()) {
                    after += cohort.percent();
                }
            }
        }
        return after * InviteCap.leastFactor(all);
    }

    /** The cell has sources that never promise, and they are silent. */
    void silentSources(int count) {
        broken = true;
        fallen = true;
        lasting += count;
    }

    /** Whether any have broken a promise. */
    boolean broken() {
        return broken;
    }

    /** Whether there may be an onset that explains the silence, see {@link Onset#most}. */
    boolean mayHaveFallen() {
        return fallen;
    }

    private boolean isMuch() {
        return silentPercent >= SLACK * Shares.MOST * (silentPercent + since)
                || (silentProbes >= Onset.LEAST_PART
                        && silentPercent >= SLACK * Onset.PARTLY * (silentPercent + since));
    }

    /** Weight of those that keep their promises and promise every half minute or more often. */
    long quickPercent() {
        return quickPercent;
    }

    /** Weight of those that promise so often, silent or not. */
    long everQuickPercent() {
        return everQuickPercent;
    }

    /** Most probes that may have been silent for {@link Relapse#LASTING} promises. */
    int lasting() {
        return lasting;
    }
}
