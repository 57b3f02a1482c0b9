package kz.dabyl.runtime;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** What one room serves over HTTP. Called once for each server instance, on its event loop. */
public interface Routes {

    void mount(Vertx vertx, Router router);
}
