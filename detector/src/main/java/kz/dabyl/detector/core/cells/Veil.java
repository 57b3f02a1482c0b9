package kz.dabyl.detector.core.cells;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.dabyl.detector.core.rules.Rules;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Rally;

/**
 * Takes from summaries and from the second fold's state what not everybody may see: cells get other places, versions of
 * software and invites get other numbers in the same order, and rallies of other times are left out. All that is counted
 * stays, so that what a fold makes of it may well be the same: whoever shows it has to look. Immutable.
 */
public final class Veil {

    /** Hides nothing. */
    public static final Veil NONE = new Veil(Map.of(), Set.of(), Map.of(), Map.of(), Long.MIN_VALUE, Long.MAX_VALUE);

    private final Map<Cell, Cell> moved;
    private final Set<String> added;
    private final Map<Integer, Integer> software;
    private final Map<Integer, Integer> invites;
    private final long from;
    private final long until;

    private Veil(
            Map<Cell, Cell> moved,
            Set<String> added,
            Map<Integer, Integer> software,
            Map<Integer, Integer> invites,
            long from,
            long until) {
        this.moved = moved;
        this.added = added;
        this.software = software;
        this.invites = invites;
        this.from = from;
        this.until = until;
    }

    /**
     * @param moved what cells are called instead
     * @param added of their new places, those to which they came from a place that keeps other cells
     * @param software all codes of software that there are
     * @param invites all codes of invites
     * @param from rallies that end before this are left out, epoch milliseconds
     * @param until so are those that begin after it
     */
    public static Veil of(
            Map<Cell, Cell> moved,
            Set<String> added,
            Collection<Integer> software,
            Collection<Integer> invites,
            long from,
            long until) {
        return new Veil(Map.copyOf(moved), new TreeSet<>(added), ranks(software), ranks(invites), from, until);
    }

    /** In the same order, so that sums over them are the same to the last bit. 0 stands for none and stays. */
    private static Map<Integer, Integer> ranks(Collection<Integer> codes) {
        var ranks = new TreeMap<Integer, Integer>();
        for (var code : new TreeSet<>(codes)) {
            if (code != 0) {
                ranks.put(code, ranks.size() + 1);
            }
        }
        return ranks;
    }

    /** Places that are there only because cells were moved out of others, which still have some. */
    public Set<String> added() {
        return added;
    }

    /** The cell by the name that it has here. */
    public Cell over(Cell cell) {
        return moved.getOrDefault(cell, cell);
    }

    public HopSummary over(HopSummary summary) {
        return this == NONE
                ? summary
                : new HopSummary(
                        summary.partition(),
                        summary.partitions(),
                        summary.hop(),
                        summary.collectors(),
                        summary.cells().stream().map(this::over).toList(),
                        summary.rules().stream().map(this::over).toList());
    }

    private CellSummary over(CellSummary cell) {
        return new CellSummary(
                over(cell.cell()),
                cell.collector(),
                cell.heard(),
                cell.losses(),
                cell.sources(),
                cell.cohorts().stream().map(this::over).toList(),
                cell.returns(),
                cell.late(),
                cell.targets());
    }

    private CellSummary.Cohort over(CellSummary.Cohort cohort) {
        return new CellSummary.Cohort(
                cohort.lastHeard(),
                cohort.intervalSeconds(),
                cohort.lossBucket(),
                cohort.sleepBucket(),
                software.getOrDefault(cohort.software(), 0),
                invites.getOrDefault(cohort.invite(), 0),
                cohort.probes(),
                cohort.percent(),
                cohort.newcomers(),
                cohort.dark(),
                cohort.mains());
    }

    private LogEntry.Notice over(LogEntry.Notice notice) {
        return notice instanceof LogEntry.RalliesSet set
                ? new LogEntry.RalliesSet(over(set.rallies()), set.version(), set.series(), set.stamp())
                : notice;
    }

    public Rules over(Rules rules) {
        return new Rules(rules.thresholds(), over(rules.rallies()), rules.seen());
    }

    private List<Rally> over(List<Rally> rallies) {
        return rallies.stream()
                .filter(rally -> rally.from() <= until && rally.until() >= from)
                .toList();
    }

    /** What is known of versions, which stand there by their code. */
    Map<String, Long> overVersions(Map<String, Long> versions) {
        if (this == NONE) {
            return versions;
        }
        var renamed = new TreeMap<String, Long>();
        versions.forEach((code, hop) -> {
            var name = software.get(Integer.valueOf(code));
            if (name != null) {
                renamed.put(Integer.toString(name), hop);
            }
        });
        return renamed;
    }
}
