package kz.dabyl.detector.core.cells;

import java.time.Duration;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * How often a cell's sources that never promise usually speak, by hour of the day, and how surprising it is that they do
 * not.
 *
 * <p>The hops in which something is heard are taken for a Poisson process whose rate λ is learnt for each hour (UTC) and
 * drawn towards the rate of all hours: {@code λ_h = (n_h + κ λ) / (t_h + κ)}, n_h such hops in t_h seconds that fade over
 * days. Reports of one hop count once: sources that are asked in one sweep answer together, and all of them tell no more
 * than one does. A gap from L to now then has the evidence {@code E = ∫ λ dt / v}. The factor v ≥ 1 is what gaps vary more
 * than those of a Poisson process: {@code v = E[(λ gap)²] / 2}. A gap teaches no more time than {@value #LONGEST_GAPS} times
 * the gap in which a moment of silence usually lies, {@code E[gap²] / E[gap]} (2 / λ for a Poisson process; nearly the whole
 * pause for bursts), so that an outage of hours, or of every night, does not become what is usual.
 *
 * <p>One report in a cut proves nothing: the cell counts as speaking again when the ratio of "usual" to "a leak of one in
 * twenty" is over 99 : 1. One instance per cell. Not thread-safe.
 */
public final class Cadence {

    private static final int HOURS = 24;
    private static final double HOP_SECONDS = HopSummary.HOP_MILLIS / 1000.0;
    private static final long HOPS_AN_HOUR = Duration.ofHours(1).toMillis() / HopSummary.HOP_MILLIS;
    private static final long HOPS_A_DAY = HOURS * HOPS_AN_HOUR;

    private static final double LONGEST_GAPS = 2.5;
    private static final double FADE_A_DAY = 0.9;

    /** What all hours together say weighs as much as so many seconds of one hour: two hours. */
    private static final double KAPPA_SECONDS = 7_200;

    /** Before so many reports nothing is known about the cell. */
    private static final double LEAST_REPORTS = 30;

    /** Evidence from which a gap counts as silence. */
    static final double SILENT_NATS = 3;

    private static final double LEAK = 0.05;
    private static final double BACK_NATS = Math.log(99);
    private static final double MOST_BACK_NATS = 2 * BACK_NATS;
    private static final double SPREAD_FADE = 0.98;

    private final double[] reports = new double[HOURS];
    private final double[] seconds = new double[HOURS];
    private long lastHeard = Long.MIN_VALUE;
    private long faded = Long.MIN_VALUE;
    private int known;
    private double spread = 2;
    private double gapSum;
    private double gapSquares;
    private double nats;
    private double backNats = MOST_BACK_NATS;
    private boolean down;

    /** Takes a hop; {@code deaf} if the collectors could not have heard: such time teaches and proves nothing. */
    public void take(long hop, CellSummary.Sources sources, boolean deaf) {
        known = sources.known();
        fade(hop);
        if (deaf || lastHeard == Long.MIN_VALUE) {
            lastHeard = sources.heard() > 0 || deaf ? hop : lastHeard;
            nats = 0;
            return;
        }
        var due = rate(hop) * HOP_SECONDS;
        backNats -= due * (1 - LEAK);
        if (sources.heard() == 0) {
            nats += due / variation();
            down |= nats >= SILENT_NATS;
        } else {
            learn(hop);
            backNats -= Math.log(LEAK);
            nats = 0;
            lastHeard = hop;
        }
        backNats = Math.max(0, Math.min(MOST_BACK_NATS, backNats));
        if (down && nats == 0 && backNats >= BACK_NATS) {
            down = false;
        } else if (!down) {
            backNats = Math.min(backNats, BACK_NATS);
        }
    }

    private void learn(long hop) {
        var gap = (hop - lastHeard) * HOP_SECONDS;
        if (sum(reports) >= LEAST_REPORTS) {
            gap = Math.min(gap, LONGEST_GAPS * gapSquares / gapSum);
        }
        gapSum = gapSum * SPREAD_FADE + gap;
        gapSquares = gapSquares * SPREAD_FADE + gap * gap;
        var gaps = gap * meanRate();
        if (gaps > 0) {
            spread = spread * SPREAD_FADE + (1 - SPREAD_FADE) * gaps * gaps;
        }
        // Told from its end backwards: what was usual before an outage says nothing of the hours of the outage.
        var left = gap;
        for (var at = hop; left > 0; at -= HOPS_AN_HOUR) {
            var part = Math.min(left, HOPS_AN_HOUR * HOP_SECONDS);
            seconds[hour(at)] += part;
            left -= part;
        }
        reports[hour(hop)]++;
    }

    private void fade(long hop) {
        if (faded == Long.MIN_VALUE) {
            faded = hop;
        }
        if (hop - faded >= HOPS_A_DAY) {
            faded = hop;
            for (var hour = 0; hour < HOURS; hour++) {
                reports[hour] *= FADE_A_DAY;
                seconds[hour] *= FADE_A_DAY;
            }
        }
    }

    private double variation() {
        return Math.max(1, spread / 2);
    }

    /** Reports a second over all hours; 0 before anything is known. */
    double meanRate() {
        var time = sum(seconds);
        return time == 0 ? 0 : sum(reports) / time;
    }

    /** Reports a second that are usual at {@code hop}; 0 before enough is known. */
    double rate(long hop) {
        if (sum(reports) < LEAST_REPORTS) {
            return 0;
        }
        var hour = hour(hop);
        return (reports[hour] + KAPPA_SECONDS * meanRate()) / (seconds[hour] + KAPPA_SECONDS);
    }

    private static double sum(double[] values) {
        var sum = 0.0;
        for (var value : values) {
            sum += value;
        }
        return sum;
    }

    private static int hour(long hop) {
        return (int) Math.floorMod(Math.floorDiv(hop, HOPS_AN_HOUR), (long) HOURS);
    }

    long lastHeard() {
        return lastHeard;
    }

    /** Sources that the cell has, those that have just appeared left out. */
    int known() {
        return known;
    }

    /** Nats a second that a gap at {@code hop} gains. */
    double natsPerSecond(long hop) {
        return rate(hop) / variation();
    }

    /** Nats that the present gap is worth. */
    double nats() {
        return nats;
    }

    /** Whether the cell fell silent and has not been heard often enough since. */
    boolean down() {
        return down;
    }

    void write(WireOutput out) {
        for (var hour = 0; hour < HOURS; hour++) {
            out.f64(reports[hour]);
            out.f64(seconds[hour]);
        }
        out.i64(lastHeard);
        out.i64(faded);
        out.varint(known);
        out.f64(spread);
        out.f64(gapSum);
        out.f64(gapSquares);
        out.f64(nats);
        out.f64(backNats);
        out.u8(down ? 1 : 0);
    }

    static Cadence read(WireInput in) {
        var cadence = new Cadence();
        for (var hour = 0; hour < HOURS; hour++) {
            cadence.reports[hour] = in.f64();
            cadence.seconds[hour] = in.f64();
        }
        cadence.lastHeard = in.i64();
        cadence.faded = in.i64();
        cadence.known = in.varint32();
        cadence.spread = in.f64();
        cadence.gapSum = in.f64();
        cadence.gapSquares = in.f64();
        cadence.nats = in.f64();
        cadence.backNats = in.f64();
        cadence.down = in.u8() == 1;
        return cadence;
    }
}
