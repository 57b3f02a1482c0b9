package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.CellSummary;

/**
 * Gathers how the targets answer the probes of one cell and collector in one hop. Those that they answer as usual cost an
 * addition; the others are packed numbers, sorted once a hop. Not thread-safe.
 */
final class TargetTallies {

    private static final int PERCENT_BITS = 7;
    private static final int NEWCOMER_BITS = 1;
    private static final int RATE_BITS = 3;
    private static final int ROW_BITS = 4;
    private static final int AILMENT_BITS = 5;
    /** Two months; what began earlier is no longer dated. */
    private static final int AGE_BITS = 20;

    private static final int PAIR = 2;

    /** Probes and the sum of their weights, for each target by its number. */
    private int[] wells = {};

    private long[] troubles = {};
    private int troubleCount;
    private boolean any;

    void well(int target, int percent) {
        if (wells.length <= PAIR * target) {
            wells = Arrays.copyOf(wells, PAIR * Math.max(target + 1, wells.length));
        }
        wells[PAIR * target]++;
        wells[PAIR * target + 1] += percent;
        any = true;
    }

    void trouble(TargetState target, long hop, int percent, boolean newcomer) {
        if (troubleCount == troubles.length) {
            troubles = Arrays.copyOf(troubles, Math.max(8, 2 * troubleCount));
        }
        long key = target.name.id();
        key = key << AGE_BITS | Math.min(mask(AGE_BITS), hop - target.since());
        key = key << AILMENT_BITS | target.ailment().wireCode();
        key = key << ROW_BITS | target.row();
        key = key << RATE_BITS | target.rateBucket();
        key = key << NEWCOMER_BITS | (newcomer ? 1 : 0);
        troubles[troubleCount++] = key << PERCENT_BITS | percent;
        any = true;
    }

    private static long mask(int bits) {
        return (1L << bits) - 1;
    }

    /** What was gathered, by the names of the targets; the next hop starts from nothing. */
    List<CellSummary.TargetTally> take(long hop, TargetNames names) {
        if (!any) {
            return List.of();
        }
        Arrays.sort(troubles, 0, troubleCount);
        var tallies = new ArrayList<CellSummary.TargetTally>();
        for (var id : names.order()) {
            var well = PAIR * id < wells.length ? wells[PAIR * id] : 0;
            var from = firstOf(id);
            var to = firstOf(id + 1);
            if (well > 0 || to > from) {
                var percent = well > 0 ? wells[PAIR * id + 1] : 0;
                tallies.add(new CellSummary.TargetTally(
                        names.target(id), well, percent, to > from ? troubles(hop, from, to) : List.of()));
            }
        }
        Arrays.fill(wells, 0);
        troubleCount = 0;
        any = false;
        return tallies;
    }

    /** Where the troubles of a target begin, or where they would. */
    private int firstOf(long id) {
        var bits = AGE_BITS + AILMENT_BITS + ROW_BITS + RATE_BITS + NEWCOMER_BITS + PERCENT_BITS;
        var at = Arrays.binarySearch(troubles, 0, troubleCount, id << bits);
        // No probe ails with all other bits zero, since its row is at least one.
        return -at - 1;
    }

    private List<CellSummary.Trouble> troubles(long hop, int start, int end) {
        var list = new ArrayList<CellSummary.Trouble>();
        for (var from = start; from < end; ) {
            var key = troubles[from] >>> PERCENT_BITS;
            var percent = 0;
            var to = from;
            while (to < end && troubles[to] >>> PERCENT_BITS == key) {
                percent += (int) (troubles[to] & mask(PERCENT_BITS));
                to++;
            }
            list.add(trouble(hop, key, to - from, percent));
            from = to;
        }
        return list;
    }

    private static CellSummary.Trouble trouble(long hop, long key, int probes, int percent) {
        var rest = key;
        var newcomers = (rest & 1) != 0;
        rest >>>= NEWCOMER_BITS;
        var rate = (int) (rest & mask(RATE_BITS));
        rest >>>= RATE_BITS;
        var row = (int) (rest & mask(ROW_BITS));
        rest >>>= ROW_BITS;
        var ailment = Ailment.ofWireCode((byte) (rest & mask(AILMENT_BITS)));
        rest >>>= AILMENT_BITS;
        return new CellSummary.Trouble(ailment, hop - (rest & mask(AGE_BITS)), row, rate, probes, percent, newcomers);
    }
}
