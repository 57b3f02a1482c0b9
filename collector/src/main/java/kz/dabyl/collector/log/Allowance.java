package kz.dabyl.collector.log;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How many reports one probe may make: as many as its promised intervals in the span of their {@code at}, plus
 * {@value #EXTRA}. Reports kept while offline bring the span with them that they were made in, so a flush is never
 * refused, in whatever order it comes. Sources that promise nothing count with the shortest promise.
 *
 * <p>Dates that cannot be believed make a span of their own: a clock that is years off still tells how far apart its
 * reports are. Since such a span can be made up to any length, it earns no more than a believable one can, seven days of
 * the shortest promise; what it earned comes back with time.
 *
 * <p>Once an hour what is missing from the extra is filled up, so that a probe that is a little quicker than it promised
 * never runs dry. Not thread-safe.
 */
public final class Allowance {

    public static final int EXTRA = 20;

    private static final int MAX_PAUSE_SECONDS = 3600;
    private static final long FILL_UP_MILLIS = 3_600_000;
    private static final double SLACK = 1e-6;

    /** What misdated reports may earn. */
    private static final double MOST_CREDIT = 7 * 86_400;

    private @Nullable Span dated;
    private @Nullable Span misdated;
    private double credit = MOST_CREDIT;
    private double balance = EXTRA;
    private boolean begun;
    private long credited;
    private long filledUp;

    /**
     * Times between which every promised interval has been earned.
     *
     * @param interval promised by the latest, seconds
     */
    private record Span(long earliest, long latest, int interval) {

        Span with(long at, int interval) {
            if (at > latest) {
                return new Span(earliest, at, interval);
            }
            return at < earliest ? new Span(at, latest, this.interval) : this;
        }

        /** Intervals by which a report makes it wider. */
        double earned(long at, int interval) {
            if (at > latest) {
                return (at - latest) / (1000.0 * this.interval);
            }
            return at < earliest ? (earliest - at) / (1000.0 * interval) : 0;
        }
    }

    /**
     * Takes {@code reports}, received together, from the allowance.
     *
     * @return empty if they are within it; else nothing is taken, and it has room for them after so many seconds
     */
    OptionalInt charge(Selection reports, long received) {
        letTimePass(received);
        var datedBefore = dated;
        var misdatedBefore = misdated;
        var creditBefore = credit;
        var rest = balance - reports.size();
        for (var i = 0; i < reports.size(); i++) {
            rest += reports.misdated(i, received) ? earnMisdated(reports, i) : earn(reports, i);
        }
        if (rest >= -SLACK) {
            balance = rest;
            return OptionalInt.empty();
        }
        dated = datedBefore;
        misdated = misdatedBefore;
        credit = creditBefore;
        var pause = Math.ceil(-rest * interval(reports, reports.size() - 1));
        return OptionalInt.of((int) Math.max(1, Math.min(MAX_PAUSE_SECONDS, pause)));
    }

    private void letTimePass(long received) {
        if (!begun) {
            begun = true;
            filledUp = received;
            credited = received;
        }
        if (received - filledUp >= FILL_UP_MILLIS) {
            balance = Math.max(balance, EXTRA);
            filledUp = received;
        }
        if (received > credited) {
            credit = Math.min(MOST_CREDIT, credit + (received - credited) / 1000.0);
            credited = received;
        }
    }

    private double earn(Selection reports, int position) {
        var at = reports.at(position);
        var interval = interval(reports, position);
        var span = dated == null ? new Span(at, at, interval) : dated;
        dated = span.with(at, interval);
        return span.earned(at, interval);
    }

    private double earnMisdated(Selection reports, int position) {
        var at = reports.at(position);
        var interval = interval(reports, position);
        var span = misdated == null ? new Span(at, at, interval) : misdated;
        misdated = span.with(at, interval);
        var earned = Math.min(credit, span.earned(at, interval));
        credit -= earned;
        return earned;
    }

    private static int interval(Selection reports, int position) {
        return Math.max(1, reports.intervalSeconds(position));
    }
}
