package kz.dabyl.collector.push;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;
import kz.dabyl.collector.gateway.Sightings;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.collector.invites.TrustRoutes;
import kz.dabyl.collector.reports.Intake;
import kz.dabyl.collector.trust.PushTokens;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Ping;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;

/**
 * Pushes, by which any job of cron is a probe: one request without a body is one result, as Uptime Kuma
 * ({@code /api/push/…}) and Gatus ({@code /api/v1/endpoints/…/external}) have it. The token in the address is a secret:
 * nothing here logs it or puts it into an answer to anybody but whom it was made for.
 */
public final class PushRoutes {

    private final Intake intake;
    private final TrustRoutes.Services trust;

    private PushRoutes(TrustRoutes.Services trust, Intake intake) {
        this.trust = trust;
        this.intake = intake;
    }

    public static void mount(Vertx vertx, Router router, TrustRoutes.Services trust, Intake intake) {
        var routes = new PushRoutes(trust, intake);
        PushAddresses.mount(vertx, router, trust);
        router.get("/api/push/:token")
                .putMetadata(Routes.GET_CHANGES_SOMETHING, true)
                .handler(routes::kuma);
        router.post("/api/push/:token").handler(routes::kuma);
        router.post("/api/v1/endpoints/:key/external").handler(routes::gatus);
    }

    private void kuma(RoutingContext ctx) {
        push(
                ctx,
                Optional.of(ctx.pathParam("token")),
                // In the words of Uptime Kuma, whose scripts read them.
                () -> answer(
                        ctx, 404, new JsonObject().put("ok", false).put("msg", "Monitor not found or not active.")),
                target -> PushResult.ofKuma(target, ctx.queryParams()));
    }

    private void gatus(RoutingContext ctx) {
        push(
                ctx,
                Credentials.bearer(ctx.request()),
                () -> Refusal.of(Problem.unauthorized()).send(ctx),
                target -> PushResult.ofGatus(target, ctx.queryParams()));
    }

    /** @param refuse answers a token that is none */
    private void push(RoutingContext ctx, Optional<String> token, Runnable refuse, Function<String, Ping> result) {
        try {
            var push = token.isEmpty()
                    ? Optional.<PushTokens.Push>empty()
                    : trust.gate().push(token.get());
            if (push.isPresent()) {
                push(ctx, push.get(), result);
            } else {
                refuse.run();
            }
        } catch (Refusal refusal) {
            refusal.send(ctx);
        }
    }

    private void push(RoutingContext ctx, PushTokens.Push push, Function<String, Ping> result) {
        var begun = System.nanoTime();
        Ping ping;
        try {
            ping = result.apply(push.target());
        } catch (InvalidInputException e) {
            Refusal.of(Problem.invalid(e.pointer(), e.detail())).send(ctx);
            return;
        }
        var sightings = new Sightings();
        sightings.add(push.origin(), trust.clock().millis(), ping);
        intake.storeInRounds(push.probe(), sightings.reports(), begun)
                .onSuccess(stored -> answer(ctx, 200, new JsonObject().put("ok", true)))
                .onFailure(cause -> Refusal.answer(ctx, cause));
    }

    private static void answer(RoutingContext ctx, int status, JsonObject body) {
        if (!ctx.response().ended() && !ctx.response().closed()) {
            ctx.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(body.toBuffer());
        }
    }
}
