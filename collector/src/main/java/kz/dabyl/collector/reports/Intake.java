package kz.dabyl.collector.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import kz.dabyl.collector.admission.Admission;
import kz.dabyl.collector.gateway.Rounds;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.collector.log.Allowance;
import kz.dabyl.collector.log.Outcome;
import kz.dabyl.collector.log.Selection;
import kz.dabyl.collector.log.Work;
import kz.dabyl.collector.trust.Principal;
import kz.dabyl.model.Report;
import kz.dabyl.model.WireReports;
import kz.dabyl.runtime.http.Problem;

/**
 * Takes reports to the log, whoever made them, by the rules that hold for who sends them. One instance for each event loop,
 * made there.
 */
public final class Intake {

    /** How many probes may have results that wait for their next report. */
    public static final int PROBES_IN_ROUNDS = 10_000;

    /** So many bodies are read aside and made into reports at once: that takes many times their size. */
    private static final int AT_ONCE = 2;

    /** About what a report, and what it takes to tell what becomes of it, takes in memory; and each of its results. */
    private static final int REPORT_BYTES = 200;

    private static final int PING_BYTES = 100;

    /** More are kept in mind by a worker. */
    private static final int MANY = 500;

    private final Context context;
    private final WorkerExecutor workers;
    private final Executor mailbox;
    private final ReportRoute.Services services;
    private final Rounds rounds;

    /** @param rounds shared by all event loops */
    public Intake(Vertx vertx, ReportRoute.Services services, Rounds rounds) {
        context = vertx.getOrCreateContext();
        workers = vertx.createSharedWorkerExecutor("imports", AT_ONCE);
        mailbox = new Mailbox(context);
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

    /** Where bodies are read, and what they say is prepared, that would keep the event loop from others. */
    WorkerExecutor workers() {
        return workers;
    }

    /**
     * Reports that did not come on the wire, ready for the log. To be stored, whatever happens.
     *
     * @param plan if each may be only a piece of what its probe measured in an interval
     */
    record Prepared(WireReports wire, Optional<Rounds.Plan> plan) {}

    /**
     * Makes reports ready, on any thread.
     *
     * @param inRounds whether each may be only a piece of what its probe measured in an interval
     * @param claim grows with what they take in memory
     */
    Prepared prepare(Principal principal, List<Report> reports, boolean inRounds, Admission.Claim claim)
            throws Refusal {
        // Before anything of them is kept in mind: what waits is told as the probe's own later.
        if (principal instanceof Principal.Probe self
                && reports.stream().anyMatch(report -> !report.probe().equals(self.probe()))) {
            throw anotherProbe();
        }
        var bytes = bytes(reports) + (inRounds ? Rounds.planBytes(reports) : 0);
        if (!claim.grow(bytes)) {
            throw claim.everFits(bytes)
                    ? Refusal.unavailable("too much is being taken in at this moment, send the request again")
                    : Refusal.of(Problem.of(
                            413,
                            "too-large",
                            "The body holds too much",
                            "its " + reports.size()
                                    + " reports take more memory than one request may, send it in parts"));
        }
        if (!inRounds) {
            return new Prepared(WireReports.of(reports), Optional.empty());
        }
        return inRounds(reports);
    }

    private Prepared inRounds(List<Report> reports) {
        var plan = rounds.plan(reports);
        try {
            return new Prepared(WireReports.of(plan.reports()), Optional.of(plan));
        } catch (RuntimeException | Error e) {
            // Else whatever comes later in the same intervals would wait for reports that nobody stores.
            rounds.failed(plan);
            throw e;
        }
    }

    /** The same at once for the few of a request without a body, whose sender is their probe. */
    public Future<Outcome.Stored> storeInRounds(Principal.Probe probe, List<Report> reports, long begun) {
        return store(probe, inRounds(reports), begun);
    }

    private static long bytes(List<Report> reports) {
        var bytes = 0L;
        for (var report : reports) {
            bytes += REPORT_BYTES + PING_BYTES * report.pings().size();
        }
        return bytes;
    }

    /** Done when the log holds what was prepared, and what is only a piece is kept for the next report of its probe. */
    Future<Outcome.Stored> store(Principal principal, Prepared prepared, long begun) {
        var storing = store(principal, prepared.wire(), begun);
        if (prepared.plan().isEmpty()) {
            return storing;
        }
        var plan = prepared.plan().get();
        return storing.onFailure(cause -> rounds.failed(plan))
                .compose(stored -> keep(plan).compose(kept -> kept ? Future.succeededFuture(stored) : withoutReport()));
    }

    private <T> Future<T> withoutReport() {
        services.meters().unavailable(1);
        return Future.failedFuture(
                Refusal.unavailable("the report that this is a piece of was not taken, send the whole request again"));
    }

    private Future<Boolean> keep(Rounds.Plan plan) {
        var size = plan.reports().size() + plan.held().size();
        return size > MANY
                ? workers.executeBlocking(() -> rounds.done(plan, this::aside), false)
                        .compose(kept -> Future.fromCompletionStage(kept, context))
                : Future.fromCompletionStage(rounds.done(plan, Runnable::run), context);
    }

    private void aside(Runnable work) {
        workers.executeBlocking(
                () -> {
                    work.run();
                    return true;
                },
                false);
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
