package kz.dabyl.deploy;

/** Selectors of series of the instances that a dashboard is set to. */
final class Series {

    private static final String CHOSEN = "job=~\"$job\", instance=~\"$instance\"";

    private Series() {}

    /** All series of {@code metric}. */
    static String of(String metric) {
        return metric + "{" + CHOSEN + "}";
    }

    /** Those that fit {@code matchers} too. */
    static String of(String metric, String matchers) {
        return metric + "{" + CHOSEN + ", " + matchers + "}";
    }

    /** How fast a counter grows, by the second. */
    static String rate(String metric) {
        return "rate(" + of(metric) + "[$__rate_interval])";
    }

    static String rate(String metric, String matchers) {
        return "rate(" + of(metric, matchers) + "[$__rate_interval])";
    }

    /** By how much a counter has grown from one point of a curve to the next. */
    static String increase(String metric) {
        return "increase(" + of(metric) + "[$__rate_interval])";
    }

    /** The value that a share of {@code quantile} stayed below, in a histogram without its suffix. */
    static String quantile(double quantile, String histogram) {
        return "histogram_quantile(" + quantile + ", sum by (le) (" + rate(histogram + "_bucket") + "))";
    }
}
