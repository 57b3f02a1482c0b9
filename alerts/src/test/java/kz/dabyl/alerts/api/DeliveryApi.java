package kz.dabyl.alerts.api;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import kz.dabyl.alerts.delivery.DeliveryConfig;
import kz.dabyl.alerts.delivery.Gathering;
import kz.dabyl.alerts.delivery.RetrySchedule;
import kz.dabyl.alerts.delivery.SubscriptionDesk.Issued;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.WebServer;
import kz.dabyl.alerts.fakes.WebServer.Answer;
import kz.dabyl.alerts.webhook.WebhookKeys;

/** The routes of subscriptions and their messages, over an engine that tries nothing twice. */
final class DeliveryApi {

    /** So many finished messages are kept, and made again at once. */
    static final int MOST = 20;

    final EngineRoom room = EngineRoom.of(
            new DeliveryConfig(new RetrySchedule(List.of(), 0), Duration.ofSeconds(8), 4, MOST, 50, Gathering.DEFAULT));
    final WebServer server = WebServer.start(
            room.vertx,
            new SubscriptionRoutes(room.desk(), new WebhookKeys(EngineRoom.KEY), WebServer.CREDENTIALS, true),
            new DeliveryRoutes(room.engine().deliveries(), WebServer.CREDENTIALS));

    static String path(Issued issued, String more) {
        return "/v1/subscriptions/" + issued.subscription().id() + more;
    }

    Answer replay(Issued issued, long after) {
        return operate("POST", path(issued, "/replay"), "{\"after\":" + after + "}");
    }

    Answer operate(String method, String path, String body) {
        return server.operate(method, path, body);
    }

    Answer ask(String token, String method, String path, String body) {
        return server.send(HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", "Bearer " + token)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }
}
