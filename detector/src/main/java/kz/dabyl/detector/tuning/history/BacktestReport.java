package kz.dabyl.detector.tuning.history;

import java.util.List;

/**
 * What a back-test found. Times are epoch milliseconds.
 *
 * @param from beginning of what was folded
 * @param to end of it
 * @param against what the trials are held against, in words
 * @param configurations the trials that are told incident by incident
 * @param curve those that are told as figures
 */
public record BacktestReport(
        long from, long to, String against, List<TrialReport> configurations, List<TrialReport> curve) {

    private static final double MONTH_MILLIS = 30 * 86_400_000.0;

    public BacktestReport {
        configurations = List.copyOf(configurations);
        curve = List.copyOf(curve);
    }

    double months() {
        return (to - from) / MONTH_MILLIS;
    }
}
