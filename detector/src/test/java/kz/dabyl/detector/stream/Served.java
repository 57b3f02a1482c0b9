package kz.dabyl.detector.stream;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import kz.dabyl.runtime.http.Routes;

/** Routes served for one request. */
final class Served {

    private Served() {}

    static HttpResponse<String> get(Routes routes, String path) throws Exception {
        return get(routes, path, "");
    }

    /** @param token none where empty */
    static HttpResponse<String> get(Routes routes, String path, String token) throws Exception {
        var vertx = Vertx.vertx();
        try {
            var router = Router.router(vertx);
            routes.mount(vertx, router);
            var server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .await();
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                    .timeout(Duration.ofSeconds(10));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } finally {
            vertx.close().await();
        }
    }
}
