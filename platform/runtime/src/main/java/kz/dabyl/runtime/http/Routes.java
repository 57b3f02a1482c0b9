package kz.dabyl.runtime.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.function.BiConsumer;
import kz.dabyl.runtime.http.fast.SmallPosts;

/** What one room serves over HTTP. Called once for each server instance, on its event loop. */
public interface Routes {

    /** Metadata of routes whose GET is more than a look: to HEAD, by which links are checked, they are not served. */
    String GET_CHANGES_SOMETHING = "get-changes-something";

    void mount(Vertx vertx, Router router);

    /**
     * Handlers of POST requests by their exact path, for what comes so often that finding its route would cost more than
     * serving it.
     */
    default Map<String, Handler<HttpServerRequest>> posts(Vertx vertx) {
        return Map.of();
    }

    /** What serves small ones of {@link #posts} first, by their exact path: each leaves to them what it does not take. */
    default Map<String, SmallPosts> smallPosts(Vertx vertx) {
        return Map.of();
    }

    /** Makes every answer of the service ready, whoever gives it: called for each with what adds a header field. */
    default void prepare(BiConsumer<CharSequence, CharSequence> fields) {}
}
