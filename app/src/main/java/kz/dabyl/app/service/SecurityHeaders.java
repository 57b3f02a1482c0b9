package kz.dabyl.app.service;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.util.function.BiConsumer;
import kz.dabyl.runtime.http.Routes;

/** Headers on every answer that keep browsers from doing more with it than to show it. Mounted before all others. */
final class SecurityHeaders implements Routes {

    /** Nothing may be loaded, framed or sent; a page that needs more sets its own. */
    static final String POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final CharSequence POLICY_NAME = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence POLICY_VALUE = HttpHeaders.createOptimized(POLICY);
    private static final CharSequence TYPE_NAME = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence TYPE_VALUE = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence REFERRER_NAME = HttpHeaders.createOptimized("referrer-policy");
    private static final CharSequence REFERRER_VALUE = HttpHeaders.createOptimized("no-referrer");

    @Override
    public void mount(Vertx vertx, Router router) {}

    @Override
    public void prepare(BiConsumer<CharSequence, CharSequence> fields) {
        fields.accept(POLICY_NAME, POLICY_VALUE);
        fields.accept(TYPE_NAME, TYPE_VALUE);
        fields.accept(REFERRER_NAME, REFERRER_VALUE);
    }
}
