package kz.dabyl.app.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import kz.dabyl.model.Resources;
import kz.dabyl.runtime.http.Routes;

/**
 * {@code GET /openapi.yaml} for programs, and where no room has a page for people, {@code GET /}: what this service is and
 * offers.
 */
final class ServiceDocuments implements Routes {

    private static final String PAGE = resource("front-page.html");
    private static final String OPENAPI = resource("openapi.yaml");

    private final boolean frontPage;

    /** @param frontPage whether {@code GET /} is its to answer */
    ServiceDocuments(boolean frontPage) {
        this.frontPage = frontPage;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        if (frontPage) {
            serve(router, "/", PAGE, "text/html; charset=utf-8", policy());
        }
        serve(router, "/openapi.yaml", OPENAPI, "application/yaml; charset=utf-8", SecurityHeaders.POLICY);
    }

    static String openApi() {
        return OPENAPI;
    }

    private static void serve(Router router, String path, String text, String type, String policy) {
        var body = Buffer.buffer(text);
        router.get(path)
                .handler(ctx -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, type)
                        .putHeader("content-security-policy", policy)
                        .end(body));
    }

    /** The page has one style, which the policy names by its hash. */
    private static String policy() {
        var style = PAGE.substring(PAGE.indexOf("<style>") + "<style>".length(), PAGE.indexOf("</style>"));
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
            return SecurityHeaders.POLICY + "; style-src 'sha256-"
                    + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String resource(String name) {
        return Resources.text(ServiceDocuments.class, name);
    }
}
