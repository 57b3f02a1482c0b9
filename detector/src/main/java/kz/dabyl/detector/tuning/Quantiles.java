package kz.dabyl.detector.tuning;

import java.util.Collection;

/**
 * A few quantiles of a sample, in its own unit; linear between neighbours (type 7 of Hyndman and Fan 1996). All are NaN
 * where the sample is empty.
 */
public record Quantiles(int count, double min, double median, double p95, double max) {

    private static final double P95 = 0.95;

    public static Quantiles of(Collection<Double> sample) {
        var sorted = sample.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Quantiles(sorted.length, at(sorted, 0), at(sorted, 0.5), at(sorted, P95), at(sorted, 1));
    }

    private static double at(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        var position = share * (sorted.length - 1);
        var below = (int) position;
        var above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
