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
    private double alive = PRIOR_HOPS * Return.HEARD_WHEN_CUT;
    private double hops = PRIOR_HOPS;

    /**
     * Takes a hop in which it was no return.
     *
     * @param share of those who fell silent, that is heard
     * @param ofAll share of those who were there, that is heard
     */
    void take(double share, double ofAll) {
        heard = heard * FADE + share;
        alive = alive * FADE + ofAll;
        hops = hops * FADE + 1;
    }

    /** Whether hardly any of those who were there is heard; those who speak in spite of it from the first did not fall silent. */
    boolean none() {
        return alive <= Return.HEARD_WHEN_CUT * hops;
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
        alive = heard;
        hops = PRIOR_HOPS;
    }

    void write(WireOutput out) {
        out.f64(heard);
        out.f64(hops);
        out.f64(alive);
    }

    void read(WireInput in, int version) {
        heard = in.f64();
        hops = in.f64();
        // What leaks is not known of what was written before.
        alive = version >= IncidentStateCodec.LEAKS_OF_ALL ? in.f64() : hops;
    }
}
