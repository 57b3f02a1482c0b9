package kz.dabyl.collector.push;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import kz.dabyl.collector.admission.Admission;
import kz.dabyl.collector.admission.BodyReader;
import kz.dabyl.collector.admission.Limits;
import kz.dabyl.collector.gateway.Origin;
import kz.dabyl.collector.gateway.TargetName;
import kz.dabyl.collector.http.JsonBody;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.collector.invites.TrustRoutes;
import kz.dabyl.collector.trust.Enrolment;
import kz.dabyl.collector.trust.InviteSecret;
import kz.dabyl.collector.trust.Principal;
import kz.dabyl.collector.trust.PushTokens;
import kz.dabyl.model.Access;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Report;
import kz.dabyl.model.ReportReader;
import kz.dabyl.runtime.http.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/pushes}: makes the address of a push. An enrolled probe makes its own, which end with it; for the
 * operator a new probe is enrolled, so that it can be revoked as any other.
 */
final class PushAddresses {

    private static final Logger LOG = LoggerFactory.getLogger(PushAddresses.class);

    /** Stands for the invite of probes that the operator enrolled; no real one is called so. */
    private static final String BY_OPERATOR = "operator";

    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final long IN_FLIGHT_BYTES = 4L << 20;
    private static final int MAX_TEXT = 64;

    private final TrustRoutes.Services services;
    private final BodyReader bodies;
    private final Admission admission = new Admission(IN_FLIGHT_BYTES);

    private PushAddresses(Vertx vertx, TrustRoutes.Services services) {
        this.services = services;
        var usual = Limits.DEFAULT;
        bodies = new BodyReader(
                vertx, new Limits(MAX_BODY_BYTES, IN_FLIGHT_BYTES, usual.idle(), usual.minBytesPerSecond(), 1));
    }

    static void mount(Vertx vertx, Router router, TrustRoutes.Services services) {
        router.post("/v1/pushes").handler(new PushAddresses(vertx, services)::make);
    }

    private void make(RoutingContext ctx) {
        Principal principal;
        try {
            principal = services.gate().identify(ctx.request());
        } catch (Refusal refusal) {
            refusal.send(ctx);
            return;
        }
        if (principal instanceof Principal.Relay) {
            Refusal.of(Problem.of(
                            403,
                            "operator-or-probe-only",
                            "This is for operators and probes",
                            "use the operator token or that of the probe that shall push"))
                    .send(ctx);
            return;
        }
        var probe = principal instanceof Principal.Probe self
                ? self
                : new Principal.Probe(InviteSecret.randomProbe(), BY_OPERATOR);
        var claim = admission.claim(principal);
        bodies.read(ctx.request(), claim)
                .compose(body -> push(probe, body))
                .compose(push -> enrolled(push, !(principal instanceof Principal.Probe)))
                .onSuccess(push -> answer(ctx, push))
                .onFailure(cause -> Refusal.answer(ctx, cause))
                .onComplete(v -> claim.release());
    }

    private static Future<PushTokens.Push> push(Principal.Probe probe, Buffer body) {
        try {
            return Future.succeededFuture(push(probe, JsonBody.of(body)));
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        } catch (InvalidInputException e) {
            return Future.failedFuture(JsonBody.bad(e.pointer().replace("dabyl_", ""), e.detail()));
        }
    }

    private static PushTokens.Push push(Principal.Probe probe, JsonBody body) throws Refusal {
        var access = Access.ofWord(required(body, "access", MAX_TEXT))
                .orElseThrow(() -> JsonBody.bad("/access", "expected mobile or fixed"));
        var origin = new Origin(
                probe.probe(),
                required(body, "place", MAX_TEXT),
                required(body, "network", MAX_TEXT),
                access,
                body.integer("interval_s", ReportReader.MAX_INTERVAL_SECONDS, Report.NO_PROMISE));
        var target = TargetName.checked(required(body, "target", PushTokens.MAX_TARGET_BYTES));
        if (target.getBytes(StandardCharsets.UTF_8).length > PushTokens.MAX_TARGET_BYTES) {
            throw JsonBody.bad("/target", "expected at most " + PushTokens.MAX_TARGET_BYTES + " bytes of UTF-8");
        }
        return new PushTokens.Push(probe, origin, target);
    }

    private static String required(JsonBody body, String field, int maxLength) throws Refusal {
        return body.text(field, maxLength).orElseThrow(() -> JsonBody.bad("/" + field, "is required"));
    }

    private Future<PushTokens.Push> enrolled(PushTokens.Push push, boolean anew) {
        if (!anew) {
            return Future.succeededFuture(push);
        }
        var probe = push.probe();
        var enrolment =
                new Enrolment(probe.probe(), probe.invite(), services.clock().millis(), false);
        return services.put().apply(probe.probe(), enrolment.toJson()).map(push).recover(cause -> {
            LOG.warn("trust could not be written: {}", cause.toString());
            return Future.failedFuture(Refusal.unavailable("the log does not take this, try again"));
        });
    }

    private void answer(RoutingContext ctx, PushTokens.Push push) {
        var response = ctx.response();
        if (response.ended() || response.closed()) {
            return;
        }
        var token = services.tokens().pushes().issue(push, services.clock().millis() / 1000);
        response.setStatusCode(201)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(new JsonObject()
                        .put("probe", push.probe().probe())
                        .put("token", token)
                        .put("url", base(ctx) + "/api/push/" + token)
                        .toBuffer());
    }

    /** As the client sees us, also through a proxy that ends TLS; without a host the address is relative. */
    private static String base(RoutingContext ctx) {
        var authority = ctx.request().authority();
        if (authority == null) {
            return "";
        }
        var secure = "https".equalsIgnoreCase(ctx.request().getHeader("x-forwarded-proto"))
                || "https".equals(ctx.request().scheme());
        return (secure ? "https" : "http") + "://" + authority;
    }
}
