package kz.dabyl.detector.tuning;

import java.util.function.DoublePredicate;

/** A 95 % confidence interval. */
public record Interval(double low, double high) {

    /** Standard normal quantile of 97.5 %. */
    private static final double Z = 1.959963984540054;

    private static final double TAIL = 0.025;
    private static final int HALVINGS = 60;

    /**
     * Of a share, {@code hits} in {@code trials}; from 0 to 1 where nothing was tried (Wilson 1927, "Probable inference, the
     * law of succession, and statistical inference").
     */
    public static Interval wilson(long hits, long trials) {
        if (trials == 0) {
            return new Interval(0, 1);
        }
        var n = (double) trials;
        var share = hits / n;
        var centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
        var half = Z / (1 + Z * Z / n) * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return new Interval(
                hits == 0 ? 0 : Math.max(0, centre - half), hits == trials ? 1 : Math.min(1, centre + half));
    }

    /**
     * Of the mean of a Poisson variable that was seen to be {@code count}: the means under which so many or more, and so
     * few or fewer, have 2.5 % each (Garwood 1936, "Fiducial limits for the Poisson distribution").
     */
    public static Interval poisson(long count) {
        var top = count + 10 * Math.sqrt(count + 1.0) + 10;
        var low = count == 0 ? 0 : solve(top, mean -> 1 - cumulative(count - 1, mean) < TAIL);
        return new Interval(low, solve(top, mean -> cumulative(count, mean) > TAIL));
    }

    /** The same in other units. */
    public Interval scaled(double factor) {
        return new Interval(low * factor, high * factor);
    }

    /** Where {@code isBelow} turns from true to false between 0 and {@code top}. */
    private static double solve(double top, DoublePredicate isBelow) {
        var low = 0.0;
        var high = top;
        for (var i = 0; i < HALVINGS; i++) {
            var middle = (low + high) / 2;
            if (isBelow.test(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** P(N ≤ count), summed downwards from the largest term so that nothing underflows where it matters. */
    private static double cumulative(long count, double mean) {
        if (mean == 0) {
            return 1;
        }
        var logMean = Math.log(mean);
        var logTerm = -mean;
        var terms = new double[(int) count + 1];
        var largest = Double.NEGATIVE_INFINITY;
        for (var i = 0; i <= count; i++) {
            terms[i] = logTerm;
            largest = Math.max(largest, logTerm);
            logTerm += logMean - Math.log(i + 1.0);
        }
        var sum = 0.0;
        for (var term : terms) {
            sum += Math.exp(term - largest);
        }
        return Math.min(1, sum * Math.exp(largest));
    }
}
