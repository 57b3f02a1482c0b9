package kz.dabyl.alerts.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.labels.LabelLog;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Label;
import kz.dabyl.model.LabelChange;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/incidents/{id}/label} and {@code /v1/labels}: what operators know of incidents afterwards, for them alone. */
public final class LabelRoutes implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(LabelRoutes.class);
    private static final int MAX_BODY_BYTES = 16 * 1024;
    private static final String ALL = "/v1/labels";
    private static final String ONE = "/v1/incidents/:id/label";
    private static final String HISTORY = ONE + "/history";

    private final LabelLog labels;
    private final IncidentBook incidents;
    private final CompleteView complete;
    private final Credentials credentials;
    private final InstantSource clock;

    /** @param complete incidents and labels are not served before they are */
    public LabelRoutes(
            LabelLog labels,
            IncidentBook incidents,
            CompleteView complete,
            Credentials credentials,
            InstantSource clock) {
        this.labels = labels;
        this.incidents = incidents;
        this.complete = complete;
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        for (var path : List.of(ALL, ONE, HISTORY)) {
            router.route(path).handler(this::operator).handler(complete);
        }
        router.get(ALL).handler(this::list);
        router.get(ONE).handler(this::get);
        router.get(HISTORY).handler(this::history);
        router.put(ONE)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                .handler(this::put);
        router.delete(ONE).handler(this::delete);
    }

    private void operator(RoutingContext ctx) {
        credentials.operatorsOnly(ctx.request()).ifPresentOrElse(refusal -> refusal.send(ctx.response()), () -> {
            ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            ctx.next();
        });
    }

    /** The name of the token; whoever bears none does not come so far. */
    private String who(RoutingContext ctx) {
        return credentials.operator(ctx.request()).orElseThrow();
    }

    private void list(RoutingContext ctx) {
        var newestFirst = new ArrayList<>(labels.book().all());
        Collections.reverse(newestFirst);
        Answers.list(ctx, newestFirst.stream().map(LabelRoutes::json).toList(), Optional.empty());
    }

    private void get(RoutingContext ctx) {
        labelled(ctx).ifPresent(label -> Answers.json(ctx, 200, json(label)));
    }

    private void history(RoutingContext ctx) {
        var changes = labels.book().history(ctx.pathParam("id"));
        if (changes.isEmpty() && isUnknown(ctx)) {
            return;
        }
        Answers.list(
                ctx, changes.stream().map(change -> change.shown().toString()).toList(), Optional.empty());
    }

    private void put(RoutingContext ctx) {
        if (isUnknown(ctx)) {
            return;
        }
        try {
            var body = ctx.body().asString();
            var label = LabelChange.wanted(body == null ? "" : body, ctx.pathParam("id"), who(ctx), clock.millis());
            change(ctx, id -> LabelChange.set(id, label), () -> Answers.json(ctx, 200, json(label)));
        } catch (InvalidInputException e) {
            Problem.invalid(e.pointer(), e.detail()).send(ctx.response());
        }
    }

    private void delete(RoutingContext ctx) {
        labelled(ctx)
                .ifPresent(label -> change(
                        ctx,
                        id -> LabelChange.removal(id, label.incident(), who(ctx), clock.millis()),
                        () -> ctx.response().setStatusCode(204).end()));
    }

    private void change(RoutingContext ctx, Function<String, LabelChange> made, Runnable answer) {
        labels.put(made.apply(UUID.randomUUID().toString()))
                .onSuccess(v -> answer.run())
                .onFailure(cause -> {
                    LOG.warn("a label was not stored: {}", cause.toString());
                    ctx.response().putHeader(HttpHeaders.RETRY_AFTER, "5");
                    Problem.unavailable("it is not known whether the label was stored; look before you try again")
                            .send(ctx.response());
                });
    }

    /** The label of the incident that a path names; answers where there is none. */
    private Optional<Label> labelled(RoutingContext ctx) {
        var label = labels.book().of(ctx.pathParam("id"));
        if (label.isEmpty() && !isUnknown(ctx)) {
            Answers.unknown(ctx, "this incident has no label");
        }
        return label;
    }

    private boolean isUnknown(RoutingContext ctx) {
        var unknown = incidents.latest(ctx.pathParam("id")).isEmpty();
        if (unknown) {
            Answers.unknown(ctx, "there is no incident of this id");
        }
        return unknown;
    }

    private static String json(Label label) {
        return LabelChange.set("", label).shown().toString();
    }
}
