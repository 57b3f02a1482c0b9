package kz.dabyl.collector;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import kz.dabyl.collector.gateway.Rounds;
import kz.dabyl.runtime.Routes;

/** Everything that the collector serves: reports, also in formats of others, recordings, who is trusted, rules. */
final class CollectorRoutes implements Routes {

    private final TimeMode mode;
    private final ReportRoute.Services reports;
    private final TrustRoutes.Services trust;
    private final RuleRoutes.Services rules;
    private final Consumer<Work.Stretch> recordings;
    private final AtomicInteger recordingsUnderWay;
    private final Rounds rounds = new Rounds(Intake.PROBES_IN_ROUNDS);

    CollectorRoutes(
            TimeMode mode,
            ReportRoute.Services reports,
            TrustRoutes.Services trust,
            RuleRoutes.Services rules,
            Consumer<Work.Stretch> recordings,
            AtomicInteger recordingsUnderWay) {
        this.mode = mode;
        this.reports = reports;
        this.trust = trust;
        this.rules = rules;
        this.recordings = recordings;
        this.recordingsUnderWay = recordingsUnderWay;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        ReportRoute.mount(vertx, router, reports);
        var intake = new Intake(vertx, reports, rounds);
        ImportRoute.mount(vertx, router, reports, intake, trust.clock());
        PushRoutes.mount(vertx, router, trust, intake);
        RecordingRoute.mount(vertx, router, reports.gate(), mode, recordings, recordingsUnderWay);
        TrustRoutes.mount(vertx, router, trust);
        RuleRoutes.mount(vertx, router, rules);
    }
}
