package kz.dabyl.runtime.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers what none of a router's routes serves: by 405 where other methods are served, else by 404. A router that another
 * one hands requests to needs one of its own, for the outer one knows nothing of its routes. Immutable.
 */
public final class Unserved implements Handler<RoutingContext> {

    private final AllowedMethods allowed;

    private Unserved(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    /** For the routes that {@code router} has now, which serve HEAD from now on where they serve GET. */
    public static Unserved of(Router router) {
        // Who may get something may ask whether it is there: to HEAD the same head is answered, without the body.
        for (var route : router.getRoutes()) {
            if (route.methods() != null
                    && route.methods().contains(HttpMethod.GET)
                    && route.getMetadata(Routes.GET_CHANGES_SOMETHING) == null) {
                route.method(HttpMethod.HEAD);
            }
        }
        return new Unserved(AllowedMethods.of(router));
    }

    @Override
    public void handle(RoutingContext ctx) {
        var methods = allowed.on(ctx.normalizedPath());
        if (methods.isEmpty() || methods.contains(ctx.request().method().name())) {
            Problem.of(404, "not-found", "There is nothing here", "see GET / for what this service offers")
                    .send(ctx.response());
            return;
        }
        var names = String.join(", ", methods);
        ctx.response().putHeader(HttpHeaders.ALLOW, names);
        Problem.of(405, "method-not-allowed", "This method is not allowed here", "use " + names)
                .send(ctx.response());
    }
}
