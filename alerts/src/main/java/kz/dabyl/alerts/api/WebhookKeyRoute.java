package kz.dabyl.alerts.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import kz.dabyl.alerts.webhook.WebhookKeys;
import kz.dabyl.runtime.http.Routes;

/** {@code GET /v1/webhook-key}: the public key of {@code v1a} messages, for all. */
public record WebhookKeyRoute(WebhookKeys keys) implements Routes {

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get("/v1/webhook-key")
                .handler(ctx -> Answers.json(
                        ctx,
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("algorithm", "ed25519")
                                .put("public_key", keys.publicKey())));
    }
}
