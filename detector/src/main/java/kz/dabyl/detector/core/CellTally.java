package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Report;
import kz.dabyl.model.TargetClass;

/** Gathers the summary of one cell and collector during one hop. Not thread-safe. */
final class CellTally {

    private int heard;
    private int losses;
    private final Map<CohortKey, int[]> cohorts = new TreeMap<>();
    private final Map<Long, int[]> returns = new TreeMap<>();
    private final Map<Long, int[]> late = new TreeMap<>();
    private final Map<TargetClass, int[]> tallies = new EnumMap<>(TargetClass.class);

    void heard(Report report, long gap) {
        heard++;
        losses += (int) Math.min(gap, 1000);
        for (var ping : report.pings()) {
            tallies.computeIfAbsent(ping.targetClass(), c -> new int[2])[ping.ok() ? 0 : 1]++;
        }
    }

    void returned(long lastHeardHop, boolean rebooted) {
        var counts = returns.computeIfAbsent(lastHeardHop, h -> new int[2]);
        counts[0]++;
        counts[1] += rebooted ? 1 : 0;
    }

    void late(long measuredHop, Report report) {
        var counts = late.computeIfAbsent(measuredHop, h -> new int[3]);
        counts[0]++;
        var answered = report.pings().stream().filter(ping -> ping.ok()).count();
        if (answered * 2 > report.pings().size()) {
            counts[1]++;
        } else if (answered == 0 && !report.pings().isEmpty()) {
            counts[2]++;
        }
    }

    void present(CohortKey key, int percent) {
        var counts = cohorts.computeIfAbsent(key, k -> new int[2]);
        counts[0]++;
        counts[1] += percent;
    }

    CellSummary summary(Cell cell, String collector) {
        return new CellSummary(cell, collector, heard, cohortList(), returnList(), lateList(), tallyList(), losses);
    }

    private List<CellSummary.Cohort> cohortList() {
        var list = new ArrayList<CellSummary.Cohort>(cohorts.size());
        cohorts.forEach((key, counts) -> list.add(new CellSummary.Cohort(
                key.lastHeard(),
                key.intervalSeconds(),
                key.lossBucket(),
                key.sleepBucket(),
                key.software(),
                counts[0],
                counts[1])));
        return list;
    }

    private List<CellSummary.Return> returnList() {
        var list = new ArrayList<CellSummary.Return>(returns.size());
        returns.forEach((hop, counts) -> list.add(new CellSummary.Return(hop, counts[0], counts[1])));
        return list;
    }

    private List<CellSummary.Late> lateList() {
        var list = new ArrayList<CellSummary.Late>(late.size());
        late.forEach((hop, counts) -> list.add(new CellSummary.Late(hop, counts[0], counts[1], counts[2])));
        return list;
    }

    private List<CellSummary.Tally> tallyList() {
        var list = new ArrayList<CellSummary.Tally>(tallies.size());
        tallies.forEach((targets, counts) -> list.add(new CellSummary.Tally(targets, counts[0], counts[1])));
        return list;
    }
}
