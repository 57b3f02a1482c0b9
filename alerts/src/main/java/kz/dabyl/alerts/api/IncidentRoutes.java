package kz.dabyl.alerts.api;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.incidents.IncidentQuery;
import kz.dabyl.alerts.incidents.Revision;
import kz.dabyl.alerts.publication.RadarList;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;

/** {@code GET /v1/incidents}, one of them, its revisions: open to all. */
public final class IncidentRoutes implements Routes {

    private final IncidentBook book;
    private final CompleteView complete;
    private final RadarList radar;

    /** @param complete the book is not served before it is */
    public IncidentRoutes(IncidentBook book, CompleteView complete, RadarList radar) {
        this.book = book;
        this.complete = complete;
        this.radar = radar;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get("/v1/incidents").handler(complete).handler(this::list);
        router.get("/v1/incidents/:id").handler(complete).handler(this::latest);
        router.get("/v1/incidents/:id/revisions").handler(complete).handler(this::revisions);
    }

    private void list(RoutingContext ctx) {
        try {
            var asRadar = Parameters.once(ctx.request(), "format").map(IncidentRoutes::isRadar);
            var page = book.find(IncidentQuery.parse(name -> Parameters.once(ctx.request(), name)));
            if (asRadar.orElse(false)) {
                var incidents = page.items().stream().map(Revision::incident).toList();
                Answers.json(ctx, 200, radar.of(incidents, page.nextCursor()));
            } else {
                Answers.list(ctx, page.items().stream().map(Revision::json).toList(), page.nextCursor());
            }
        } catch (InvalidInputException e) {
            Problem.invalid(e.pointer(), e.detail()).send(ctx.response());
        }
    }

    private static boolean isRadar(String format) {
        if (!format.equals("radar") && !format.equals("json")) {
            throw new InvalidInputException("/format", "format: expected json or radar");
        }
        return format.equals("radar");
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
