package kz.dabyl.detector.dossier;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import kz.dabyl.detector.evidence.EvidenceDesk;
import kz.dabyl.model.Incident;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/incidents/{id}/dossier}: open to all, since it shows sums only, as the incident does. What is read from the
 * evidence is kept for the last few revisions that were asked for, and read once however many ask at a time. Thread-safe.
 */
public final class DossierRoutes implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(DossierRoutes.class);
    private static final int MOST_KEPT = 64;

    /** Incidents whose evidence is waited for: each is a day's numbers judged again, and anybody may ask. */
    private static final int MOST_WAITING = 8;

    private static final String RETRY_SECONDS = "10";

    /** Nothing is loaded; the one style is named by its hash. */
    private static final String POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';" + " style-src 'sha256-"
                    + hash(Dossier.STYLE) + "'";

    private final EvidenceDesk desk;
    private final Function<String, List<Incident>> revisions;
    private final boolean exercise;
    private final Map<String, Optional<Material>> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Material>> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private final Map<String, Future<Optional<Material>>> underWay = new HashMap<>();

    /**
     * @param revisions all that are published of an incident, by its id; none if there is no such incident
     * @param exercise whether nothing of it just happened: a demonstration, or recordings that are replayed
     */
    public DossierRoutes(EvidenceDesk desk, Function<String, List<Incident>> revisions, boolean exercise) {
        this.desk = desk;
        this.revisions = revisions;
        this.exercise = exercise;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get("/v1/incidents/:id/dossier").handler(this::answer);
    }

    private void answer(RoutingContext ctx) {
        var language = Optional.ofNullable(ctx.queryParams().get("lang")).orElse("en");
        var words = DossierWords.of(language);
        var published = revisions.apply(ctx.pathParam("id"));
        if (words.isEmpty()) {
            Problem.invalid("/lang", "expected one of " + String.join(", ", DossierWords.LANGUAGES))
                    .send(ctx.response());
        } else if (published.isEmpty()) {
            Problem.of(404, "not-found", "There is nothing here", "there is no incident of this id")
                    .send(ctx.response());
        } else {
            material(published)
                    .onSuccess(from -> send(ctx, new Dossier(published, from, words.get(), exercise).html()))
                    .onFailure(cause -> fail(ctx, cause));
        }
    }

    private static void fail(RoutingContext ctx, Throwable cause) {
        if (cause instanceof RejectedExecutionException) {
            ctx.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            Problem.unavailable("other evidence is being put together").send(ctx.response());
            return;
        }
        LOG.warn("a dossier cannot be made: {}", cause.toString());
        Problem.unavailable("the log cannot be read now").send(ctx.response());
    }

    private Future<Optional<Material>> material(List<Incident> published) {
        var last = published.get(published.size() - 1);
        var name = last.id() + " " + last.revision();
        synchronized (kept) {
            var known = kept.get(name);
            if (known != null) {
                return Future.succeededFuture(known);
            }
            var waited = underWay.get(name);
            if (waited != null) {
                return waited;
            }
            if (underWay.size() >= MOST_WAITING) {
                return Future.failedFuture(new RejectedExecutionException("other dossiers are being put together"));
            }
            var read = desk.read(
                    published, file -> Material.of(file, last, published.get(0).started()));
            underWay.put(name, read);
            return read.onComplete(done -> keep(name, done));
        }
    }

    private void keep(String name, AsyncResult<Optional<Material>> done) {
        synchronized (kept) {
            underWay.remove(name);
            if (done.succeeded()) {
                kept.put(name, done.result());
            }
        }
    }

    private static void send(RoutingContext ctx, String page) {
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader("content-security-policy", POLICY)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .end(page);
    }

    private static String hash(String style) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
