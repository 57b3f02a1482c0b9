package kz.dabyl.detector.core.openings;

import java.time.Duration;
import java.util.Collection;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;

/**
 * How much likelier a cut is at an hour at which the same cells were cut on the days before: curfews come every night, and a
 * shutdown is likeliest one to four days after another. Found on one day it is held to be twenty times as likely, on more
 * days so many times more; it never opens an incident without evidence of its own.
 */
final class Recurrence {

    private static final double TIMES_AS_LIKELY = 20;
    private static final long DAY_HOPS = Duration.ofDays(1).toMillis() / HopSummary.HOP_MILLIS;
    private static final long NEAR_HOPS = Duration.ofMinutes(45).toMillis() / HopSummary.HOP_MILLIS;

    private Recurrence() {}

    /** By how many nats the bar is lower for {@code scope}; 0 where nothing recurs. */
    static double bonus(Scope scope, Collection<IncidentState> incidents) {
        var days = incidents.stream()
                .filter(i -> i.state() == Incident.State.CLOSED && i.signal().isSilence())
                .filter(i -> sameHour(scope.onset() - i.startedHop()))
                .filter(i -> sharesCell(scope, i))
                .map(i -> Math.round((scope.onset() - i.startedHop()) / (double) DAY_HOPS))
                .distinct()
                .count();
        return days == 0 ? 0 : Math.log(TIMES_AS_LIKELY * days);
    }

    private static boolean sameHour(long apart) {
        var rest = Math.floorMod(apart, DAY_HOPS);
        return apart > DAY_HOPS / 2 && Math.min(rest, DAY_HOPS - rest) <= NEAR_HOPS;
    }

    private static boolean sharesCell(Scope scope, IncidentState incident) {
        for (Cell cell : scope.cells()) {
            if (incident.members().containsKey(cell)) {
                return true;
            }
        }
        return false;
    }
}
