package kz.dabyl.collector.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.Access;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Report;

/** What a gateway sends of a probe's intervals, piece by piece, and what is told of it. */
final class Pieces {

    static final long START = 1_619_247_600_000L;
    static final int INTERVAL = 30;
    static final Origin ORIGIN = new Origin("p", "KZ-75", "401-01", Access.MOBILE, INTERVAL);
    static final String FIRST = "international/1.1.1.1";
    static final String SECOND = "domestic/egov.kz";

    private Pieces() {}

    /** One request, which is empty afterwards. */
    static List<Report> sent(Rounds rounds, List<Report> request) {
        var plan = rounds.plan(request);
        request.clear();
        assertThat(rounds.done(plan, Runnable::run)).isCompletedWithValue(true);
        return plan.reports();
    }

    static List<Report> piece(long after, String target) {
        return result(after, target, true);
    }

    static List<Report> failure(long after) {
        return result(after, FIRST, false);
    }

    static List<Report> result(long after, String target, boolean ok) {
        var sightings = new Sightings();
        sightings.add(ORIGIN, START + after, ping(target, ok));
        return sightings.reports();
    }

    static Ping ping(String target, boolean ok) {
        return ok ? Ping.answered(target, 20) : Ping.failed(target, PingError.TIMEOUT);
    }

    /** Pieces of one interval as one request has them. */
    @SafeVarargs
    static List<Report> request(List<Report>... pieces) {
        var sightings = new Sightings();
        for (var piece : pieces) {
            piece.forEach(report -> report.pings().forEach(ping -> sightings.add(ORIGIN, report.at(), ping)));
        }
        return sightings.reports();
    }

    static List<Report> ofTwo(long after, boolean ok) {
        var sightings = new Sightings();
        for (var probe : List.of("p", "q")) {
            var origin = new Origin(probe, "KZ-75", "401-01", Access.MOBILE, INTERVAL);
            sightings.add(origin, START + after, ping(FIRST, ok));
        }
        return sightings.reports();
    }

    static List<Boolean> oks(List<Report> reports) {
        return reports.stream()
                .flatMap(report -> report.pings().stream())
                .map(Ping::ok)
                .toList();
    }

    static List<Boolean> oksOf(String target, List<Report> reports) {
        return reports.stream()
                .flatMap(report -> report.pings().stream())
                .filter(ping -> ping.target().equals(target))
                .map(Ping::ok)
                .toList();
    }

    static List<Boolean> changes(List<Boolean> oks) {
        // As long as nothing else is told, a target is held to answer.
        var changes = new ArrayList<Boolean>(List.of(true));
        for (var ok : oks) {
            if (!changes.get(changes.size() - 1).equals(ok)) {
                changes.add(ok);
            }
        }
        return changes;
    }

    static List<List<String>> targets(List<Report> reports) {
        return reports.stream()
                .map(report -> report.pings().stream().map(Ping::target).toList())
                .toList();
    }
}
