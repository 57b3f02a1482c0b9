package kz.dabyl.alerts.cells;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import kz.dabyl.model.Places;

/**
 * What is known of all cells at one moment. Immutable.
 *
 * @param shown in the order of cells
 * @param until log time up to which they were judged, epoch milliseconds; empty if they never were
 * @param arrived wall time at which that was said, epoch milliseconds
 * @param version grows with every change
 * @param named hexagons of which a cell was ever shown, and those around them
 */
public record Cells(List<CellState> shown, OptionalLong until, long arrived, long version, Set<String> named) {

    public static final Cells NONE = new Cells(List.of(), OptionalLong.empty(), 0, 0, Set.of());

    /** A detector at work speaks every fifteen seconds. */
    private static final Duration SILENT = Duration.ofSeconds(60);

    /** Further behind, states are of the past: it reads up on what it missed. */
    private static final Duration BEHIND = Duration.ofSeconds(90);

    public Cells {
        shown = List.copyOf(shown);
        named = Set.copyOf(named);
    }

    /**
     * Whether these are old states, which say nothing of the present.
     *
     * @param now wall time, epoch milliseconds
     * @param logIsNow whether the log lives in wall time, so that its times can be compared with {@code now}
     */
    public boolean stale(long now, boolean logIsNow) {
        return until.isEmpty()
                || now - arrived > SILENT.toMillis()
                || (logIsNow && now - until.getAsLong() > BEHIND.toMillis());
    }

    /** Whether people may be told of {@code place}: of a hexagon only if it had enough probes, for few can be recognised. */
    public boolean mayName(String place) {
        return !Places.isHex(place) || named.contains(place);
    }
}
