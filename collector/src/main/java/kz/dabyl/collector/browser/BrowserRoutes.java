package kz.dabyl.collector.browser;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import kz.dabyl.model.targets.Target;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;

/**
 * {@code GET /probe}: a page that makes the device of a volunteer a probe, open to all, without a cookie. An invite stands in
 * the fragment of its address, which browsers do not send. Thread-safe.
 */
public final class BrowserRoutes implements Routes {

    static final int SAMPLE_BYTES = 128 * 1024;

    private static final String ALWAYS_ASK = "no-cache";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String NEVER = "no-store";

    private final PlaceBook places = new PlaceBook();
    private final Shell shell;
    private final Buffer sample;

    /** @param targets what probes of this deployment are asked to measure */
    public BrowserRoutes(List<Target> targets) {
        shell = new Shell(targets, places);
        // By chance, so that nothing on the way makes it smaller.
        var bytes = new byte[SAMPLE_BYTES];
        new SecureRandom().nextBytes(bytes);
        sample = Buffer.buffer(bytes);
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get("/probe").handler(this::page);
        router.get("/probe/sw.js").handler(this::worker);
        router.get("/probe/files/:version/:name").handler(this::file);
        router.get("/probe/hexagons/:city").handler(this::hexagons);
        router.get(Shell.SAMPLE).handler(this::sample);
    }

    private void page(RoutingContext ctx) {
        var tag = "W/\"" + shell.version() + "\"";
        ctx.response().putHeader(HttpHeaders.ETAG, tag);
        if (tag.equals(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            // Browsers put the headers of this answer in place of those that they have: the policy among them.
            policed(ctx.response(), ALWAYS_ASK).setStatusCode(304).end();
        } else {
            send(ctx, shell.page(), ALWAYS_ASK);
        }
    }

    private void worker(RoutingContext ctx) {
        // It stands one folder below the page for which it works.
        ctx.response().putHeader("service-worker-allowed", "/probe");
        send(ctx, shell.worker(), ALWAYS_ASK);
    }

    private void file(RoutingContext ctx) {
        send(ctx, shell.file(ctx.pathParam("version"), ctx.pathParam("name")), FOR_EVER);
    }

    private void hexagons(RoutingContext ctx) {
        var found = places.hexagons(ctx.pathParam("city"));
        // Whoever takes the device must not find the city in what the browser has cached.
        send(ctx, found.map(list -> new Shell.Asset("application/json", list.toBuffer())), NEVER);
    }

    private void sample(RoutingContext ctx) {
        headers(ctx.response(), "application/octet-stream", NEVER)
                // Packing it would cost time that is measured.
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                .end(sample);
    }

    private void send(RoutingContext ctx, Optional<Shell.Asset> asset, String caching) {
        if (asset.isPresent()) {
            send(ctx, asset.get(), caching);
        } else {
            Problem.of(404, "not-found", "There is nothing here", "see GET /probe")
                    .send(ctx.response());
        }
    }

    private void send(RoutingContext ctx, Shell.Asset asset, String caching) {
        headers(ctx.response(), asset.type(), caching).end(asset.body());
    }

    private HttpServerResponse headers(HttpServerResponse response, String type, String caching) {
        return policed(response, caching).putHeader(HttpHeaders.CONTENT_TYPE, type);
    }

    private HttpServerResponse policed(HttpServerResponse response, String caching) {
        return response.putHeader(HttpHeaders.CACHE_CONTROL, caching)
                .putHeader("content-security-policy", shell.policy());
    }
}
