package kz.dabyl.alerts.page;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/**
 * What is seen of some lines in one area.
 *
 * @param cause the open incident that makes it so; of several the gravest, of these the surest, then the oldest
 * @param hit how many places that can be told it is about
 * @param watched how many these are
 * @param partly whether others of them are known to live
 */
record Sight(Condition condition, Optional<Incident> cause, int hit, int watched, boolean partly) {

    static final Sight OK = new Sight(Condition.OK, Optional.empty(), 0, 0, false);
    static final Sight UNKNOWN = new Sight(Condition.UNKNOWN, Optional.empty(), 0, 0, false);

    /** Unknown though {@code watched} cells are there: they would notice no cut, or are being weighed. */
    static Sight doubtful(int watched) {
        return new Sight(Condition.UNKNOWN, Optional.empty(), 0, watched, false);
    }

    /** The gravest first. */
    static final Comparator<Incident> GRAVEST = Comparator.<Incident>comparingInt(incident -> gravity(incident.kind()))
            .thenComparing(Incident::certainty, Comparator.reverseOrder())
            .thenComparingLong(Incident::started)
            .thenComparing(Incident::id);

    private static int gravity(IncidentKind kind) {
        return switch (kind) {
            case BLACKOUT, OUTAGE, SHUTDOWN -> 0;
            case NETWORK_OUTAGE -> 1;
            case INTERNATIONAL_CUT -> 2;
            case THROTTLING, BLOCKING, TLS_INTERCEPTION -> 3;
            case COLLECTOR_UNREACHABLE -> 4;
            case TARGET_DOWN -> 5;
        };
    }

    /** What an incident means for the lines it names; empty if nothing, for it is not about them. */
    static Optional<Condition> meaning(IncidentKind kind) {
        return switch (kind) {
            case BLACKOUT, OUTAGE, SHUTDOWN, NETWORK_OUTAGE -> Optional.of(Condition.SHUTDOWN);
            case INTERNATIONAL_CUT, THROTTLING, BLOCKING, TLS_INTERCEPTION -> Optional.of(Condition.DEGRADED);
            case COLLECTOR_UNREACHABLE -> Optional.of(Condition.UNKNOWN);
            case TARGET_DOWN -> Optional.empty();
        };
    }

    /**
     * How it is in an area as a whole, from what is seen of its networks: one network lost is no shutdown as long as others
     * are known to live, and what is unknown of most is unknown.
     */
    static Condition overall(List<Sight> networks) {
        var down = networks.stream()
                .filter(sight -> sight.condition == Condition.SHUTDOWN)
                .toList();
        var works = count(networks, Condition.OK);
        var unknown = count(networks, Condition.UNKNOWN);
        var cut = down.stream()
                .flatMap(sight -> sight.cause.stream())
                .anyMatch(incident -> incident.kind() != IncidentKind.NETWORK_OUTAGE);
        if (cut || (!down.isEmpty() && down.size() + unknown == networks.size())) {
            return Condition.SHUTDOWN;
        }
        if (!down.isEmpty() || count(networks, Condition.DEGRADED) > 0) {
            return Condition.DEGRADED;
        }
        return works > 0 && works >= unknown ? Condition.OK : Condition.UNKNOWN;
    }

    private static long count(List<Sight> networks, Condition condition) {
        return networks.stream().filter(sight -> sight.condition == condition).count();
    }
}
