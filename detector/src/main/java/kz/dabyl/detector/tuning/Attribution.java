package kz.dabyl.detector.tuning;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import kz.dabyl.model.IncidentKind;

/**
 * Says which events an incident is about, and since when.
 *
 * <p>An incident <em>asserts</em> a cell when a revision names it that was not named, or was called back to normal, in the
 * revision before. An assertion belongs to the event that had the cell, from {@link #EARLY_MILLIS} before its start until
 * {@link #LATE_MILLIS} after its end; of several, to one of the incident's family of kinds, then to one that has not ended,
 * then to one of its kind, then to the latest. So an alarm that stood already when the event began did not find it, and an
 * incident that is opened again finds the next event. The incident belongs to the event with most of its cells, and to every
 * other event of that kind of which it asserts cells (two cities at once). An incident that asserts nothing in time belongs
 * to the event in whose span it says that it was, if it shares a cell.
 */
public final class Attribution {

    /** By how much an estimate of the beginning may be early. */
    public static final long EARLY_MILLIS = 60_000;

    /** For how long after its end an event may still be found. */
    public static final long LATE_MILLIS = 900_000;

    private static final Set<IncidentKind> SILENCE = EnumSet.of(
            IncidentKind.SHUTDOWN,
            IncidentKind.NETWORK_OUTAGE,
            IncidentKind.OUTAGE,
            IncidentKind.BLACKOUT,
            IncidentKind.COLLECTOR_UNREACHABLE);

    private final Truth truth;
    private final Coverage coverage;

    Attribution(Truth truth, Coverage coverage) {
        this.truth = truth;
        this.coverage = coverage;
    }

    /** Whether it is found by reports that stay away, and not by what pings say. */
    public static boolean isSilence(IncidentKind kind) {
        return SILENCE.contains(kind);
    }

    /** Whether both are found by reports that stay away, or both by what pings say. */
    public static boolean sameFamily(IncidentKind one, IncidentKind other) {
        return isSilence(one) == isSilence(other);
    }

    /** The events that {@code finding} is about, each with the time at which it was first told of. */
    Map<Truth.Event, Long> events(Finding finding) {
        var found = new HashMap<Truth.Event, Found>();
        Set<Truth.Cell> before = Set.of();
        var isFirst = true;
        for (var stage : finding.stages()) {
            var now = isFirst ? coverage.named(stage) : coverage.asserted(stage);
            for (var cell : now) {
                if (!before.contains(cell)) {
                    event(finding, cell, stage.at())
                            .ifPresent(event -> found.computeIfAbsent(event, e -> new Found(stage.at()))
                                    .cells
                                    .add(cell));
                }
            }
            before = now;
            isFirst = false;
        }
        return found.isEmpty() ? toldLate(finding) : ofOneKind(finding, found);
    }

    /** When an event was first told of, and the cells of it that were. */
    private static final class Found {

        private final long at;
        private final Set<Truth.Cell> cells = new HashSet<>();

        Found(long at) {
            this.at = at;
        }
    }

    private Optional<Truth.Event> event(Finding finding, Truth.Cell cell, long at) {
        return truth.events().stream()
                .filter(event -> event.cells().contains(cell))
                .filter(event -> at >= event.start() - EARLY_MILLIS && at <= end(event) + LATE_MILLIS)
                .max(Comparator.comparing((Truth.Event event) -> sameFamily(event.kind(), finding.kind()))
                        .thenComparing(event -> at <= end(event) + EARLY_MILLIS)
                        .thenComparing(event -> event.kind() == finding.kind())
                        .thenComparing(Truth.Event::start));
    }

    private Map<Truth.Event, Long> ofOneKind(Finding finding, Map<Truth.Event, Found> found) {
        var best = truth.events().stream()
                .filter(found::containsKey)
                .max(Comparator.comparing((Truth.Event event) -> sameFamily(event.kind(), finding.kind()))
                        .thenComparing(event -> count(found, event))
                        .thenComparing(event -> event.kind() == finding.kind())
                        .thenComparing(Comparator.comparing(Truth.Event::start).reversed()))
                .orElseThrow();
        var events = new HashMap<Truth.Event, Long>();
        found.forEach((event, first) -> {
            if (event.kind() == best.kind()) {
                events.put(event, first.at);
            }
        });
        return events;
    }

    private static int count(Map<Truth.Event, Found> found, Truth.Event event) {
        return found.getOrDefault(event, new Found(0)).cells.size();
    }

    private Map<Truth.Event, Long> toldLate(Finding finding) {
        var named = coverage.named(finding.verdict());
        return truth.events().stream()
                .filter(event -> finding.detected() > end(event))
                .filter(event -> finding.started() <= end(event) + LATE_MILLIS
                        && finding.ended().orElse(Long.MAX_VALUE) >= event.start() - EARLY_MILLIS)
                .filter(event -> shared(named, event) > 0)
                .max(Comparator.comparing((Truth.Event event) -> sameFamily(event.kind(), finding.kind()))
                        .thenComparing(event -> shared(named, event)))
                .map(event -> Map.of(event, finding.detected()))
                .orElse(Map.of());
    }

    static int shared(Set<Truth.Cell> cells, Truth.Event event) {
        return (int) cells.stream().filter(event.cells()::contains).count();
    }

    private long end(Truth.Event event) {
        return end(event.end());
    }

    private long end(OptionalLong end) {
        return Math.min(end.orElse(truth.end()), truth.end());
    }
}
