package kz.dabyl.detector.core.cells;

import java.util.List;
import java.util.TreeMap;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.model.HopSummary;

/**
 * How well "most of these probes fell silent together, and stayed so" explains what is heard of a cell.
 *
 * <p>For an onset τ, {@code G(τ) = Σ w [e(now) - e(τ - ramp)]⁺ + j ln ε} over the probes last heard by τ, j the probes
 * heard since: a leak ε of them may still get through. Only what became silent within the ramp counts.
 *
 * <p>Of a cell with many probes a part may be cut: a third of them or more, eight at least, are believed on their own if
 * they have broken three promises each, and also pay for having been chosen, {@code ln C(n, k) ≈ n H(k / n)} with H the
 * entropy in nats, in the place of the leak. Where forty did, a tenth of the cell suffices: so many have a cause in common,
 * a district without power in a cell that is a country. Three, because where a crowd makes the masts lose a third of
 * everything many break one or two.
 *
 * <p>Three in ten of all who are known in a cell, asleep or not, may be invented and fall silent when it suits them. With them a
 * few who fell asleep by themselves would be a third of those awake: so a third is believed only if what is left without as
 * many, those left out who speak loudest, is no chance either.
 *
 * @param nats G
 * @param newly probes that fell silent within the ramp, by credibility
 * @param newlyWeight their weight
 * @param since weight of probes heard since
 * @param part whether it explains a part of the cell only
 */
public record Onset(double nats, double newly, double newlyWeight, double since, boolean part) {

    static final Onset NONE = new Onset(0, 0, 0, 0, false);

    /** Cuts come at once, */
    public static final long SHORT_RAMP_MILLIS = 60_000;

    /** or, network by network, over some minutes. */
    public static final long LONG_RAMP_MILLIS = 300_000;

    /** Share of probes that an otherwise complete cut still lets through. */
    private static final double LN_LEAK = Math.log(0.05);

    static final double PARTLY = 1 / 3.0;
    static final double LEAST_PART = 8;
    private static final double MANY = 40;
    private static final double SOME = 0.1;
    private static final int PART_BROKEN = 3;

    /** Share of the probes of a cell that may be invented: three in ten, and some of the others have gone elsewhere. */
    private static final double FORGED = 1 / 3.0;

    /** Nats that the others of a part need: less is had by who tries often enough. */
    private static final double OTHERS_NATS = 6;

    /** Most that one probe heard since can speak against an onset, so that one cell cannot veto a city. */
    private static final double MOST_AGAINST = 15;

    public static Onset at(List<Presence> presences, long onset, long rampMillis) {
        return at(presences, onset, rampMillis, true);
    }

    /** Who fell silent and who was heard since; what that is worth is left out, which is most of the work. */
    static Onset unweighed(List<Presence> presences, long onset, long rampMillis) {
        return at(presences, onset, rampMillis, false);
    }

    private static Onset at(List<Presence> presences, long onset, long rampMillis, boolean weighed) {
        var before = HopSummary.startOf(onset + 1) - rampMillis;
        var nats = 0.0;
        var newly = 0.0;
        var newlyWeight = 0.0;
        var since = 0.0;
        var part = new Lasting();
        for (var presence : presences) {
            // Of those whose collector was blind since then nothing is known: they speak neither for it nor against it.
            if (presence.heard() > onset) {
                since += presence.weight();
            } else if (presence.lastHeard() <= onset && presence.broken() > 0 && !presence.blind()) {
                var brokenBefore = presence.brokenAt(before);
                var gain = weighed ? presence.gainSince(before, brokenBefore, rampMillis) : 0;
                nats += presence.weight() * gain;
                if (brokenBefore == 0) {
                    newly += presence.credible();
                    newlyWeight += presence.weight();
                    if (presence.broken() >= PART_BROKEN) {
                        part.add(presence, gain);
                    }
                }
            }
        }
        var all = newlyWeight + since;
        if (newlyWeight < Shares.MOST * all
                && (part.areMany(all)
                        || (part.areEnough(all) && !(weighed && mayBeInvented(presences, onset, rampMillis))))) {
            return new Onset(part.nats - choice(part.weight, all), part.newly, part.weight, all - part.weight, true);
        }
        return new Onset(nats + Math.max(since * LN_LEAK, -MOST_AGAINST), newly, newlyWeight, since, false);
    }

    /** Whether a part is worth little without as many as may be invented, if these give most. */
    private static boolean mayBeInvented(List<Presence> presences, long onset, long rampMillis) {
        var before = HopSummary.startOf(onset + 1) - rampMillis;
        var known = 0.0;
        var silent = 0.0;
        var gains = new TreeMap<Double, Double>();
        for (var presence : presences) {
            known += presence.weight();
            if (presence.lastHeard() <= onset
                    && presence.broken() >= PART_BROKEN
                    && !presence.blind()
                    && presence.brokenAt(before) == 0) {
                silent += presence.weight();
                gains.merge(presence.gainSince(before, 0, rampMillis), presence.weight(), Double::sum);
            }
        }
        var others = silent - FORGED * known;
        if (others <= 0) {
            return true;
        }
        var nats = -choice(others, known - FORGED * known);
        var left = others;
        for (var gain : gains.entrySet()) {
            var counted = Math.min(left, gain.getValue());
            nats += counted * gain.getKey();
            left -= counted;
        }
        return nats < OTHERS_NATS;
    }

    /** Those of a cell that have broken enough promises to be believed without the others. */
    private static final class Lasting {

        private double nats;
        private double newly;
        private double weight;

        boolean areEnough(double all) {
            return newly >= LEAST_PART && weight >= PARTLY * all;
        }

        boolean areMany(double all) {
            return newly >= MANY && weight >= SOME * all;
        }

        void add(Presence presence, double gain) {
            nats += presence.weight() * gain;
            newly += presence.credible();
            weight += presence.weight();
        }
    }

    /** Nats for choosing {@code some} of {@code all}. */
    private static double choice(double some, double all) {
        var share = some / all;
        return -all * (share * Math.log(share) + (1 - share) * Math.log(1 - share));
    }

    /** Whether at least 60 % of those that had been speaking fell silent, or a part that speaks for itself. */
    public boolean most() {
        return newlyWeight > 0 && (part || newlyWeight >= Shares.MOST * (newlyWeight + since));
    }
}
