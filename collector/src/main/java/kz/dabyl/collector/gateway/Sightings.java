package kz.dabyl.collector.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;
import kz.dabyl.model.ReportReader;

/**
 * Gathers single measurements of sources that do not number their reports into one report for each probe and interval.
 *
 * <p>The number is the count of whole intervals since 1970 in which it was measured (of seconds, where nothing is
 * promised). So it depends on nothing but the measurement, whatever is sent twice counts once on every collector, and a
 * source that keeps its interval counts by one, as the detector expects: a number by the clock would look like the loss of
 * all reports in between.
 *
 * <p>Not thread-safe.
 */
public final class Sightings {

    /** A body must not become reports many times its size. Three days kept of each half minute are 8,640. */
    public static final int MAX_REPORTS = 10_000;

    private static final long LATEST_MILLIS = 253_402_300_799_999L;

    private final int mostReports;
    private final Map<Round, Gathered> rounds = new LinkedHashMap<>();

    private record Round(String probe, long seq) {}

    private record Sighting(long at, Ping ping) {}

    private static final class Gathered {

        final Origin origin;
        final Map<String, Sighting> pings = new LinkedHashMap<>();
        long at;

        Gathered(Origin origin, long at) {
            this.origin = origin;
            this.at = at;
        }

        void take(Ping ping, long measured) {
            var before = pings.get(ping.target());
            if (before == null && pings.size() == ReportReader.MAX_PINGS) {
                throw new InvalidInputException(
                        "/" + TargetName.TARGET, "a report has at most " + ReportReader.MAX_PINGS + " targets");
            }
            if (before == null || before.at() <= measured) {
                pings.put(ping.target(), new Sighting(measured, ping));
            }
        }
    }

    /** Of a request. */
    public Sightings() {
        this(MAX_REPORTS);
    }

    public Sightings(int mostReports) {
        this.mostReports = mostReports;
    }

    /** Whether a measurement may have been made then, epoch milliseconds. */
    public static boolean isTime(long at) {
        return at >= 0 && at <= LATEST_MILLIS;
    }

    /**
     * Adds one result. Of a target that was measured twice in an interval the later one counts.
     *
     * @throws InvalidInputException if there is no room for it
     */
    public void add(Origin origin, long at, Ping ping) {
        var name = new Round(origin.probe(), seq(origin, at));
        var round = rounds.get(name);
        if (round == null) {
            if (rounds.size() == mostReports) {
                throw new InvalidInputException(
                        "", "a request has at most " + mostReports + " reports, send less at once");
            }
            round = new Gathered(origin, at);
            rounds.put(name, round);
        }
        round.at = Math.min(round.at, at);
        round.take(ping, at);
    }

    private static long seq(Origin origin, long at) {
        return Math.floorDiv(at, width(origin.intervalSeconds()));
    }

    /** How long one number lasts, milliseconds. */
    static long width(int intervalSeconds) {
        return 1000L * Math.max(1, intervalSeconds);
    }

    /** One report for each probe and interval, in the order in which they were measured. */
    public List<Report> reports() {
        var reports = new ArrayList<Report>(rounds.size());
        rounds.forEach((round, gathered) -> {
            var origin = gathered.origin;
            reports.add(new Report(
                    round.probe(),
                    round.seq(),
                    gathered.at,
                    origin.intervalSeconds(),
                    origin.place(),
                    origin.network(),
                    origin.access(),
                    null,
                    null,
                    null,
                    gathered.pings.values().stream().map(Sighting::ping).toList()));
        });
        reports.sort(Comparator.comparingLong(Report::at));
        return reports;
    }
}
