package kz.dabyl.detector.core.cells;

import java.util.List;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.model.CellSummary;
import org.jspecify.annotations.Nullable;

/**
 * Whether so many of a cell ail with a target, by what its summaries say, that a scan may find them: a bound, which leaves out
 * nothing that a scan could find. In a scope that ails for the most part some cell does.
 */
public final class TroubleBound {

    private static final long LEAST_PART_PERCENT = Math.round(100 * Onset.LEAST_PART);

    private TroubleBound() {}

    /**
     * Whether any target of a cell may be suspect in any hop and by whatever thresholds, as long as the first {@code count} of
     * these are the tallies of its summaries: they stay the same for a while, and in most cells only a few ail.
     */
    static boolean mayFind(List<List<CellSummary.TargetTally>> said, int count) {
        for (var summary = 0; summary < count; summary++) {
            var tallies = said.get(summary);
            for (var i = 0; i < tallies.size(); i++) {
                var tally = tallies.get(i);
                if (!tally.troubles().isEmpty() && mayBeSuspect(tally.target(), i, said, count)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean mayBeSuspect(
            String target, int likely, List<List<CellSummary.TargetTally>> said, int count) {
        var ailing = 0L;
        var well = 0L;
        for (var summary = 0; summary < count; summary++) {
            var tally = of(target, likely, said.get(summary));
            if (tally != null) {
                well += tally.percent() - tally.newcomers();
                var troubles = tally.troubles();
                for (var i = 0; i < troubles.size(); i++) {
                    ailing += troubles.get(i).newcomers() ? 0 : troubles.get(i).percent();
                }
            }
        }
        return isMuch(ailing, well);
    }

    /**
     * Whether {@link #isMuch(double, double)} may say so of what these percents weigh, which most of a hop's look ends with.
     * Whatever caps take from weights they take from both, and never give: three fifths of all are one and a half times the
     * others, a third is half of them. The fewer ail, the less it says so.
     */
    public static boolean isMuch(long ailing, long well) {
        return ailing >= LEAST_PART_PERCENT ? 2 * ailing >= well : 2 * ailing >= 3 * well;
    }

    /** Whether a scan could find so many who ail beside so many who do not. */
    public static boolean isMuch(double ailing, double well) {
        return ailing >= (ailing >= Onset.LEAST_PART ? Onset.PARTLY : Shares.MOST) * (ailing + well);
    }

    /** @param likely where it mostly stands: the probes of one cell try the same targets */
    public static CellSummary.@Nullable TargetTally of(
            String target, int likely, List<CellSummary.TargetTally> tallies) {
        if (likely < tallies.size() && tallies.get(likely).target().equals(target)) {
            return tallies.get(likely);
        }
        for (var i = 0; i < tallies.size(); i++) {
            if (tallies.get(i).target().equals(target)) {
                return tallies.get(i);
            }
        }
        return null;
    }
}
