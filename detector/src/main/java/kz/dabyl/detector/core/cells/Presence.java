package kz.dabyl.detector.core.cells;

import kz.dabyl.detector.core.rules.Silence;
import kz.dabyl.model.HopSummary;

/**
 * Probes of one cell that look alike, or all of its sources that never promise, as they stand at the end of a hop.
 *
 * @param invite by which they came, 0 where unknown, see {@link kz.dabyl.model.CellSummary#inviteCode}
 * @param heard hop in which they were last heard
 * @param lastHeard hop from which their silence counts: last heard, or the end of their collector's blindness, which may be to come
 * @param blind whether their collector is blind or seems to fail, so that silence now means nothing
 * @param loss share of reports lost on the air, the larger of the probes' and the cell's
 * @param weight sum of weights, each 0 to 1
 * @param broken promises broken by now
 * @param evidence nats a full-weight probe's silence gives by now
 * @param newcomers whether they are too young to prove anything alone
 * @param dark whether they say by another way that no target answers: explicit, where silence must be guessed from
 * @param mains whether they hang on the mains: a power cut silences them
 * @param natsPerSecond of sources that never promise, what a second of their silence is worth for each of their
 *     {@code weight}; 0 for probes that promise
 */
public record Presence(
        String collector,
        int software,
        int invite,
        long heard,
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
        boolean dark,
        boolean mains,
        double natsPerSecond) {

    /** Evidence of a probe that no target answers: one in 250 says so though its network works, at home or for good. */
    static final double DARK_NATS = 5.5;

    /** Sources that together speak once in so many seconds weigh as much as a probe, */
    private static final double PROBE_SECONDS = 600;

    /** but never more than so many. */
    private static final double MOST_SOURCES = 3;

    private static final double HOP_SECONDS = HopSummary.HOP_MILLIS / 1000.0;

    /** The sources of a cell that never promise; {@code evidence} is that of all of them. */
    static Presence ofSources(Cadence cadence, String collector, long hop, boolean deaf) {
        var rate = cadence.rate(hop);
        var weight = Math.min(MOST_SOURCES, PROBE_SECONDS * cadence.meanRate());
        return new Presence(
                collector,
                0,
                0,
                cadence.lastHeard(),
                cadence.lastHeard(),
                deaf,
                (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(cadence.known() / rate))),
                0,
                0,
                cadence.known(),
                weight,
                cadence.down() ? Math.max(1, (int) (cadence.nats() / Cadence.SILENT_NATS)) : 0,
                cadence.nats() / weight,
                false,
                false,
                false,
                cadence.natsPerSecond(hop) / weight);
    }

    /** Whether these are sources that never promise. */
    public boolean sources() {
        return natsPerSecond > 0;
    }

    /** Middle of the hop from which their silence counts, epoch milliseconds. */
    long lastHeardMillis() {
        return middleOf(lastHeard);
    }

    private static long middleOf(long hop) {
        return HopSummary.startOf(hop) + HopSummary.HOP_MILLIS / 2;
    }

    /**
     * Whether they kept their promises at {@code onset}, or were heard since. Whose collector was blind since then may have been
     * silent before that: what was heard of them decides, and not from when on their silence counts.
     */
    boolean wasPresent(long onset) {
        if (heard > onset) {
            return true;
        }
        var end = HopSummary.startOf(onset + 1);
        return (lastHeard > onset ? Silence.brokenPromises(end - middleOf(heard), intervalSeconds) : brokenAt(end))
                <= 1;
    }

    public int brokenAt(long time) {
        if (sources()) {
            return (int) (weight * natsBy(time) / Cadence.SILENT_NATS);
        }
        return Silence.brokenPromises(time - lastHeardMillis(), intervalSeconds);
    }

    /**
     * Evidence of one full-weight probe gained since the beginning of a ramp, in nats. Whoever may fall silent at any
     * moment of a ramp does so by chance the more easily the longer it is: that bounds the evidence.
     */
    public double gainSince(long time, long rampMillis) {
        return gainSince(time, brokenAt(time), rampMillis);
    }

    /** @param before promises broken at {@code time} */
    double gainSince(long time, int before, long rampMillis) {
        if (sources()) {
            return Math.max(0, evidence - natsBy(time));
        }
        if (dark) {
            return before == 0 ? evidence : 0;
        }
        var gain = before == 0
                ? evidence
                : Math.max(0, evidence - Silence.evidence(before, loss, sleepsPerHour, intervalSeconds));
        return Math.min(gain, Silence.mostWithin(rampMillis / 1000.0 + intervalSeconds, sleepsPerHour));
    }

    /** What their silence up to {@code time} is worth, in nats. */
    private double natsBy(long time) {
        return Math.max(0, time - lastHeardMillis()) / 1000.0 * natsPerSecond;
    }

    /** The same so many hops after the end of hop {@code hop}, if nothing is heard of them meanwhile. */
    public Presence silentFor(long hops, long hop) {
        if (sources()) {
            var gained = evidence + hops * HOP_SECONDS * natsPerSecond;
            return with(heard, lastHeard, probes, weight, (int) (weight * gained / Cadence.SILENT_NATS), gained);
        }
        var broken = brokenAt(HopSummary.startOf(hop + hops + 1));
        var nats = broken == 0 ? 0 : Silence.evidence(broken, loss, sleepsPerHour, intervalSeconds);
        return with(heard, lastHeard, probes, weight, broken, nats);
    }

    /** The same so many hops after the end of hop {@code hop}, if they go on as they promised. */
    public Presence heardFor(long hops, long hop) {
        var age = (hop + hops - lastHeard) * HopSummary.HOP_MILLIS;
        var since = sources() ? 0 : Math.floorMod(age, intervalSeconds * 1000L) / HopSummary.HOP_MILLIS;
        return with(hop + hops - since, hop + hops - since, probes, weight, 0, 0);
    }

    /** The same where at least this share of their reports gets lost on the air. */
    public Presence losing(double share) {
        if (sources() || dark || share <= loss) {
            return this;
        }
        var nats = broken == 0 ? 0 : Silence.evidence(broken, share, sleepsPerHour, intervalSeconds);
        return with(heard, lastHeard, probes, weight, broken, nats, share, sleepsPerHour);
    }

    /** Whether they may fall asleep with others: phones do, what hangs on the mains does not. */
    public boolean mayDoze() {
        return !sources() && !dark && !mains && !blind;
    }

    /** The same where they fall asleep so often an hour. */
    public Presence sleeping(double sleeps) {
        if (!mayDoze()) {
            return this;
        }
        var nats = broken == 0 ? 0 : Silence.evidence(broken, loss, sleeps, intervalSeconds);
        return with(heard, lastHeard, probes, weight, broken, nats, loss, sleeps);
    }

    /** So many of them. */
    public Presence some(int count) {
        return with(heard, lastHeard, count, weight * count / probes, broken, evidence);
    }

    private Presence with(long last, long from, int count, double sum, int promises, double nats) {
        return with(last, from, count, sum, promises, nats, loss, sleepsPerHour);
    }

    private Presence with(
            long last, long from, int count, double sum, int promises, double nats, double lost, double sleeps) {
        return new Presence(
                collector,
                software,
                invite,
                last,
                from,
                blind,
                intervalSeconds,
                lost,
                sleeps,
                count,
                sum,
                promises,
                nats,
                newcomers,
                dark,
                mains,
                natsPerSecond);
    }

    /** Name of their software for comparison; empty where unknown. */
    public String version() {
        return software == 0 ? "" : Integer.toString(software);
    }

    public boolean keepsPromises() {
        return broken == 0;
    }

    /** Whether they are known to keep them: who was not heard since their collector was blind breaks none, and may have fallen. */
    public boolean lives() {
        return broken == 0 && lastHeard <= heard;
    }

    /** Whether nothing is known of them since their collector was blind. */
    public boolean unknown() {
        return broken == 0 && lastHeard > heard;
    }

    /** Probes that count as distinct: a crowd of the new and unproven does not. */
    double credible() {
        if (sources()) {
            return probes;
        }
        return newcomers ? 0 : Math.min(probes, 2 * weight);
    }
}
