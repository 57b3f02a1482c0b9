package kz.dabyl.collector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import kz.dabyl.collector.gateway.Rounds;
import kz.dabyl.model.Report;
import kz.dabyl.model.WireReports;
import kz.dabyl.runtime.Problem;

/**
 * Takes reports to the log, whoever made them, by the rules that hold for who sends them. One instance for each event loop,
 * made there.
 */
final class Intake {

    /** How many probes may have results that wait for their next report. */
    static final int PROBES_IN_ROUNDS = 10_000;

    private final Executor mailbox;
    private final ReportRoute.Services services;
    private final Rounds rounds;

    /** @param rounds shared by all event loops */
    Intake(Vertx vertx, ReportRoute.Services services, Rounds rounds) {
        mailbox = new Mailbox(vertx.getOrCreateContext());
        this.services = services;
        this.rounds = rounds;
    }

    /**
     * Done when the log holds {@code reports}; fails with a {@link Refusal}.
     *
     * @param begun when the request began, by {@link System#nanoTime}
     */
    Future<Outcome.Stored> store(Principal principal, WireReports reports, long begun) {
        Optional<Principal.Probe> sender = Optional.empty();
        if (principal instanceof Principal.Probe self) {
            if (!allOf(self, reports)) {
                return Future.failedFuture(anotherProbe());
            }
            sender = Optional.of(self);
        }
        if (reports.isEmpty()) {
            return Future.succeededFuture(new Outcome.Stored(Selection.NONE, 0, 0));
        }
        return services.log()
                .apply(new Work.Submission(reports, sender, mailbox))
                .compose(outcome -> judge(outcome, reports.size(), System.nanoTime() - begun));
    }

    /** The same for reports that did not come on the wire. */
    Future<Outcome.Stored> store(Principal principal, List<Report> reports, long begun) {
        return store(principal, WireReports.of(reports), begun);
    }

    static Refusal anotherProbe() {
        return Refusal.of(Problem.of(
                403,
                "another-probe",
                "A probe reports for itself only",
                "use the token of the probe that the reports name, or a relay's"));
    }

    private static boolean allOf(Principal.Probe probe, WireReports reports) {
        var name = probe.probe().getBytes(UTF_8);
        for (var i = 0; i < reports.size(); i++) {
            if (!reports.isOf(name, i)) {
                return false;
            }
        }
        return true;
    }

    /** The same for reports of which each may be only a piece of what its probe measured in an interval. */
    Future<Outcome.Stored> storeInRounds(Principal principal, List<Report> reports, long begun) {
        // Before anything of them is kept in mind: what waits is told as the probe's own later.
        if (principal instanceof Principal.Probe self
                && reports.stream().anyMatch(report -> !report.probe().equals(self.probe()))) {
            return Future.failedFuture(anotherProbe());
        }
        var plan = rounds.plan(reports);
        return store(principal, plan.reports(), begun)
                .onSuccess(stored -> rounds.done(plan))
                .onFailure(cause -> rounds.failed(plan));
    }

    private Future<Outcome.Stored> judge(Outcome outcome, int reports, long nanos) {
        var meters = services.meters();
        if (outcome instanceof Outcome.Stored stored) {
            meters.stored(stored.reports(), stored.received(), nanos);
            meters.duplicates(stored.duplicates());
            return Future.succeededFuture(stored);
        }
        if (outcome instanceof Outcome.Limited limited) {
            meters.limited(reports);
            return Future.failedFuture(Refusal.until(
                    Problem.of(
                            429,
                            "too-many-reports",
                            "The probe made more reports than it promised",
                            "send as many as there are promised intervals in the span of their 'at', and no more than "
                                    + Allowance.EXTRA + " others"),
                    limited.retryAfterSeconds()));
        }
        meters.unavailable(reports);
        return Future.failedFuture(Refusal.unavailable(
                "the log does not take reports, send the whole request again: nothing counts twice"));
    }
}
