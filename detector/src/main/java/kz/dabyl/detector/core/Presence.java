package kz.dabyl.detector.core;

import kz.dabyl.model.HopSummary;

/**
 * Probes of one cell that look alike, as they stand at the end of a hop.
 *
 * @param lastHeard hop from which their silence counts: last heard, or the end of their collector's blindness
 * @param blind whether their collector is blind or seems to fail, so that silence now means nothing
 * @param loss share of reports lost on the air, the larger of the probes' and the cell's
 * @param weight sum of weights, each 0 to 1
 * @param broken promises broken by now
 * @param evidence nats a full-weight probe's silence gives by now
 * @param newcomers whether they are too young to prove anything alone
 * @param dark whether they say by another way that no target answers: explicit, where silence must be guessed from
 */
record Presence(
        String collector,
        int software,
        long lastHeard,
        boolean blind,
        int intervalSeconds,
        double loss,
        double sleepsPerHour,
        int probes,
        double weight,
        int broken,
        double evidence,
        boolean newcomers,
        boolean dark) {

    /** Evidence of a probe that no target answers: one in 250 says so though its network works, at home or for good. */
    static final double DARK_NATS = 5.5;

    /** Middle of the hop in which they were last heard, epoch milliseconds. */
    long lastHeardMillis() {
        return HopSummary.startOf(lastHeard) + HopSummary.HOP_MILLIS / 2;
    }

    int brokenAt(long time) {
        return Silence.brokenPromises(time - lastHeardMillis(), intervalSeconds);
    }

    /**
     * Evidence of one full-weight probe gained since the beginning of a ramp, in nats. Whoever may fall silent at any
     * moment of a ramp does so by chance the more easily the longer it is: that bounds the evidence.
     */
    double gainSince(long time, long rampMillis) {
        var before = brokenAt(time);
        if (dark) {
            return before == 0 ? evidence : 0;
        }
        var gain = before == 0
                ? evidence
                : Math.max(0, evidence - Silence.evidence(before, loss, sleepsPerHour, intervalSeconds));
        return Math.min(gain, Silence.mostWithin(rampMillis / 1000.0 + intervalSeconds, sleepsPerHour));
    }

    /** Name of their software for comparison; empty where unknown. */
    String version() {
        return software == 0 ? "" : Integer.toString(software);
    }

    boolean keepsPromises() {
        return broken == 0;
    }

    /** Probes that count as distinct: a crowd of the new and unproven does not. */
    double credible() {
        return newcomers ? 0 : Math.min(probes, 2 * weight);
    }
}
