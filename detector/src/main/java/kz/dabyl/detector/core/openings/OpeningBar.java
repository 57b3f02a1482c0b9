package kz.dabyl.detector.core.openings;

import java.util.Collection;
import java.util.List;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.rules.Budget;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.scopes.ScopeScan;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;

/** How much has to speak for a scope before it may open an incident, whatever else may speak against it. */
public final class OpeningBar {

    /**
     * One network that is out longer than most outages, and outages in two areas that begin by chance within a minute: each
     * would spend the whole budget alone.
     */
    private static final double WAYS_TO_ERR = 2;

    /** Other incidents in the past may move a stricter bar so much lower, by {@link Recurrence}. */
    public static final double NEAR_NATS = 0.5;

    private final World world;
    private final Thresholds thresholds;
    private final List<Rally> rallies;
    private final Collection<IncidentState> incidents;

    public OpeningBar(World world, Thresholds thresholds, List<Rally> rallies, Collection<IncidentState> incidents) {
        this.world = world;
        this.thresholds = thresholds;
        this.rallies = rallies;
        this.incidents = incidents;
    }

    /** Score that opens an incident outside rallies and hours of curfew, in nats. */
    public double nats() {
        var areas = world.watchedAreas(thresholds);
        return Budget.bar(thresholds, world.watchedPlaces(thresholds)) + (areas.size() > 1 ? Math.log(WAYS_TO_ERR) : 0);
    }

    /** How far a scope is over the bar, in nats. */
    double margin(Scope scope, double bar) {
        var lowered = bar
                - Budget.rallyBonus(thresholds, rallies, scope.places(), world.nowMillis())
                - Recurrence.bonus(scope, incidents);
        return scope.score() - lowered;
    }

    boolean enoughProbes(Scope scope) {
        return scope.silent() >= thresholds.minProbes();
    }

    /** Whether what speaks for a scope of one area suffices, whatever else may speak against it. */
    public boolean suffices(Scope scope, double bar) {
        return scope.score() >= ScopeScan.LEAST_AREA && margin(scope, bar) >= 0 && enoughProbes(scope);
    }
}
