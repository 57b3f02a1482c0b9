package kz.dabyl.alerts.api;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.incidents.Revision;
import kz.dabyl.alerts.publication.AtomFeed;
import kz.dabyl.alerts.publication.CapAlert;
import kz.dabyl.alerts.publication.PublicationConfig;
import kz.dabyl.model.Incident;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;
import kz.dabyl.words.Language;

/** {@code GET /feed.atom} and {@code GET /cap/{id}.xml}: open to all. */
public final class FeedRoutes implements Routes {

    private static final int ENTRIES = 100;

    /** Losses are told within a minute; a feed that is kept for longer would tell them later. */
    private static final Duration LATEST = Duration.ofSeconds(15);

    private static final Duration REVISION = Duration.ofHours(1);

    private final IncidentBook book;
    private final CompleteView complete;
    private final PublicationConfig config;

    public FeedRoutes(IncidentBook book, CompleteView complete, PublicationConfig config) {
        this.book = book;
        this.complete = complete;
        this.config = config;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get("/feed.atom").handler(complete).handler(this::feed);
        router.get("/cap/:id.xml").handler(complete).handler(this::cap);
    }

    private void feed(RoutingContext ctx) {
        try {
            var language = Language.ofQuery(Parameters.once(ctx.request(), "lang"));
            var incidents = incidents(book.changedLately(ENTRIES));
            if (!incidents.isEmpty()) {
                ctx.lastModified(Instant.ofEpochMilli(AtomFeed.updated(incidents)));
            }
            var feed = AtomFeed.of(incidents, language, config);
            ctx.response().putHeader("content-language", language.code());
            CachedAnswer.send(ctx, AtomFeed.TYPE, feed, LATEST);
        } catch (InvalidInputException e) {
            Problem.invalid(e.pointer(), e.detail()).send(ctx.response());
        }
    }

    private void cap(RoutingContext ctx) {
        try {
            var wanted = Parameters.once(ctx.request(), "revision").map(FeedRoutes::number);
            var revisions = incidents(book.revisions(ctx.pathParam("id"))).stream()
                    .filter(revision -> revision.revision() <= wanted.orElse(Integer.MAX_VALUE))
                    .toList();
            var last =
                    revisions.isEmpty() ? Optional.<Incident>empty() : Optional.of(revisions.get(revisions.size() - 1));
            if (last.filter(revision -> wanted.orElse(revision.revision()) == revision.revision())
                    .isEmpty()) {
                Problem.of(404, "not-found", "There is nothing here", "there is no such revision of an incident")
                        .send(ctx.response());
                return;
            }
            ctx.lastModified(Instant.ofEpochMilli(last.get().updated()));
            CachedAnswer.send(
                    ctx, CapAlert.TYPE, CapAlert.of(revisions, config), wanted.isPresent() ? REVISION : LATEST);
        } catch (InvalidInputException e) {
            Problem.invalid(e.pointer(), e.detail()).send(ctx.response());
        }
    }

    private static List<Incident> incidents(List<Revision> revisions) {
        return revisions.stream().map(Revision::incident).toList();
    }

    private static int number(String text) {
        try {
            var number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below like a number out of range.
        }
        throw new InvalidInputException("/revision", "revision: expected the number of a revision, from 1");
    }
}
