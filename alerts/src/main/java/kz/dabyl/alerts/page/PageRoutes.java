package kz.dabyl.alerts.page;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kz.dabyl.model.Incident;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;
import kz.dabyl.words.Language;

/**
 * {@code GET /}, {@code GET /incidents/{id}} and the files that they load: open to all, without a cookie, and without
 * anything from elsewhere.
 */
public final class PageRoutes implements Routes {

    /** Everything from here, and nothing that a page does not need. */
    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';" + " frame-ancestors 'none'";

    /** A page may be this old before anybody asks whether it still is so. */
    private static final String BRIEFLY = "public, max-age=2, must-revalidate";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** What the page of an incident depends on; while it is open, the page tells up to when nothing else was said. */
    private record Told(int revision, int named, long minute) {}

    private static final long MINUTE_MILLIS = 60_000;

    private final Viewpoint viewpoint;
    private final Supplier<Optional<String>> fault;
    private final Assets assets = new Assets();
    private final PageCache cache = new PageCache();

    /** @param fault why the view of incidents cannot be trusted yet; nothing is shown before */
    public PageRoutes(Viewpoint viewpoint, Supplier<Optional<String>> fault) {
        this.viewpoint = viewpoint;
        this.fault = fault;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get(FrontPage.PATH).handler(this::complete).handler(ctx -> front(vertx, router, ctx));
        router.get("/incidents/:id").handler(this::complete).handler(ctx -> incident(vertx, router, ctx));
        router.get(Assets.PREFIX + ":name").handler(this::asset);
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

    private void front(Vertx vertx, Router router, RoutingContext ctx) {
        var language = language(ctx);
        cache.get(vertx, "/ " + language.code(), viewpoint.version(), () -> {
                    var picture = viewpoint.picture();
                    var phrases = PageWords.of(language, picture);
                    return new FrontPage(picture, phrases, frame(phrases, FrontPage.PATH, router)).document();
                })
                .onSuccess(page -> send(ctx, page, language))
                .onFailure(ctx::fail);
    }

    private void incident(Vertx vertx, Router router, RoutingContext ctx) {
        var found = viewpoint.incident(ctx.pathParam("id"));
        var language = language(ctx);
        if (found.isEmpty()) {
            ctx.response().setStatusCode(404);
            var phrases = new PageWords(Texts.of(language), new LocalTimes(Texts.of(language), 0));
            cache.get(vertx, "missing " + language.code(), "", () -> IncidentPage.missing(frame(phrases, "/", router)))
                    .onSuccess(page -> send(ctx, page, language))
                    .onFailure(ctx::fail);
            return;
        }
        var incident = found.get().incident();
        var path = "/incidents/" + incident.id();
        var cells = viewpoint.board().now();
        var until =
                incident.state() == Incident.State.OPEN ? cells.until().orElse(incident.updated()) : incident.updated();
        var version = new Told(incident.revision(), cells.named().size(), until / MINUTE_MILLIS);
        cache.get(vertx, path + " " + language.code(), version, () -> {
                    var texts = Texts.of(language);
                    var phrases = new PageWords(texts, new LocalTimes(texts, incident.updated()));
                    return new IncidentPage(found.get(), until, cells::mayName, phrases, frame(phrases, path, router))
                            .document();
                })
                .onSuccess(page -> send(ctx, page, language))
                .onFailure(ctx::fail);
    }

    private Frame frame(PageWords phrases, String path, Router router) {
        return new Frame(phrases, path, assets, !viewpoint.logIsNow(), paths(router)::contains);
    }

    /** All that this service answers, whoever does. */
    private static Set<String> paths(Router router) {
        return router.getRoutes().stream()
                .flatMap(route -> Optional.ofNullable(route.getPath()).stream())
                .collect(Collectors.toSet());
    }

    private static Language language(RoutingContext ctx) {
        return Optional.ofNullable(ctx.request().getParam("lang"))
                .flatMap(Language::ofCode)
                .orElseGet(() ->
                        Language.accepted(Optional.ofNullable(ctx.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE))
                                .orElse("")));
    }

    private static void send(RoutingContext ctx, Rendered page, Language language) {
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CONTENT_LANGUAGE, language.code())
                .putHeader(HttpHeaders.VARY, "Accept-Language, Accept-Encoding")
                .putHeader("content-security-policy", POLICY);
        send(ctx, page, BRIEFLY);
    }

    private void asset(RoutingContext ctx) {
        var asset = assets.at(ctx.request().path());
        if (asset.isEmpty()) {
            Problem.of(404, "not-found", "There is nothing here", "see GET / for what this service offers")
                    .send(ctx.response());
            return;
        }
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, asset.get().type())
                .putHeader(HttpHeaders.VARY, "Accept-Encoding");
        send(ctx, asset.get().rendered(), FOR_EVER);
    }

    private static void send(RoutingContext ctx, Rendered rendered, String caching) {
        var response = ctx.response();
        // Weak: the same tag names the page packed and as it is.
        var tag = "W/\"" + rendered.tag() + "\"";
        response.putHeader(HttpHeaders.CACHE_CONTROL, caching).putHeader(HttpHeaders.ETAG, tag);
        if (isKnown(ctx, rendered)) {
            response.setStatusCode(304).end();
            return;
        }
        var accepted = Optional.ofNullable(ctx.request().getHeader(HttpHeaders.ACCEPT_ENCODING))
                .orElse("");
        if (accepted.contains("gzip")) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(rendered.gzip());
        } else {
            // Or the server would pack it anew for each reader, into what that reader did not ask for.
            response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                    .end(rendered.plain());
        }
    }

    private static boolean isKnown(RoutingContext ctx, Rendered rendered) {
        return Optional.ofNullable(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH))
                .map(known -> known.contains(rendered.tag()))
                .orElse(false);
    }
}
