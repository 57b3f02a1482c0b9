package kz.dabyl.alerts.api;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.incidents.IncidentQuery;
import kz.dabyl.alerts.incidents.Revision;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.Problem;
import kz.dabyl.runtime.Routes;

/** {@code GET /v1/incidents}, one of them, its revisions: open to all. */
public final class IncidentRoutes implements Routes {

    private final IncidentBook book;
    private final Supplier<Optional<String>> fault;

    /** @param fault why the book cannot be trusted yet; it is not served before */
    public IncidentRoutes(IncidentBook book, Supplier<Optional<String>> fault) {
        this.book = book;
        this.fault = fault;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get("/v1/incidents").handler(this::complete).handler(this::list);
        router.get("/v1/incidents/:id").handler(this::complete).handler(this::latest);
        router.get("/v1/incidents/:id/revisions").handler(this::complete).handler(this::revisions);
    }

    private void complete(RoutingContext ctx) {
        var reason = fault.get();
        if (reason.isEmpty()) {
            ctx.next();
        } else {
            ctx.response().putHeader("retry-after", "5");
            Problem.unavailable("the view of incidents is not complete: " + reason.get())
                    .send(ctx.response());
        }
    }

    private void list(RoutingContext ctx) {
        try {
            var page = book.find(IncidentQuery.parse(name -> Parameters.once(ctx.request(), name)));
            Answers.list(ctx, page.items().stream().map(Revision::json).toList(), page.nextCursor());
        } catch (InvalidInputException e) {
            Problem.invalid(e.pointer(), e.detail()).send(ctx.response());
        }
    }

    private void latest(RoutingContext ctx) {
        book.latest(ctx.pathParam("id"))
                .ifPresentOrElse(
                        revision -> Answers.json(ctx, 200, revision.json()),
                        () -> Answers.unknown(ctx, "there is no incident of this id"));
    }

    private void revisions(RoutingContext ctx) {
        var revisions = book.revisions(ctx.pathParam("id"));
        if (revisions.isEmpty()) {
            Answers.unknown(ctx, "there is no incident of this id");
        } else {
            Answers.list(ctx, revisions.stream().map(Revision::json).toList(), Optional.empty());
        }
    }
}
