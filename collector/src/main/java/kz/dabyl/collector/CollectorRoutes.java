package kz.dabyl.collector;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import kz.dabyl.collector.browser.BrowserRoutes;
import kz.dabyl.collector.gateway.Rounds;
import kz.dabyl.collector.invites.TrustRoutes;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.collector.log.Work;
import kz.dabyl.collector.push.PushRoutes;
import kz.dabyl.collector.recordings.RecordingRoute;
import kz.dabyl.collector.reports.ImportRoute;
import kz.dabyl.collector.reports.Intake;
import kz.dabyl.collector.reports.ReportRoute;
import kz.dabyl.collector.reports.SmallReports;
import kz.dabyl.collector.rules.RallyImportRoute;
import kz.dabyl.collector.rules.RuleRoutes;
import kz.dabyl.collector.targets.TargetRoute;
import kz.dabyl.runtime.http.Routes;
import kz.dabyl.runtime.http.fast.SmallPosts;

/** Everything that the collector serves: reports, also in formats of others, recordings, who is trusted, rules,
 * what probes are asked to measure, and the probe for browsers. */
final class CollectorRoutes implements Routes {

    private final TimeMode mode;
    private final ReportRoute.Services reports;
    private final TrustRoutes.Services trust;
    private final RuleRoutes.Services rules;
    private final Consumer<Work.Stretch> recordings;
    private final AtomicInteger recordingsUnderWay;
    private final TargetRoute targets;
    private final BrowserRoutes browser;
    private final DateHeader date;
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
        targets = new TargetRoute(trust.targets(), trust.clock());
        browser = new BrowserRoutes(trust.targets().targets());
        date = new DateHeader(trust.clock());
    }

    @Override
    public Map<String, Handler<HttpServerRequest>> posts(Vertx vertx) {
        return Map.of(ReportRoute.PATH, new ReportRoute(vertx, reports, new Intake(vertx, reports, rounds)));
    }

    @Override
    public Map<String, SmallPosts> smallPosts(Vertx vertx) {
        return Map.of(ReportRoute.PATH, new SmallReports(reports, new Intake(vertx, reports, rounds)));
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        // Other spellings of the path, such as with a slash behind it.
        var intake = new Intake(vertx, reports, rounds);
        var route = new ReportRoute(vertx, reports, intake);
        router.post(ReportRoute.PATH).handler(ctx -> route.handle(ctx.request()));
        ImportRoute.mount(vertx, router, reports, intake, trust.clock());
        PushRoutes.mount(vertx, router, trust, intake);
        RecordingRoute.mount(vertx, router, reports.gate(), mode, recordings, recordingsUnderWay);
        TrustRoutes.mount(vertx, router, trust);
        RuleRoutes.mount(vertx, router, rules);
        RallyImportRoute.mount(vertx, router, rules.gate(), rules.clock());
        targets.mount(router);
        browser.mount(vertx, router);
    }

    @Override
    public void prepare(BiConsumer<CharSequence, CharSequence> fields) {
        date.addTo(fields);
    }
}
