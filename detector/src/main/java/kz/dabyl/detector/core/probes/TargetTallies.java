package kz.dabyl.detector.core.probes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.CellSummary;
import org.jspecify.annotations.Nullable;

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

    /** Hops for which troubles are dated. */
    static final long LONGEST_DATED = (1L << AGE_BITS) - 1;

    private static final int COUNTS = 3;

    /** Probes, the sum of their weights and what newcomers contribute to it, for each target by its number. */
    private int[] wells = {};

    /** The same for whole menus. */
    private int[] menus = {};

    private TargetNames.@Nullable Menu[] known = {};

    /** Those that are taken, for as long as that takes. */
    private CellSummary.@Nullable TargetTally[] tallies = {};

    private long[] troubles = {};
    private int troubleCount;

    /** A bit for each target that ails, of those with the same last bits the same one: most do not. */
    private long ailing;

    private boolean any;

    void well(int target, int percent, boolean newcomer) {
        add(target, 1, percent, newcomer ? percent : 0);
        any = true;
    }

    /** All targets of the menu answer the probe as usual. */
    void well(TargetNames.Menu menu, int percent, boolean newcomer) {
        var number = menu.number();
        if (known.length <= number) {
            known = Arrays.copyOf(known, number + 1);
            menus = Arrays.copyOf(menus, COUNTS * (number + 1));
        }
        known[number] = menu;
        menus[COUNTS * number]++;
        menus[COUNTS * number + 1] += percent;
        menus[COUNTS * number + 2] += newcomer ? percent : 0;
        any = true;
    }

    private void sortOutMenus() {
        for (var number = 0; number < known.length; number++) {
            var menu = known[number];
            if (menu != null && menus[COUNTS * number] > 0) {
                var ids = menu.ids();
                for (var i = 0; i < ids.size(); i++) {
                    add(ids.get(i), menus[COUNTS * number], menus[COUNTS * number + 1], menus[COUNTS * number + 2]);
                }
            }
        }
        Arrays.fill(menus, 0);
    }

    private void add(int target, int probes, int percent, int newcomers) {
        if (wells.length <= COUNTS * target) {
            wells = Arrays.copyOf(wells, COUNTS * 2 * (target + 1));
        }
        wells[COUNTS * target] += probes;
        wells[COUNTS * target + 1] += percent;
        wells[COUNTS * target + 2] += newcomers;
    }

    void trouble(TargetState target, long hop, int percent, boolean newcomer) {
        if (troubleCount == troubles.length) {
            troubles = Arrays.copyOf(troubles, Math.max(8, 2 * troubleCount));
        }
        long key = target.name.id();
        ailing |= bit(target.name.id());
        key = key << AGE_BITS | Math.min(LONGEST_DATED, hop - target.since());
        key = key << AILMENT_BITS | target.ailment().wireCode();
        key = key << ROW_BITS | target.row();
        key = key << RATE_BITS | target.rateBucket();
        key = key << NEWCOMER_BITS | (newcomer ? 1 : 0);
        troubles[troubleCount++] = key << PERCENT_BITS | percent;
        any = true;
    }

    private static long bit(int id) {
        return 1L << (id & (Long.SIZE - 1));
    }

    private static long mask(int bits) {
        return (1L << bits) - 1;
    }

    /**
     * What was gathered, by the names of the targets; the next hop starts from nothing.
     *
     * @param before what was taken last: what is to be said again is the same instance
     */
    List<CellSummary.TargetTally> take(long hop, TargetNames names, List<CellSummary.TargetTally> before) {
        if (!any) {
            return List.of();
        }
        sortOutMenus();
        Arrays.sort(troubles, 0, troubleCount);
        var count = 0;
        var kept = 0;
        for (var id : names.order()) {
            var at = COUNTS * id;
            var ails = (ailing & bit(id)) != 0;
            var from = ails ? firstOf(id) : 0;
            var to = ails ? firstOf(id + 1) : 0;
            if (wells(at) > 0 || to > from) {
                var last = count < before.size() ? before.get(count) : null;
                var ail = to > from ? troubles(hop, from, to) : List.<CellSummary.Trouble>of();
                if (last != null && says(last, names.target(id), at, ail)) {
                    put(count, last);
                    kept++;
                } else {
                    put(count, tally(names.target(id), at, ail));
                }
                count++;
            }
        }
        Arrays.fill(wells, 0);
        troubleCount = 0;
        ailing = 0;
        any = false;
        return kept == count && count == before.size() ? before : Few.of(tallies, count);
    }

    /** Whether this is what is to be said of a target now. */
    private boolean says(CellSummary.TargetTally before, String target, int at, List<CellSummary.Trouble> ail) {
        return before.well() == wells(at)
                && before.percent() == wells(at + 1)
                && before.newcomers() == wells(at + 2)
                && before.target().equals(target)
                && before.troubles().equals(ail);
    }

    private CellSummary.TargetTally tally(String target, int at, List<CellSummary.Trouble> ail) {
        return new CellSummary.TargetTally(target, wells(at), wells(at + 1), wells(at + 2), ail);
    }

    private int wells(int at) {
        return at < wells.length ? wells[at] : 0;
    }

    private void put(int place, CellSummary.TargetTally tally) {
        if (place == tallies.length) {
            tallies = Arrays.copyOf(tallies, Math.max(8, 2 * place));
        }
        tallies[place] = tally;
    }

    /** Where the troubles of a target begin, or where they would. */
    private int firstOf(long id) {
        var bits = AGE_BITS + AILMENT_BITS + ROW_BITS + RATE_BITS + NEWCOMER_BITS + PERCENT_BITS;
        var at = Arrays.binarySearch(troubles, 0, troubleCount, id << bits);
        // No probe ails with all other bits zero, since its row is at least one.
        return -at - 1;
    }

    private List<CellSummary.Trouble> troubles(long hop, int start, int end) {
        var list = new ArrayList<CellSummary.Trouble>(end - start);
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
