package kz.dabyl.collector.rules;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import kz.dabyl.collector.admission.Admission;
import kz.dabyl.collector.admission.BodyReader;
import kz.dabyl.collector.admission.Limits;
import kz.dabyl.collector.http.ChangeHeaders;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.collector.trust.Gate;
import kz.dabyl.model.Candidate;
import kz.dabyl.model.Documents;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.rules.RuleProposal;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/shadow}, for operators: which thresholds run silently beside those in force, and that they become those. What
 * they raise is told where the detector runs.
 */
public final class CandidateRoutes implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(CandidateRoutes.class);
    private static final String PATH = "/v1/shadow";
    private static final int MAX_BYTES = 64 * 1024;
    private static final long IN_FLIGHT_BYTES = 1L << 20;

    private final CandidateLog log;
    private final RuleRoutes.Services rules;
    private final Admission admission = new Admission(IN_FLIGHT_BYTES);

    public CandidateRoutes(CandidateLog log, RuleRoutes.Services rules) {
        this.log = log;
        this.rules = rules;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        var usual = Limits.DEFAULT;
        var bodies = new BodyReader(
                vertx, new Limits(MAX_BYTES, IN_FLIGHT_BYTES, usual.idle(), usual.minBytesPerSecond(), 1));
        router.put(PATH).handler(rules.gate()::operatorOnly).handler(ctx -> put(ctx, bodies));
        router.delete(PATH).handler(rules.gate()::operatorOnly).handler(this::delete);
        router.post(PATH + "/promote").handler(rules.gate()::operatorOnly).handler(this::promote);
    }

    private void put(RoutingContext ctx, BodyReader bodies) {
        try {
            var format = RuleFormat.ofBody(ctx.request());
            var reason = ChangeHeaders.reason(ctx);
            var claim = admission.claim();
            bodies.read(ctx.request(), claim)
                    .onComplete(v -> claim.release())
                    .compose(body -> begun(thresholds(format, format.text(body)), Gate.operator(ctx), reason))
                    .onSuccess(candidate -> RuleFormat.accepted(ctx).send(ctx, candidate.shown()))
                    .onFailure(cause -> fail(ctx, cause));
        } catch (Refusal refusal) {
            refusal.send(ctx);
        }
    }

    private static Thresholds thresholds(RuleFormat format, String text) {
        return format == RuleFormat.YAML ? Documents.thresholds(text) : Documents.thresholdsFromJson(text);
    }

    private Future<Candidate> begun(Thresholds thresholds, String who, String reason) {
        var candidate = new Candidate(
                UUID.randomUUID().toString(), thresholds, rules.clock().millis(), who, reason);
        return log.begin(candidate).map(candidate);
    }

    private void delete(RoutingContext ctx) {
        var present = log.present();
        if (present.isEmpty()) {
            nothing().send(ctx);
            return;
        }
        log.end(present.get())
                .onSuccess(v -> ctx.response().setStatusCode(204).end())
                .onFailure(cause -> fail(ctx, cause));
    }

    private void promote(RoutingContext ctx) {
        try {
            var reason = ChangeHeaders.reason(ctx);
            var condition = ChangeHeaders.condition(ctx);
            var candidate = log.present().orElseThrow(CandidateRoutes::nothing);
            var document = RuleKind.THRESHOLDS.fromJson(
                    Documents.json(candidate.thresholds()).toString());
            var proposal = RuleProposal.of(
                    RuleKind.THRESHOLDS,
                    document,
                    Gate.operator(ctx),
                    rules.clock().millis(),
                    reason,
                    condition);
            RuleRoutes.changed(rules, proposal.by(RuleProposal.Way.PROMOTION))
                    .compose(change -> log.end(candidate).map(change))
                    .onSuccess(change -> RuleRoutes.answer(ctx, change))
                    .onFailure(cause -> fail(ctx, cause));
        } catch (Refusal refusal) {
            refusal.send(ctx);
        }
    }

    private static Refusal nothing() {
        return Refusal.of(
                Problem.of(404, "not-found", "There is nothing here", "no thresholds run beside those in force"));
    }

    private static void fail(RoutingContext ctx, Throwable cause) {
        if (cause instanceof InvalidInputException e) {
            Refusal.of(Problem.invalid(e.pointer(), e.detail())).send(ctx);
        } else if (cause instanceof Refusal) {
            Refusal.answer(ctx, cause);
        } else {
            LOG.warn("the shadow could not be changed: {}", cause.toString());
            Refusal.unavailable("the log does not take this now; see GET " + PATH + " before you try again")
                    .send(ctx);
        }
    }
}
