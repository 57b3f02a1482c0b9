package kz.dabyl.detector.core.rules;

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
public final class Budget {

    private static final double LOOKS_A_MONTH = 30 * 86_400 / 60.0;

    private Budget() {}

    /** Score over which a scope opens an incident, in nats. */
    public static double bar(Thresholds thresholds, int cells) {
        return Math.log(LOOKS_A_MONTH * Math.max(1, cells) / thresholds.falseAlarmsPerMonth());
    }

    /** How much lower the bar is inside a rally's area and hours; 0 outside. */
    public static double rallyBonus(
            Thresholds thresholds, List<Rally> rallies, Collection<String> places, long nowMillis) {
        for (var rally : rallies) {
            if (rally.at(nowMillis) && places.stream().anyMatch(rally::covers)) {
                return Math.log(thresholds.rallyPrior());
            }
        }
        return 0;
    }

    /**
     * Evidence against the network's own short outages: {@code V = -ln(e^-G + r W e^(-age/m))}. However strong G is, one
     * network alone cannot be called before its silence has outlasted them.
     *
     * @param natural {@code NaturalOutages.chance}
     */
    public static double bounded(double nats, double natural) {
        return -Math.log(Math.exp(-nats) + natural);
    }
}
