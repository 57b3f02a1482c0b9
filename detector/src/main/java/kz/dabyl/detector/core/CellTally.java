package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Report;

/**
 * Gathers the summaries of one cell and collector, hop after hop. Probes are counted as packed numbers, sorted once a hop:
 * a probe costs no object. Not thread-safe.
 */
final class CellTally {

    private static final int PERCENT_BITS = 7;
    private static final int SOFTWARE_BITS = 16;
    private static final int INVITE_BITS = 8;
    private static final int FLAG_BITS = 1;
    private static final int BUCKET_BITS = 3;
    private static final int INTERVAL_BITS = 12;
    private static final long PERCENT_MASK = (1L << PERCENT_BITS) - 1;

    final Cell cell;
    final String collector;
    private int heard;
    private int losses;
    private int sourcesHeard;
    private int sourcesKnown;
    private long[] present = new long[8];
    private int presentCount;
    private final TargetTallies targets = new TargetTallies();
    private final Map<Long, int[]> returns = new TreeMap<>();
    private final Map<Long, int[]> late = new TreeMap<>();

    CellTally(Cell cell, String collector) {
        this.cell = cell;
        this.collector = collector;
    }

    void heard(long gap) {
        heard++;
        losses += (int) Math.min(gap, ProbeState.LONGEST_LOSS);
    }

    /** Counts a report of a source that never promises. */
    void heardSource() {
        sourcesHeard++;
    }

    /** Counts a source that never promises, whether it spoke in this hop or not. */
    void presentSource() {
        sourcesKnown++;
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

    /** Counts a probe last heard with a network that works {@code age} hops ago, 0 to {@link ProbeFold#LONGEST_REMEMBERED_HOPS}. */
    void present(long age, int interval, Traits traits) {
        if (presentCount == present.length) {
            present = Arrays.copyOf(present, 2 * presentCount);
        }
        // The oldest first, as the order by hop would have it.
        var key = ProbeFold.LONGEST_REMEMBERED_HOPS - age;
        key = key << INTERVAL_BITS | interval;
        key = key << BUCKET_BITS | traits.lossBucket();
        key = key << BUCKET_BITS | traits.sleepBucket();
        key = key << FLAG_BITS | (traits.newcomer() ? 1 : 0);
        key = key << FLAG_BITS | (traits.dark() ? 1 : 0);
        key = key << FLAG_BITS | (traits.mains() ? 1 : 0);
        key = key << INVITE_BITS | traits.invite();
        key = key << SOFTWARE_BITS | traits.software();
        present[presentCount++] = key << PERCENT_BITS | traits.percent();
    }

    /** Counts a probe for which all its targets answer as usual. */
    void well(TargetNames.Menu menu, int percent, boolean newcomer) {
        targets.well(menu, percent, newcomer);
    }

    /** Counts a probe for which a target answers as usual. */
    void well(int target, int percent, boolean newcomer) {
        targets.well(target, percent, newcomer);
    }

    /** Counts a probe for which a target does not answer as usual. */
    void trouble(TargetState target, long hop, int percent, boolean newcomer) {
        targets.trouble(target, hop, percent, newcomer);
    }

    /** What a probe is like, apart from when it was heard and what it promised. */
    record Traits(
            int lossBucket,
            int sleepBucket,
            int software,
            int invite,
            int percent,
            boolean newcomer,
            boolean dark,
            boolean mains) {}

    /** The summary of the hop, if there is anything to say; the next one starts from nothing. */
    Optional<CellSummary> take(long hop, TargetNames names) {
        if (presentCount == 0 && heard == 0 && sourcesKnown == 0 && returns.isEmpty() && late.isEmpty()) {
            return Optional.empty();
        }
        var sources =
                sourcesKnown == 0 ? CellSummary.Sources.NONE : new CellSummary.Sources(sourcesHeard, sourcesKnown);
        var summary = new CellSummary(
                cell, collector, heard, losses, sources, cohorts(hop), returns(), late(), targets.take(hop, names));
        heard = 0;
        losses = 0;
        sourcesHeard = 0;
        sourcesKnown = 0;
        presentCount = 0;
        returns.clear();
        late.clear();
        return Optional.of(summary);
    }

    private List<CellSummary.Cohort> cohorts(long hop) {
        Arrays.sort(present, 0, presentCount);
        var list = new ArrayList<CellSummary.Cohort>();
        for (var from = 0; from < presentCount; ) {
            var key = present[from] >>> PERCENT_BITS;
            var percent = 0;
            var to = from;
            while (to < presentCount && present[to] >>> PERCENT_BITS == key) {
                percent += (int) (present[to] & PERCENT_MASK);
                to++;
            }
            list.add(cohort(hop, key, to - from, percent));
            from = to;
        }
        return list;
    }

    private static CellSummary.Cohort cohort(long hop, long key, int probes, int percent) {
        var rest = key;
        var software = (int) (rest & ((1 << SOFTWARE_BITS) - 1));
        rest >>>= SOFTWARE_BITS;
        var invite = (int) (rest & ((1 << INVITE_BITS) - 1));
        rest >>>= INVITE_BITS;
        var mains = (rest & 1) != 0;
        rest >>>= FLAG_BITS;
        var dark = (rest & 1) != 0;
        rest >>>= FLAG_BITS;
        var newcomers = (rest & 1) != 0;
        rest >>>= FLAG_BITS;
        var sleep = (int) (rest & ((1 << BUCKET_BITS) - 1));
        rest >>>= BUCKET_BITS;
        var loss = (int) (rest & ((1 << BUCKET_BITS) - 1));
        rest >>>= BUCKET_BITS;
        var interval = (int) (rest & ((1 << INTERVAL_BITS) - 1));
        var age = ProbeFold.LONGEST_REMEMBERED_HOPS - (rest >>> INTERVAL_BITS);
        return new CellSummary.Cohort(
                hop - age, interval, loss, sleep, software, invite, probes, percent, newcomers, dark, mains);
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
