package kz.dabyl.collector.invites;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BiFunction;
import kz.dabyl.collector.admission.Admission;
import kz.dabyl.collector.admission.BodyReader;
import kz.dabyl.collector.admission.Limits;
import kz.dabyl.collector.http.JsonBody;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.collector.targets.TargetRules;
import kz.dabyl.collector.trust.AsnTable;
import kz.dabyl.collector.trust.Enrolment;
import kz.dabyl.collector.trust.Gate;
import kz.dabyl.collector.trust.Invite;
import kz.dabyl.collector.trust.InviteSecret;
import kz.dabyl.collector.trust.Principal;
import kz.dabyl.collector.trust.ProbeTokens;
import kz.dabyl.collector.trust.TrustBook;
import kz.dabyl.collector.trust.Withdrawals;
import kz.dabyl.model.ReportReader;
import kz.dabyl.runtime.http.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Invites ({@code /v1/invites}, for operators) and the probes that enrol by them ({@code /v1/probes}). */
public final class TrustRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(TrustRoutes.class);
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final long IN_FLIGHT_BYTES = 4L << 20;

    /** An invite needs less, and whoever bears it has not been asked for a credential: what is small and short is many. */
    private static final int MAX_ENROLMENT_BYTES = 2 * 1024;

    private static final Duration ENROLMENT = Duration.ofSeconds(10);
    private static final int MAX_LABEL = 200;
    private static final int MAX_PROBES = 1_000_000;
    private static final int DEFAULT_PROBES = 100;

    private final Services services;
    private final BodyReader bodies;
    private final Admission admission = new Admission(IN_FLIGHT_BYTES);

    /** Of their own: whoever has no credential yet must not take the place of those who do. */
    private final BodyReader enrolments;

    private final Admission strangers = new Admission(IN_FLIGHT_BYTES);

    /**
     * What these routes need.
     *
     * @param put writes to the topic of trust, and is done when the book has read it back
     * @param targets whose key a probe is told once, by whoever it trusts to enrol it
     * @param asns by which it is told its network
     * @param withdrawals of enrolments that failed
     */
    public record Services(
            Gate gate,
            ProbeTokens tokens,
            TrustBook book,
            BiFunction<String, @Nullable JsonObject, Future<Void>> put,
            InstantSource clock,
            TargetRules targets,
            AsnTable asns,
            Withdrawals withdrawals) {}

    private TrustRoutes(Vertx vertx, Services services) {
        this.services = services;
        var usual = Limits.DEFAULT;
        bodies = new BodyReader(
                vertx, new Limits(MAX_BODY_BYTES, IN_FLIGHT_BYTES, usual.idle(), usual.minBytesPerSecond(), 1));
        enrolments = new BodyReader(
                vertx, new Limits(MAX_ENROLMENT_BYTES, IN_FLIGHT_BYTES, ENROLMENT, usual.minBytesPerSecond(), 1));
    }

    public static void mount(Vertx vertx, Router router, Services services) {
        var routes = new TrustRoutes(vertx, services);
        router.post("/v1/invites").handler(services.gate()::operatorOnly).handler(routes::invite);
        router.get("/v1/invites").handler(services.gate()::operatorOnly).handler(routes::list);
        router.delete("/v1/invites/:invite")
                .handler(services.gate()::operatorOnly)
                .handler(routes::end);
        router.post("/v1/probes").handler(routes::enrol);
        router.delete("/v1/probes/:probe")
                .handler(services.gate()::operatorOnly)
                .handler(routes::revoke);
    }

    private void invite(RoutingContext ctx) {
        read(ctx, bodies, admission)
                .compose(body -> {
                    var secret = InviteSecret.random();
                    return attempt(() -> newInvite(secret, JsonBody.of(body)))
                            .compose(invite -> put(invite.id(), invite.toJson()))
                            .map(secret);
                })
                .onSuccess(secret -> {
                    LOG.info("invite {} made", secret.id());
                    answer(ctx, 201, new JsonObject().put("id", secret.id()).put("invite", secret.text()));
                })
                .onFailure(cause -> Refusal.answer(ctx, cause));
    }

    private Invite newInvite(InviteSecret secret, JsonBody body) throws Refusal {
        return new Invite(
                secret.id(),
                body.text("label", MAX_LABEL).orElse(""),
                body.integer("max_probes", MAX_PROBES, DEFAULT_PROBES),
                body.time("expires"),
                services.clock().millis(),
                secret.hash(),
                body.flag("vouched"),
                false);
    }

    private void list(RoutingContext ctx) {
        try {
            // Until all are known the list would be short without a word.
            services.gate().mustKnow();
        } catch (Refusal refusal) {
            refusal.send(ctx);
            return;
        }
        var items = new JsonArray();
        for (var invite : services.book().invites()) {
            var item = invite.toJson();
            item.remove("secret_sha256");
            item.put("id", item.remove("invite"));
            items.add(item.put("probes", services.book().enrolled(invite.id())));
        }
        answer(ctx, 200, new JsonObject().put("items", items).putNull("next_cursor"));
    }

    private void end(RoutingContext ctx) {
        attempt(() -> existing(ctx.pathParam("invite")))
                .compose(invite -> put(invite.id(), invite.end().toJson()).map(invite))
                .onSuccess(invite -> {
                    LOG.info("invite {} ended", invite.id());
                    ctx.response().setStatusCode(204).end();
                })
                .onFailure(cause -> Refusal.answer(ctx, cause));
    }

    private void enrol(RoutingContext ctx) {
        read(ctx, enrolments, strangers)
                .compose(body -> attempt(() -> open(JsonBody.of(body))))
                .compose(this::enrol)
                .onSuccess(probe -> answer(ctx, 201, identity(probe, ctx.request())))
                .onFailure(cause -> Refusal.answer(ctx, cause));
    }

    /** Who a probe is from now on. Its address is looked up and forgotten. */
    private JsonObject identity(Principal.Probe probe, HttpServerRequest request) {
        var token = services.tokens().issue(probe, services.clock().millis() / 1000);
        var key = services.targets().key().publicKey();
        var identity = new JsonObject()
                .put("probe", probe.probe())
                .put("token", token)
                .put("targets_key", Base64.getEncoder().encodeToString(key));
        Optional.ofNullable(request.remoteAddress())
                .flatMap(peer -> Optional.ofNullable(peer.hostAddress()))
                .flatMap(services.asns()::of)
                .ifPresent(asn -> identity.put("asn", asn));
        return identity;
    }

    /** The invite that a body bears, if it still lets probes in. */
    private Invite open(JsonBody body) throws Refusal {
        services.gate().mustKnow();
        var text = body.text("invite", 256).orElseThrow(() -> JsonBody.bad("/invite", "is required"));
        var invite = InviteSecret.parse(text)
                .flatMap(secret -> services.book().invite(secret.id()).filter(secret::opens))
                .orElseThrow(() -> Refusal.of(
                        Problem.of(401, "unknown-invite", "This invite is not known", "ask whoever gave it to you")));
        if (invite.ended() || invite.expired(services.clock().millis())) {
            throw closed("it has ended");
        }
        if (services.withdrawals().tooMany()
                || (services.book().full(invite.id()) && services.withdrawals().concern(invite.id()))) {
            throw Refusal.unavailable("enrolments that failed are being taken back, try again");
        }
        if (services.book().full(invite.id())) {
            throw closed("it has let in all the probes that it may");
        }
        return invite;
    }

    private static Refusal closed(String why) {
        return Refusal.of(Problem.of(403, "invite-closed", "This invite lets in no more probes", why));
    }

    /** Writes the enrolment, and lets the order of the log tell whether there was still room for it. */
    private Future<Principal.Probe> enrol(Invite invite) {
        var probe = InviteSecret.randomProbe();
        var enrolment = new Enrolment(probe, invite.id(), services.clock().millis(), false);
        var principal = new Principal.Probe(probe, invite.id());
        return put(probe, enrolment.toJson())
                .onFailure(cause -> services.withdrawals().begin(principal))
                .compose(v -> {
                    if (services.book().enrolment(probe).isPresent()) {
                        return Future.succeededFuture(principal);
                    }
                    return put(probe, null)
                            .compose(gone -> Future.failedFuture(closed("it has let in all the probes that it may")));
                });
    }

    private Invite existing(String id) throws Refusal {
        services.gate().mustKnow();
        return services.book()
                .invite(id)
                .orElseThrow(() -> Refusal.of(
                        Problem.of(404, "no-such-invite", "There is no such invite", "see GET /v1/invites")));
    }

    /**
     * Also of a probe that the topic does not know: its token is good for as long as the key that it was made with, and
     * the topic may have been lost.
     */
    private void revoke(RoutingContext ctx) {
        attempt(() -> revoked(ctx.pathParam("probe")))
                .compose(enrolment -> put(enrolment.probe(), enrolment.toJson()))
                .onSuccess(v -> ctx.response().setStatusCode(204).end())
                .onFailure(cause -> Refusal.answer(ctx, cause));
    }

    private Enrolment revoked(String probe) throws Refusal {
        services.gate().mustKnow();
        if (!ReportReader.isProbe(probe) || services.book().invite(probe).isPresent()) {
            throw Refusal.of(
                    Problem.of(404, "no-such-probe", "There is no such probe", "no probe can be called by this name"));
        }
        return services.book()
                .enrolment(probe)
                .map(Enrolment::revoke)
                .orElseGet(() -> new Enrolment(
                        probe, Enrolment.UNKNOWN_INVITE, services.clock().millis(), true));
    }

    private static Future<Buffer> read(RoutingContext ctx, BodyReader bodies, Admission admission) {
        var claim = admission.claim();
        return bodies.read(ctx.request(), claim).onComplete(v -> claim.release());
    }

    private Future<Void> put(String key, @Nullable JsonObject document) {
        return services.put().apply(key, document).recover(cause -> {
            LOG.warn("trust could not be written: {}", cause.toString());
            return Future.failedFuture(Refusal.unavailable("the log does not take this, try again"));
        });
    }

    /** Something that may refuse. */
    private interface Attempt<T> {

        T make() throws Refusal;
    }

    private static <T> Future<T> attempt(Attempt<T> attempt) {
        try {
            return Future.succeededFuture(attempt.make());
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private static void answer(RoutingContext ctx, int status, JsonObject body) {
        if (!ctx.response().ended() && !ctx.response().closed()) {
            ctx.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(body.toBuffer());
        }
    }
}
