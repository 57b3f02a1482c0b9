package kz.dabyl.detector.core.incidents;

import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * Share of those who fell silent that is heard all the same while it lasts: a mean over some twenty minutes, begun with what
 * an otherwise complete cut lets through. Not thread-safe.
 */
final class Leak {

    private static final double FADE = 1 - 1 / 240.0;
    private static final double PRIOR_HOPS = 60;

    private double heard = PRIOR_HOPS * Return.HEARD_WHEN_CUT;
    private double hops = PRIOR_HOPS;

    /** Takes a hop in which it was no return. */
    void take(double share) {
        heard = heard * FADE + share;
        hops = hops * FADE + 1;
    }

    double share() {
        return heard / hops;
    }

    /** What is heard beyond that of a cut that is complete otherwise. */
    double excess() {
        return Math.max(0, share() - Return.HEARD_WHEN_CUT);
    }

    /** Another cut begins. */
    void forget() {
        heard = PRIOR_HOPS * Return.HEARD_WHEN_CUT;
        hops = PRIOR_HOPS;
    }

    void write(WireOutput out) {
        out.f64(heard);
        out.f64(hops);
    }

    void read(WireInput in) {
        heard = in.f64();
        hops = in.f64();
    }
}
