package kz.dabyl.detector.tuning;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import kz.dabyl.model.IncidentKind;

/**
 * What really happened in a recording. Times are epoch milliseconds.
 *
 * @param scenario what to call it, may be empty
 * @param home ISO 3166 code of the watched country: an incident that names it covers every hexagon
 * @param start first tick
 * @param warmupSeconds how long the detector may learn before its alarms count
 * @param observed cells at home in which a probe was at any time
 * @param events what should have been found
 */
public record Truth(
        String scenario,
        String home,
        long start,
        int durationSeconds,
        int warmupSeconds,
        Set<Cell> observed,
        List<Event> events) {

    /** One network in one place, whatever the access. */
    public record Cell(String place, String network) {}

    /**
     * Something that a detector should have found.
     *
     * @param end empty if it outlasts the recording
     * @param visible whether any detector could have seen it with the probes that were there
     */
    public record Event(IncidentKind kind, long start, OptionalLong end, Set<Cell> cells, boolean visible) {

        public Event {
            cells = Set.copyOf(cells);
        }

        /** The same with another word on whether it could be seen. */
        public Event withVisible(boolean could) {
            return new Event(kind, start, end, cells, could);
        }
    }

    public Truth {
        observed = Set.copyOf(observed);
        events = List.copyOf(events);
    }

    /** When alarms begin to count. */
    public long judgedFrom() {
        return start + warmupSeconds * 1000L;
    }

    /** The last tick. */
    public long end() {
        return start + durationSeconds * 1000L;
    }

    /** The same with other events. */
    public Truth withEvents(List<Event> others) {
        return new Truth(scenario, home, start, durationSeconds, warmupSeconds, observed, others);
    }

    /** The same by another name. */
    public Truth named(String name) {
        return new Truth(name, home, start, durationSeconds, warmupSeconds, observed, events);
    }
}
