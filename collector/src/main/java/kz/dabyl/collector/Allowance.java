package kz.dabyl.collector;

import java.util.OptionalInt;

/**
 * How many reports one probe may make: as many as its promised intervals in the span of their {@code at}, plus
 * {@value #EXTRA}. Reports kept while offline bring the span with them that they were made in, so a flush is never
 * refused, in whatever order it comes. Sources that promise nothing count with the shortest promise.
 *
 * <p>Once an hour what is missing from the extra is filled up, so that a probe that is a little quicker than it promised
 * never runs dry. Not thread-safe.
 */
final class Allowance {

    static final int EXTRA = 20;

    private static final int MAX_PAUSE_SECONDS = 3600;
    private static final long FILL_UP_MILLIS = 3_600_000;
    private static final double SLACK = 1e-6;

    private boolean begun;
    private long earliest;
    private long latest;
    private int latestInterval;
    private double balance = EXTRA;
    private long filledUp;

    /**
     * Takes {@code reports}, received together, from the allowance.
     *
     * @return empty if they are within it; else nothing is taken, and it has room for them after so many seconds
     */
    OptionalInt charge(Selection reports, long received) {
        var earliestBefore = earliest;
        var latestBefore = latest;
        var intervalBefore = latestInterval;
        var begunBefore = begun;
        if (!begun || received - filledUp >= FILL_UP_MILLIS) {
            balance = Math.max(balance, EXTRA);
            filledUp = received;
        }
        var rest = balance - reports.size();
        for (var i = 0; i < reports.size(); i++) {
            rest += earn(reports, i, received);
        }
        if (rest >= -SLACK) {
            balance = rest;
            return OptionalInt.empty();
        }
        earliest = earliestBefore;
        latest = latestBefore;
        latestInterval = intervalBefore;
        begun = begunBefore;
        var pause = Math.ceil(-rest * interval(reports, reports.size() - 1));
        return OptionalInt.of((int) Math.max(1, Math.min(MAX_PAUSE_SECONDS, pause)));
    }

    /** Intervals by which the report at {@code position} widens the span. */
    private double earn(Selection reports, int position, long received) {
        var at = reports.misdated(position, received) ? received : reports.at(position);
        if (!begun) {
            begun = true;
            earliest = at;
            latest = at;
            latestInterval = interval(reports, position);
            return 0;
        }
        if (at > latest) {
            var earned = (at - latest) / (1000.0 * latestInterval);
            latest = at;
            latestInterval = interval(reports, position);
            return earned;
        }
        if (at < earliest) {
            var earned = (earliest - at) / (1000.0 * interval(reports, position));
            earliest = at;
            return earned;
        }
        return 0;
    }

    private static int interval(Selection reports, int position) {
        return Math.max(1, reports.intervalSeconds(position));
    }
}
