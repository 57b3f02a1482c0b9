package kz.dabyl.detector.evidence;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import kz.dabyl.model.Incident;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/incidents/{id}/evidence}: a file on which {@code detect} gives the incident again, with
 * {@code ?revision=} up to that one. With the operator's token as it was; without, only where small cells can be hidden in
 * it. Thread-safe.
 */
public final class EvidenceRoutes implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceRoutes.class);
    private static final String RETRY_SECONDS = "10";

    private final EvidenceDesk desk;
    private final Function<String, List<Incident>> revisions;
    private final Credentials credentials;

    /** @param revisions all that are published of an incident, by its id; none if there is no such incident */
    public EvidenceRoutes(EvidenceDesk desk, Function<String, List<Incident>> revisions, Credentials credentials) {
        this.desk = desk;
        this.revisions = revisions;
        this.credentials = credentials;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get("/v1/incidents/:id/evidence").handler(this::answer);
    }

    private void answer(RoutingContext ctx) {
        var published = revisions.apply(ctx.pathParam("id"));
        if (published.isEmpty()) {
            missing("there is no incident of this id").send(ctx.response());
            return;
        }
        var values = ctx.queryParams().getAll("revision");
        // Left blank it is no wish.
        var asked = values.stream().filter(value -> !value.isEmpty()).findFirst();
        var upTo = asked.flatMap(number -> published.stream()
                .map(Incident::revision)
                .filter(revision -> String.valueOf(revision).equals(number))
                .findFirst());
        if (values.size() > 1 || (asked.isPresent() && upTo.isEmpty())) {
            Problem.invalid("/revision", "expected once, the number of a revision of this incident")
                    .send(ctx.response());
            return;
        }
        var audience = credentials.operates(ctx.request()) ? Audience.OPERATORS : Audience.PUBLIC;
        desk.file(published, upTo.map(OptionalInt::of).orElse(OptionalInt.empty()), audience)
                .onSuccess(answer -> send(ctx, answer, audience))
                .onFailure(cause -> {
                    LOG.warn("evidence cannot be made: {}", cause.toString());
                    ctx.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
                    Problem.unavailable("the log cannot be read now").send(ctx.response());
                });
    }

    private static void send(RoutingContext ctx, EvidenceDesk.Answer answer, Audience audience) {
        if (answer instanceof EvidenceDesk.Answer.Kept kept) {
            send(ctx, kept, audience);
        } else if (answer instanceof EvidenceDesk.Answer.Refused refused) {
            problem(refused.why()).send(ctx.response());
        } else {
            ctx.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            Problem.unavailable("other evidence is being put together").send(ctx.response());
        }
    }

    /** The file is gzip: to who takes that as an encoding it is the recording, to all others a file of that kind. */
    private static void send(RoutingContext ctx, EvidenceDesk.Answer.Kept kept, Audience audience) {
        var tag = "\"" + kept.name().replace(".ndjson.gz", "") + "\"";
        var response = ctx.response()
                .putHeader(HttpHeaders.ETAG, tag)
                .putHeader(HttpHeaders.VARY, "authorization, accept-encoding")
                .putHeader(HttpHeaders.CACHE_CONTROL, audience == Audience.PUBLIC ? "no-cache" : "no-cache, private");
        if (Optional.ofNullable(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH))
                .filter(known -> known.contains(tag))
                .isPresent()) {
            response.setStatusCode(304).end();
            return;
        }
        var encoded = takesGzip(ctx);
        if (encoded) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        var name = encoded ? kept.name().replace(".gz", "") : kept.name();
        response.putHeader(HttpHeaders.CONTENT_TYPE, encoded ? "application/x-ndjson" : "application/gzip")
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .sendFile(kept.file().toString())
                .onFailure(cause -> LOG.debug("evidence was not sent", cause));
    }

    private static boolean takesGzip(RoutingContext ctx) {
        var accepted = Optional.ofNullable(ctx.request().getHeader(HttpHeaders.ACCEPT_ENCODING))
                .orElse("");
        return Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(",", -1))
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding -> coding.matches("(x-)?gzip(;q=(1.*|0\\.0*[1-9].*))?"));
    }

    private static Problem problem(Outcome why) {
        if (why instanceof Outcome.Withheld withheld) {
            return Problem.of(403, "for-operators", "This evidence is for operators only", withheld.why());
        }
        return missing(why instanceof Outcome.Missing none ? none.why() : "there is no evidence");
    }

    private static Problem missing(String detail) {
        return Problem.of(404, "not-found", "There is nothing here", detail);
    }
}
