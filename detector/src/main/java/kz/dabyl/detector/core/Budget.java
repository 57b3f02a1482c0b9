package kz.dabyl.detector.core;

import java.util.Collection;
import java.util.List;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;

/**
 * Turns the false alarms that a deployment may raise a month into the score that an incident needs.
 *
 * <p>{@code h = ln(looks / F)}: a month has so many independent looks at so many cells, and F of them may err. Looks nearer
 * than a minute see mostly the same probes.
 */
final class Budget {

    private static final double LOOKS_A_MONTH = 30 * 86_400 / 60.0;

    /** Natural short outages of one network in one place: 0.3 a day, 40 s long on average. */
    private static final double OUTAGES_PER_SECOND = 0.3 / 86_400;

    static final double OUTAGE_MEAN_SECONDS = 40;

    private Budget() {}

    /** Score over which a scope opens an incident, in nats. */
    static double bar(Thresholds thresholds, int cells) {
        return Math.log(LOOKS_A_MONTH * Math.max(1, cells) / thresholds.falseAlarmsPerMonth());
    }

    /** How much lower the bar is inside a rally's area and hours; 0 outside. */
    static double rallyBonus(Thresholds thresholds, List<Rally> rallies, Collection<String> places, long now) {
        for (var rally : rallies) {
            if (rally.at(now) && places.stream().anyMatch(rally::covers)) {
                return Math.log(thresholds.rallyPrior());
            }
        }
        return 0;
    }

    /** How surprising it is that one natural outage begins within so long, in nats. */
    static double naturalNats(long millis) {
        return -Math.log(OUTAGES_PER_SECOND * millis / 1000.0);
    }

    /**
     * Evidence against the network's own short outages: {@code V = -ln(e^-G + r W e^(-age/m))}. However strong G is, one
     * network alone cannot be called before its silence has outlasted them.
     */
    static double bounded(double nats, long windowMillis, long ageMillis) {
        var natural = OUTAGES_PER_SECOND
                * (windowMillis / 1000.0)
                * Math.exp(-Math.max(0, ageMillis) / 1000.0 / OUTAGE_MEAN_SECONDS);
        return -Math.log(Math.exp(-nats) + natural);
    }
}
