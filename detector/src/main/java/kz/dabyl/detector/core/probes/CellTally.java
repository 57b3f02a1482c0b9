package kz.dabyl.detector.core.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Report;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the summaries of one cell and collector, hop after hop. Who is there is kept from one hop to the next, see
 * {@link ProbeTallyEntry}; what came is gathered anew. Not thread-safe.
 */
final class CellTally {

    /** So many reports in a row may get lost in a crowd; who missed more was away, and who comes back from a cut loses none. */
    private static final long LONGEST_BAD_LUCK = 4;

    final Cell cell;
    final String collector;
    final Cohorts cohorts = new Cohorts();
    private int heard;
    private int losses;
    private int sourcesHeard;
    private int sourcesKnown;
    private final TargetTallies targets = new TargetTallies();
    private final List<ProbeTallyEntry> members = new ArrayList<>();
    private boolean targetsChanged;
    private List<CellSummary.TargetTally> told = List.of();
    private Map<Long, int[]> returns = Map.of();
    private Map<Long, int[]> late = Map.of();

    /** What was said last, where nobody had spoken: it is said again until something changes. */
    private @Nullable CellSummary quiet;

    CellTally(Cell cell, String collector) {
        this.cell = cell;
        this.collector = collector;
    }

    /** See {@link ProbeState#fetch}. */
    long fetch() {
        return cohorts.isEmpty() ? 0 : heard;
    }

    void heard(long gap) {
        heard++;
        losses += gap > LONGEST_BAD_LUCK ? 0 : (int) gap;
    }

    /** Counts a report of a source that never promises. */
    void heardSource() {
        sourcesHeard++;
    }

    /** Counts a source that never promises, whether it speaks or not, until it is dismissed. */
    void presentSource() {
        sourcesKnown++;
    }

    void dismissSource() {
        sourcesKnown--;
    }

    /** Takes in a probe whose targets count; gives its place. */
    int join(ProbeTallyEntry probe) {
        members.add(probe);
        return members.size() - 1;
    }

    /** Whoever stood last takes the place of who leaves. */
    void leave(int place) {
        var last = members.remove(members.size() - 1);
        if (place < members.size()) {
            members.set(place, last);
            last.moveTo(place);
        }
    }

    /** What the targets of the members are like is to be told anew. */
    void targetsChanged() {
        targetsChanged = true;
    }

    void returned(long lastHeardHop, boolean rebooted) {
        returns = returns.isEmpty() ? new TreeMap<>() : returns;
        var counts = returns.computeIfAbsent(lastHeardHop, h -> new int[2]);
        counts[0]++;
        counts[1] += rebooted ? 1 : 0;
    }

    void late(long measuredHop, Report report) {
        late = late.isEmpty() ? new TreeMap<>() : late;
        var counts = late.computeIfAbsent(measuredHop, h -> new int[3]);
        counts[0]++;
        var answered = 0;
        for (var ping : report.pings()) {
            answered += ping.ok() ? 1 : 0;
        }
        if (answered * 2 > report.pings().size()) {
            counts[1]++;
        } else if (answered == 0 && !report.pings().isEmpty()) {
            counts[2]++;
        }
    }

    /** The summary of the hop, or null if there is nothing to say. */
    @Nullable
    CellSummary take(long hop, TargetNames names) {
        var spoken = heard > 0 || sourcesKnown > 0 || !returns.isEmpty() || !late.isEmpty();
        var heardOfSources = sourcesHeard;
        // A source that has moved on since it spoke is not heard here, nor in any later hop.
        sourcesHeard = 0;
        if (!spoken && cohorts.isEmpty()) {
            return null;
        }
        var before = quiet;
        var list = cohorts.list();
        if (!spoken && !targetsChanged && before != null && before.cohorts() == list) {
            return before;
        }
        var sources =
                sourcesKnown == 0 ? CellSummary.Sources.NONE : new CellSummary.Sources(heardOfSources, sourcesKnown);
        var summary =
                new CellSummary(cell, collector, heard, losses, sources, list, returns(), late(), targets(hop, names));
        quiet = spoken ? null : summary;
        heard = 0;
        losses = 0;
        returns = Map.of();
        late = Map.of();
        return summary;
    }

    private List<CellSummary.TargetTally> targets(long hop, TargetNames names) {
        if (targetsChanged) {
            for (var member : members) {
                member.tell(targets, hop);
            }
            told = targets.take(hop, names, told);
            targetsChanged = false;
        }
        return told;
    }

    private List<CellSummary.Return> returns() {
        if (returns.isEmpty()) {
            return List.of();
        }
        var list = new ArrayList<CellSummary.Return>(returns.size());
        returns.forEach((hop, counts) -> list.add(new CellSummary.Return(hop, counts[0], counts[1])));
        return list;
    }

    private List<CellSummary.Late> late() {
        if (late.isEmpty()) {
            return List.of();
        }
        var list = new ArrayList<CellSummary.Late>(late.size());
        late.forEach((hop, counts) -> list.add(new CellSummary.Late(hop, counts[0], counts[1], counts[2])));
        return list;
    }
}
