package kz.dabyl.detector.evidence;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;

/** Who is there in a stretch of summaries: the most probes that each cell had at one time, and all codes. Not thread-safe. */
final class Census {

    private static final long EVERY_MILLIS = 60_000;

    private final TreeMap<Cell, Integer> most = new TreeMap<>();
    private final Set<Integer> software = new TreeSet<>();
    private final Set<Integer> invites = new TreeSet<>();
    private long looked = Long.MIN_VALUE;

    /** Counts who is in the state that {@code fold} begins with. */
    void begin(IncidentFold fold) {
        fold.census((cell, probes) -> most.put(cell, probes));
        fold.waiting().forEach(this::note);
    }

    /** Counts who is in a summary, which {@code fold} has taken. */
    void accept(HopSummary summary, IncidentFold fold) {
        note(summary);
        var time = Math.floorDiv(fold.now(), EVERY_MILLIS);
        if (time != looked) {
            looked = time;
            fold.census((cell, probes) -> most.merge(cell, probes, Math::max));
        }
    }

    private void note(HopSummary summary) {
        for (var cell : summary.cells()) {
            most.putIfAbsent(cell.cell(), 0);
            for (var cohort : cell.cohorts()) {
                software.add(cohort.software());
                invites.add(cohort.invite());
            }
        }
    }

    /** The most probes that each cell had at one time. */
    Map<Cell, Integer> most() {
        return most;
    }

    Set<Integer> software() {
        return software;
    }

    Set<Integer> invites() {
        return invites;
    }
}
