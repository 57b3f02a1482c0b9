package kz.dabyl.alerts.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.delivery.MessageJson;
import kz.dabyl.alerts.delivery.SubscriptionDesk;
import kz.dabyl.alerts.delivery.SubscriptionDesk.Issued;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.SignatureScheme;
import kz.dabyl.alerts.subscriptions.SubscriptionJson;
import kz.dabyl.alerts.subscriptions.TermsReader;
import kz.dabyl.alerts.subscriptions.TermsReader.Result;
import kz.dabyl.alerts.webhook.RefusedException;
import kz.dabyl.alerts.webhook.WebhookKeys;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/subscriptions} for operators. */
public final class SubscriptionRoutes implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionRoutes.class);
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final String ALL = "/v1/subscriptions";
    private static final String ONE = "/v1/subscriptions/:id";
    private static final String UNKNOWN = "there is no subscription of this id";

    private final SubscriptionDesk desk;
    private final WebhookKeys keys;
    private final Credentials credentials;
    private final boolean allowPrivate;

    /** @param allowPrivate whether plain http and address literals are taken */
    public SubscriptionRoutes(SubscriptionDesk desk, WebhookKeys keys, Credentials credentials, boolean allowPrivate) {
        this.desk = desk;
        this.keys = keys;
        this.credentials = credentials;
        this.allowPrivate = allowPrivate;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.route(ALL).handler(this::operator);
        router.post(ALL)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                .handler(this::create);
        router.get(ALL).handler(this::list);
        router.get(ONE).handler(this::operator).handler(this::show);
        router.delete(ONE).handler(this::operator).handler(this::delete);
        router.patch(ONE).handler(this::operator);
        router.patch(ONE)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                .handler(this::fallBack);
        router.post(ONE + "/test").handler(this::operator).handler(this::test);
        router.post(ONE + "/rotate").handler(this::operator).handler(this::rotate);
        router.post(ONE + "/enable").handler(this::operator).handler(this::enable);
    }

    private void operator(RoutingContext ctx) {
        credentials.operatorsOnly(ctx.request()).ifPresentOrElse(refusal -> refusal.send(ctx.response()), ctx::next);
    }

    private void create(RoutingContext ctx) {
        var body = ctx.body().asString();
        var result = TermsReader.read(body == null ? "" : body, allowPrivate);
        if (result instanceof Result.Bad bad) {
            invalid(ctx, bad.faults());
        } else if (result instanceof Result.Ok ok) {
            desk.subscribe(ok.terms())
                    .onSuccess(issued -> {
                        ctx.response()
                                .putHeader(
                                        "location",
                                        ALL + "/" + issued.subscription().id());
                        issued(ctx, 201, issued);
                    })
                    .onFailure(cause -> {
                        if (cause instanceof RefusedException refused) {
                            var field = ok.terms().address().target().map(Address.Target::field);
                            invalid(
                                    ctx,
                                    List.of(new TermsReader.Fault("/" + field.orElse("channel"), refused.reason())));
                        } else {
                            failed(ctx, cause);
                        }
                    });
        }
    }

    private void issued(RoutingContext ctx, int status, Issued issued) {
        var tree = JsonNodeFactory.instance
                .objectNode()
                .put("id", issued.subscription().id())
                .put("secret", issued.secret().orElse(null));
        if (issued.subscription().terms().signature() == SignatureScheme.V1A) {
            tree.put("public_key", keys.publicKey());
        }
        ctx.response().putHeader("cache-control", "no-store");
        Answers.json(ctx, status, tree);
    }

    private void list(RoutingContext ctx) {
        desk.all()
                .onSuccess(all -> Answers.list(
                        ctx,
                        all.stream()
                                .map(one -> SubscriptionJson.shown(one).toString())
                                .toList(),
                        Optional.empty()))
                .onFailure(ctx::fail);
    }

    private void show(RoutingContext ctx) {
        desk.find(ctx.pathParam("id"))
                .onSuccess(found -> found.ifPresentOrElse(
                        one -> Answers.json(ctx, 200, SubscriptionJson.shown(one)),
                        () -> Answers.unknown(ctx, UNKNOWN)))
                .onFailure(ctx::fail);
    }

    private void delete(RoutingContext ctx) {
        desk.unsubscribe(ctx.pathParam("id"))
                .onSuccess(existed -> {
                    if (existed) {
                        ctx.response().setStatusCode(204).end();
                    } else {
                        Answers.unknown(ctx, UNKNOWN);
                    }
                })
                .onFailure(cause -> failed(ctx, cause));
    }

    /** Only the fallback may change: what else is asked for is another subscription. */
    private void fallBack(RoutingContext ctx) {
        try {
            var fallback = Parameters.body(ctx).path("fallback");
            if (!fallback.isTextual() && !fallback.isNull()) {
                throw new InvalidInputException("/fallback", "expected the id of a subscription, or null");
            }
            desk.fallBack(
                            ctx.pathParam("id"),
                            Optional.of(fallback).filter(JsonNode::isTextual).map(JsonNode::asText))
                    .onSuccess(found -> found.ifPresentOrElse(
                            one -> Answers.json(ctx, 200, SubscriptionJson.shown(one)),
                            () -> Answers.unknown(ctx, UNKNOWN)))
                    .onFailure(cause -> failed(ctx, cause));
        } catch (InvalidInputException e) {
            invalid(ctx, List.of(new TermsReader.Fault(e.pointer(), e.detail())));
        }
    }

    private void test(RoutingContext ctx) {
        var id = ctx.pathParam("id");
        desk.test(id)
                .onSuccess(message -> message.ifPresentOrElse(
                        sent -> Answers.json(ctx, 202, MessageJson.shown(sent)), () -> untested(ctx, id)))
                .onFailure(cause -> failed(ctx, cause));
    }

    private void untested(RoutingContext ctx, String id) {
        desk.find(id)
                .onSuccess(found -> found.ifPresentOrElse(
                        one -> Problem.of(
                                        409,
                                        "not-active",
                                        "This subscription is not active",
                                        "it gets no messages: POST " + ALL + "/{id}/enable first")
                                .send(ctx.response()),
                        () -> Answers.unknown(ctx, UNKNOWN)))
                .onFailure(ctx::fail);
    }

    private void rotate(RoutingContext ctx) {
        desk.rotate(ctx.pathParam("id"))
                .onSuccess(issued -> issued.ifPresentOrElse(
                        fresh -> issued(ctx, 200, fresh),
                        () -> Answers.unknown(ctx, "there is no subscription of this id that has a secret")))
                .onFailure(cause -> failed(ctx, cause));
    }

    private void enable(RoutingContext ctx) {
        desk.enable(ctx.pathParam("id"))
                .onSuccess(found -> found.ifPresentOrElse(
                        one -> Answers.json(ctx, 200, SubscriptionJson.shown(one)),
                        () -> Answers.unknown(ctx, UNKNOWN)))
                .onFailure(cause -> failed(ctx, cause));
    }

    private static void invalid(RoutingContext ctx, List<TermsReader.Fault> faults) {
        var all = faults.stream()
                .map(fault -> new Problem.Fault(1, fault.pointer(), fault.detail()))
                .toList();
        var first = faults.get(0);
        new Problem(
                        400,
                        "invalid-subscription",
                        "The subscription is not valid",
                        first.pointer() + ": " + first.detail(),
                        all)
                .send(ctx.response());
    }

    private static void failed(RoutingContext ctx, Throwable cause) {
        if (cause instanceof SubscriptionDesk.TooManyException) {
            Problem.of(409, "too-many-subscriptions", "There is no room for more", String.valueOf(cause.getMessage()))
                    .send(ctx.response());
        } else if (cause instanceof SubscriptionDesk.NoFallbackException) {
            invalid(ctx, List.of(new TermsReader.Fault("/fallback", String.valueOf(cause.getMessage()))));
        } else {
            LOG.warn("a change of subscriptions was not stored: {}", cause.toString());
            ctx.response().putHeader("retry-after", "5");
            Problem.unavailable("the change could not be stored, try again later")
                    .send(ctx.response());
        }
    }
}
