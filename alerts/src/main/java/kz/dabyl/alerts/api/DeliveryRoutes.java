package kz.dabyl.alerts.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.alerts.delivery.DeliveryDesk;
import kz.dabyl.alerts.delivery.DeliveryDesk.Page;
import kz.dabyl.alerts.delivery.DeliveryDesk.Replay;
import kz.dabyl.alerts.delivery.DeliveryPosition;
import kz.dabyl.alerts.delivery.MessageJson;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of a subscription's messages, why, and the wish to have them once more. The list and the wish are also for
 * the subscriber, who shows its secret.
 */
public final class DeliveryRoutes implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryRoutes.class);
    private static final int MAX_BODY_BYTES = 4 * 1024;
    private static final String ONE = "/v1/subscriptions/:id";
    private static final String UNKNOWN = "there is no subscription of this id";

    private final DeliveryDesk desk;
    private final Credentials credentials;

    public DeliveryRoutes(DeliveryDesk desk, Credentials credentials) {
        this.desk = desk;
        this.credentials = credentials;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get("/v1/deliveries").handler(this::operator).handler(this::queueReports);
        router.get(ONE + "/deliveries").handler(this::operatorOrSubscriber).handler(this::list);
        router.get(ONE + "/explain").handler(this::operator).handler(this::explain);
        router.post(ONE + "/replay")
                // Before it is known who asks: that takes a look elsewhere, and a body does not wait.
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                .handler(this::operatorOrSubscriber)
                .handler(this::replay);
    }

    private void operator(RoutingContext ctx) {
        credentials.operatorsOnly(ctx.request()).ifPresentOrElse(refusal -> refusal.send(ctx.response()), ctx::next);
    }

    private void operatorOrSubscriber(RoutingContext ctx) {
        var token = Credentials.bearer(ctx.request());
        if (token.flatMap(credentials::role).isPresent() || token.isEmpty()) {
            operator(ctx);
            return;
        }
        desk.owns(ctx.pathParam("id"), token.get())
                .onSuccess(owns -> {
                    if (owns) {
                        ctx.next();
                    } else {
                        Problem.unauthorized().send(ctx.response());
                    }
                })
                .onFailure(ctx::fail);
    }

    private void queueReports(RoutingContext ctx) {
        desk.queueReports()
                .onSuccess(all -> Answers.list(
                        ctx, all.stream().map(one -> one.json().toString()).toList(), Optional.empty()))
                .onFailure(ctx::fail);
    }

    private void list(RoutingContext ctx) {
        try {
            var limit = Parameters.limit(ctx.request());
            var after = Parameters.once(ctx.request(), "cursor")
                    .map(text -> DeliveryPosition.ofCursor(text)
                            .orElseThrow(() -> new InvalidInputException(
                                    "/cursor", "cursor: expected the next_cursor of an earlier answer")));
            desk.page(ctx.pathParam("id"), after, limit)
                    .onSuccess(found ->
                            found.ifPresentOrElse(page -> page(ctx, page), () -> Answers.unknown(ctx, UNKNOWN)))
                    .onFailure(ctx::fail);
        } catch (InvalidInputException e) {
            Problem.invalid(e.pointer(), e.detail()).send(ctx.response());
        }
    }

    private static void page(RoutingContext ctx, Page page) {
        Answers.list(
                ctx,
                page.items().stream()
                        .map(message -> MessageJson.shown(message).toString())
                        .toList(),
                page.next().map(DeliveryPosition::cursor));
    }

    private void explain(RoutingContext ctx) {
        try {
            var incident = Parameters.once(ctx.request(), "incident")
                    .orElseThrow(() -> new InvalidInputException("/incident", "incident: is required, its id"));
            desk.explain(ctx.pathParam("id"), incident)
                    .onSuccess(found -> found.ifPresentOrElse(
                            lines -> {
                                var tree = JsonNodeFactory.instance
                                        .objectNode()
                                        .put("subscription", ctx.pathParam("id"))
                                        .put("incident", incident);
                                tree.putArray("items").addAll(lines);
                                Answers.json(ctx, 200, tree.putNull("next_cursor"));
                            },
                            () -> Answers.unknown(ctx, "there is no such subscription, or no such incident")))
                    .onFailure(ctx::fail);
        } catch (InvalidInputException e) {
            Problem.invalid(e.pointer(), e.detail()).send(ctx.response());
        }
    }

    private void replay(RoutingContext ctx) {
        try {
            desk.replay(ctx.pathParam("id"), after(ctx))
                    .onSuccess(replay -> answer(ctx, replay))
                    .onFailure(cause -> {
                        LOG.warn("messages to be sent again were not all stored: {}", cause.toString());
                        ctx.response().putHeader("retry-after", "5");
                        Problem.unavailable("the messages could not all be stored, try again later")
                                .send(ctx.response());
                    });
        } catch (InvalidInputException e) {
            Problem.invalid(e.pointer(), e.detail()).send(ctx.response());
        }
    }

    private static long after(RoutingContext ctx) {
        var after = Parameters.body(ctx).path("after");
        if (!after.isIntegralNumber() || !after.canConvertToLong() || after.asLong() < -1) {
            throw new InvalidInputException(
                    "/after", "after: expected the sequence number of the last revision that is known, or -1");
        }
        return after.asLong();
    }

    private static void answer(RoutingContext ctx, Replay replay) {
        if (replay instanceof Replay.Begun begun) {
            var tree = JsonNodeFactory.instance.objectNode().put("messages", begun.messages());
            tree.put("through", boxed(begun.through()));
            tree.put("more", begun.more());
            tree.put("missing_before", boxed(begun.missingBefore()));
            Answers.json(ctx, 202, tree);
        } else if (replay instanceof Replay.Inactive) {
            Problem.of(409, "inactive", "Nothing is sent to this subscription", "it must be enabled first")
                    .send(ctx.response());
        } else if (replay instanceof Replay.Busy) {
            ctx.response().putHeader("retry-after", "30");
            Problem.of(429, "busy", "Too much is on its way", "take what is on its way first, then ask again")
                    .send(ctx.response());
        } else {
            Answers.unknown(ctx, UNKNOWN);
        }
    }

    private static @org.jspecify.annotations.Nullable Long boxed(OptionalLong number) {
        return number.isPresent() ? (Long) number.getAsLong() : null;
    }
}
