package kz.dabyl.detector.core.cells;

import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/** How many reports of one cell came in the last minute, hop by hop, and what share of them gets lost. Not thread-safe. */
public final class Pulse {

    /**
     * Half of what is known about loss fades in two minutes: a crowd comes within a quarter of an hour. What probes
     * lose for longer they know themselves.
     */
    private static final double FADE = 0.97;

    private static final double LOSS_MARGIN = 1.5;
    private static final double MOST_LOSS = 0.6;

    /** It is believed to lose so much before that many reports were seen. */
    private static final double PRIOR_LOSS = 0.03;

    private static final double PRIOR_REPORTS = 20;

    private final int[] heard = new int[Population.MINUTE_HOPS];
    private double delivered;
    private double lost;

    public void take(long hop, int reports, int losses) {
        heard[at(hop)] = reports;
        delivered = delivered * FADE + reports;
        lost = lost * FADE + losses;
    }

    private static int at(long hop) {
        return (int) Math.floorMod(hop, (long) Population.MINUTE_HOPS);
    }

    /** Reports that came after {@code onset} up to {@code hop}, the last one, of the last minute at most. */
    int since(long onset, long hop) {
        var sum = 0;
        for (var h = hop; h > onset && h > hop - heard.length; h--) {
            sum += heard[at(h)];
        }
        return sum;
    }

    /** Share of reports that is to be expected to get lost. */
    double loss() {
        return expected(tally().share(), LOSS_MARGIN);
    }

    /** The same where so much gets lost, with a margin of so many times. */
    public static double expected(double share, double margin) {
        return Math.min(MOST_LOSS, margin * share);
    }

    /** What came and what did not. */
    Tally tally() {
        return new Tally(delivered, lost);
    }

    /** Reports that came and reports that got lost of late, of one cell or of several. */
    public record Tally(double delivered, double lost) {

        public static final Tally NOTHING = new Tally(0, 0);

        public double reports() {
            return delivered + lost;
        }

        public Tally and(Tally other) {
            return new Tally(delivered + other.delivered, lost + other.lost);
        }

        /** The same share of no more reports than these. */
        public Tally atMost(double reports) {
            return reports() <= reports ? this : new Tally(delivered * reports / reports(), lost * reports / reports());
        }

        /** Share of reports that gets lost. */
        public double share() {
            return (lost + PRIOR_REPORTS * PRIOR_LOSS) / (delivered + lost + PRIOR_REPORTS);
        }
    }

    void write(WireOutput out) {
        for (var count : heard) {
            out.varint(count);
        }
        out.f64(delivered);
        out.f64(lost);
    }

    void read(WireInput in) {
        for (var i = 0; i < heard.length; i++) {
            heard[i] = in.varint32();
        }
        delivered = in.f64();
        lost = in.f64();
    }
}
