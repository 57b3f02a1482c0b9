package kz.dabyl.detector.core.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.detector.core.rules.Slowness;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Thresholds;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one cell in a hop: a summary for each partition and collector, all of them read or all of them to be read
 * once somebody asks. Not thread-safe.
 */
final class Said {

    private final List<CellSummary> summaries = new ArrayList<>();
    private final List<LazySummary> unread = new ArrayList<>(1);

    /** What the summaries say of targets, the same lists as long as nothing changes, and whether any is in trouble. */
    private final List<List<CellSummary.TargetTally>> tallies = new ArrayList<>();

    private boolean[] troubled = new boolean[2];
    private boolean anyTrouble;

    /** What {@code TargetPrefilter.mayFind} said of so many of {@link #tallies}, as long as these stay the same. */
    private boolean suspect;

    private int asked;

    /** By which thresholds so few ail, as long as the same is said of targets, that nothing is to be found. */
    private @Nullable Thresholds clearBy;

    /** Added up while they come. */
    private int reports;

    private int losses;
    private boolean anyReturns;
    private boolean anyLate;
    private boolean anySources;

    /** Sorted out of {@link #summaries} when first asked for. */
    private @Nullable Map<String, List<CellSummary.TargetTally>> targets;

    /** Another hop begins. What holds as long as the same is said of targets, {@link #isClear} among it, is kept. */
    void clear() {
        summaries.clear();
        unread.clear();
        reports = 0;
        losses = 0;
        anyTrouble = false;
        anyReturns = false;
        anyLate = false;
        anySources = false;
        targets = null;
    }

    void add(CellSummary summary) {
        anyTrouble |= isTroubled(summaries.size(), summary.targets());
        summaries.add(summary);
        reports += summary.heard() + summary.sources().heard();
        losses += summary.losses();
        anyReturns |= !summary.returns().isEmpty();
        anyLate |= !summary.late().isEmpty();
        anySources |= summary.sources().known() > 0;
    }

    /** These speak now, and say nothing that is rarely said. */
    void goOn(List<LazySummary> speakers) {
        unread.clear();
        unread.addAll(speakers);
        summaries.clear();
        losses = 0;
        anyReturns = false;
        anyLate = true;
        anySources = false;
        targets = null;
    }

    /** Whether a target of the {@code at}th summary is in trouble; looks only where it says something new of them. */
    private boolean isTroubled(int at, List<CellSummary.TargetTally> now) {
        if (at == tallies.size()) {
            tallies.add(List.of());
            troubled = at < troubled.length ? troubled : Arrays.copyOf(troubled, 2 * at);
        }
        if (tallies.get(at) != now) {
            tallies.set(at, now);
            troubled[at] = isTroubled(now);
            asked = 0;
            clearBy = null;
        }
        return troubled[at];
    }

    private static boolean isTroubled(List<CellSummary.TargetTally> tallies) {
        for (var i = 0; i < tallies.size(); i++) {
            if (!tallies.get(i).troubles().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    void add(LazySummary summary) {
        unread.add(summary);
        reports += summary.reports();
        losses += summary.losses();
        anyReturns |= summary.anyReturns();
        // What is not read yet may tell of some.
        anyLate = true;
        anySources |= summary.anySources();
    }

    List<CellSummary> summaries() {
        if (summaries.isEmpty()) {
            for (var summary : unread) {
                summaries.add(summary.summary());
            }
        }
        return summaries;
    }

    /** Whether all of it came through this collector. */
    boolean onlyThrough(String collector) {
        for (var summary : unread) {
            if (!summary.collector().equals(collector)) {
                return false;
            }
        }
        for (var summary : summaries) {
            if (!summary.collector().equals(collector)) {
                return false;
            }
        }
        return true;
    }

    /** What is said of each target, one tally for each summary that says anything. */
    Map<String, List<CellSummary.TargetTally>> targets() {
        var known = targets;
        if (known == null) {
            known = new HashMap<>();
            for (var summary : summaries()) {
                for (var tally : summary.targets()) {
                    known.computeIfAbsent(tally.target(), t -> new ArrayList<>(2))
                            .add(tally);
                }
            }
            targets = known;
        }
        return known;
    }

    /** Whether a target is in trouble for anybody, by the summaries that are read. */
    boolean anyTrouble() {
        return anyTrouble;
    }

    /** Whether so many may ail with a target that a scan could find it, by the summaries that are read. */
    boolean anySuspect() {
        if (anyTrouble && asked != summaries.size()) {
            asked = summaries.size();
            clearBy = null;
            suspect = TroubleBound.mayFind(tallies, asked);
        }
        return anyTrouble && suspect;
    }

    /** To be asked after {@link #anySuspect}. */
    boolean isClear(Thresholds thresholds) {
        return clearBy != null && Slowness.isSameBy(clearBy, thresholds);
    }

    /** These thresholds leave nothing to be found for as long as the same is said of targets. */
    void settle(Thresholds thresholds) {
        clearBy = thresholds;
    }

    int reports() {
        return reports;
    }

    int losses() {
        return losses;
    }

    boolean anyReturns() {
        return anyReturns;
    }

    /** Whether any report may have come late. */
    boolean anyLate() {
        return anyLate;
    }

    /** Whether any speak from the cell that never promise. */
    boolean anySources() {
        return anySources;
    }
}
