package kz.dabyl.console;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import kz.dabyl.console.ConsoleFiles.Packed;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;

/**
 * {@code GET /console} and the files that it loads: open to all, for they tell nothing of this deployment; what the page
 * shows it asks for with the operator's token. No cookie, and nothing from elsewhere. Immutable.
 */
public final class ConsoleRoutes implements Routes {

    private static final String PATH = "/console";
    private static final String FILES = PATH + "/";

    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';" + " frame-ancestors 'none'";

    private static final String ASK_FIRST = "no-cache";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final ConsoleFiles files;

    public ConsoleRoutes() {
        this(ConsoleFiles.built());
    }

    ConsoleRoutes(ConsoleFiles files) {
        this.files = files;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get(PATH).handler(this::page);
        router.get(FILES + ":name").handler(this::file);
    }

    private void page(RoutingContext ctx) {
        if (ctx.request().path().endsWith("/")) {
            // The page names its files relative to where it stands.
            ctx.response()
                    .setStatusCode(308)
                    .putHeader(HttpHeaders.LOCATION, ".." + PATH)
                    .end();
            return;
        }
        ctx.response().putHeader("content-security-policy", POLICY);
        files.file(ConsoleFiles.PAGE)
                .ifPresentOrElse(
                        page -> send(ctx, page, ASK_FIRST),
                        () -> missing(ctx, files.missing().orElse("")));
    }

    private static void missing(RoutingContext ctx, String reason) {
        ctx.response()
                .setStatusCode(503)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end("""
                        <!doctype html>
                        <html lang="en">
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <title>Dabyl console</title>
                        <h1>There is no console in this program</h1>
                        <p>%s.</p>
                        <p>All else works. Install Node.js 18 or newer and npm (on Debian: <code>apt-get install nodejs
                        npm</code>), see that npm can fetch its packages, and start <code>./dabyl</code> again. The public
                        page is at <a href="./">/</a>.</p>
                        </html>
                        """.formatted(escaped(reason)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private void file(RoutingContext ctx) {
        var file = files.file(ctx.pathParam("name"));
        if (file.isEmpty()) {
            Problem.of(404, "not-found", "There is nothing here", "see GET /console")
                    .send(ctx.response());
            return;
        }
        send(ctx, file.get(), FOR_EVER);
    }

    private static void send(RoutingContext ctx, Packed file, String caching) {
        var accepted = Optional.ofNullable(ctx.request().getHeader(HttpHeaders.ACCEPT_ENCODING))
                .orElse("");
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, file.type())
                .putHeader(HttpHeaders.CACHE_CONTROL, caching)
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (accepted.contains("br")) {
            send(ctx, "br", file.brotli());
        } else if (accepted.contains("gzip")) {
            send(ctx, "gzip", file.gzip());
        } else {
            // Or the server would pack it anew for each reader, into what that reader did not ask for.
            send(ctx, "identity", file.plain());
        }
    }

    private static void send(RoutingContext ctx, String encoding, Buffer body) {
        ctx.response().putHeader(HttpHeaders.CONTENT_ENCODING, encoding).end(body);
    }
}
