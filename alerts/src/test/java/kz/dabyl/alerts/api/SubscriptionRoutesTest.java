package kz.dabyl.alerts.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.Base64;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.WebServer;
import kz.dabyl.alerts.fakes.WebServer.Answer;
import kz.dabyl.alerts.webhook.WebhookKeys;
import kz.dabyl.model.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionRoutesTest {

    private static final WebhookKeys KEYS = new WebhookKeys(EngineRoom.KEY);

    private final EngineRoom room = EngineRoom.at("2021-04-24T07:00:00Z");
    private final Receiver receiver = room.receiver();
    private final WebServer server = WebServer.start(
            room.vertx,
            new SubscriptionRoutes(room.desk(), KEYS, WebServer.CREDENTIALS, true),
            new WebhookKeyRoute(KEYS),
            new DeliveryRoutes(room.engine().deliveries(), WebServer.CREDENTIALS));

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void makesASubscriptionAndShowsItsSecretThisOnce() {
        var answer = create("");

        assertThat(answer.status()).isEqualTo(201);
        var id = answer.json().getString("id");
        assertThat(answer.header("location")).isEqualTo("/v1/subscriptions/" + id);
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        var secret = answer.json().getString("secret");
        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
        assertThat(server.operate("GET", "/v1/subscriptions/" + id, "").body()).doesNotContain("secret");
        assertThat(room.log().contents(Topics.SUBSCRIPTIONS).get(id))
                .contains("\"sealed\"")
                .doesNotContain(secret.substring(6));
    }

    @Test
    void showsTheTermsWithTheirDefaults() {
        var id = create(",\"filter\":{\"areas\":[\"Almaty\"]}").json().getString("id");

        var shown = server.operate("GET", "/v1/subscriptions/" + id, "").json();
        var listed = server.operate("GET", "/v1/subscriptions", "").json();

        assertThat(shown.getString("channel")).isEqualTo("webhook");
        assertThat(shown.getString("url")).isEqualTo(receiver.url());
        assertThat(shown.getJsonArray("events")).hasSize(5);
        assertThat(shown.getJsonObject("filter"))
                .isEqualTo(new JsonObject("{\"areas\":[\"Almaty\"],\"kinds\":[],\"networks\":[],"
                        + "\"certainty\":\"suspected\",\"min_confidence\":0.0}"));
        assertThat(shown.getString("state")).isEqualTo("active");
        assertThat(listed.getJsonArray("items")).containsExactly(shown);
        assertThat(listed.containsKey("next_cursor")).isTrue();
    }

    @Test
    void namesEveryBadValue() {
        var answer = create(",\"events\":[\"opened\",\"exploded\"],\"language\":\"de\"");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().getJsonArray("errors").stream()
                        .map(error -> ((JsonObject) error).getString("pointer")))
                .containsExactly("/events/1", "/language");
    }

    @Test
    void takesAHostThatDoesNotResolveYet() {
        var answer = server.operate(
                "POST", "/v1/subscriptions", "{\"channel\":\"webhook\",\"url\":\"http://no-such-host.invalid/\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(room.log().contents(Topics.SUBSCRIPTIONS)).isNotEmpty();
    }

    @Test
    void refusesMailWhereTheDeploymentHasNoServer() {
        var answer = server.operate("POST", "/v1/subscriptions", "{\"channel\":\"email\",\"to\":\"duty@example.org\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/channel");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        assertThat(create(",\"x\":\"" + "y".repeat(70_000) + "\"").status()).isEqualTo(413);
    }

    @Test
    void refusesMoreSubscriptionsThanItHasRoomFor() {
        for (var i = 0; i < 50; i++) {
            room.subscribe(receiver, "");
        }

        assertThat(create("").status()).isEqualTo(409);
    }

    @Test
    void leavesNoSubscriptionBehindThatItCouldNotConfirm() {
        room.log().refuse(Integer.MAX_VALUE);

        var answer = create("");
        room.log().refuse(0);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("5");
        assertThat(server.operate("GET", "/v1/subscriptions", "").json().getJsonArray("items"))
                .isEmpty();
        await().untilAsserted(() -> assertThat(room.log().writes())
                .anyMatch(write -> write.topic().equals(Topics.SUBSCRIPTIONS) && write.document() == null));
        assertThat(room.log().contents(Topics.SUBSCRIPTIONS)).isEmpty();
    }

    @Test
    void deletesASubscriptionWithItsMessages() {
        var id = create("").json().getString("id");
        room.publish(SomeIncident.opening("i"));
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));

        var deleted = server.operate("DELETE", "/v1/subscriptions/" + id, "");
        room.publish(SomeIncident.opening("i").next());

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(server.operate("GET", "/v1/subscriptions/" + id, "").status())
                .isEqualTo(404);
        assertThat(room.log().contents(Topics.SUBSCRIPTIONS)).isEmpty();
        await().untilAsserted(() -> assertThat(room.log().contents(Topics.DELIVERIES))
                .containsOnlyKeys("cursor")
                .containsEntry("cursor", "{\"next_offset\":2}"));
        assertThat(receiver.got()).hasSize(1);
    }

    @Test
    void sendsATestMessageAndNoneToASubscriptionThatGetsNoMoreMessages() {
        receiver.always(Receiver.status(500));
        var id = create("").json().getString("id");

        var answer = server.operate("POST", "/v1/subscriptions/" + id + "/test", "");

        assertThat(answer.status()).isEqualTo(202);
        await().untilAsserted(() ->
                assertThat(deliveries(id).getJsonObject(0).getString("state")).isEqualTo("failed"));
        var message = receiver.got().get(0);
        assertThat(message.type()).isEqualTo("test");
        assertThat(message.id()).isEqualTo(answer.json().getString("id"));
        assertThat(message.json().getJsonObject("data").getString("subscription"))
                .isEqualTo(id);
        await().untilAsserted(() -> assertThat(server.operate("GET", "/v1/subscriptions/" + id, "")
                        .json()
                        .getString("state"))
                .isEqualTo("disabled"));
        assertThat(server.operate("POST", "/v1/subscriptions/" + id + "/test", "")
                        .status())
                .isEqualTo(409);
        assertThat(server.operate("POST", "/v1/subscriptions/sub_0/test", "").status())
                .isEqualTo(404);
    }

    @Test
    void showsWhatBecameOfMessages() {
        receiver.then(503);
        var id = create("").json().getString("id");

        room.publish(SomeIncident.opening("i"));

        await().untilAsserted(() ->
                assertThat(deliveries(id).getJsonObject(0).getString("state")).isEqualTo("delivered"));
        var shown = deliveries(id).getJsonObject(0);
        assertThat(shown.getString("type")).isEqualTo("incident.opened");
        assertThat(shown.getString("incident")).isEqualTo("i");
        assertThat(shown.getInteger("revision")).isEqualTo(1);
        assertThat(shown.getInteger("attempts")).isEqualTo(2);
        assertThat(shown.getInteger("last_status")).isEqualTo(204);
        assertThat(shown.getString("id")).isEqualTo(receiver.got().get(0).id());
        assertThat(shown.containsKey("body")).isFalse();
    }

    @Test
    void signsWithOldAndNewSecretAfterARotation() {
        var created = create("").json();
        var id = created.getString("id");

        var rotated = server.operate("POST", "/v1/subscriptions/" + id + "/rotate", "");
        room.publish(SomeIncident.opening("i"));

        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.json().getString("secret")).startsWith("whsec_").isNotEqualTo(created.getString("secret"));
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));
        assertThat(receiver.got().get(0).header("webhook-signature").split(" ", -1))
                .hasSize(2)
                .allMatch(signature -> signature.startsWith("v1,"));
    }

    @Test
    void changesWhoIsToldInItsStead() {
        var path = "/v1/subscriptions/" + create("").json().getString("id");
        var other = server.operate(
                        "POST", "/v1/subscriptions", "{\"channel\":\"slack\",\"url\":\"" + receiver.url() + "\"}")
                .json()
                .getString("id");

        var changed = server.operate("PATCH", path, "{\"fallback\":\"" + other + "\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().getString("fallback")).isEqualTo(other);
        assertThat(server.operate("PATCH", path, "{\"fallback\":null}").json().getString("fallback"))
                .isNull();
        assertThat(server.operate("PATCH", path, "{}").status()).isEqualTo(400);
        assertThat(server.operate("PATCH", path, "{\"fallback\":\"sub_00\"}").status())
                .isEqualTo(400);
        assertThat(server.operate("PATCH", "/v1/subscriptions/sub_00", "{\"fallback\":null}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void signsWithTwoSecretsAtMostHoweverOftenTheyAreRotated() {
        var rotate = "/v1/subscriptions/" + create("").json().getString("id") + "/rotate";

        server.operate("POST", rotate, "");
        server.operate("POST", rotate, "");
        room.publish(SomeIncident.opening("i"));

        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));
        assertThat(receiver.got().get(0).header("webhook-signature").split(" ", -1))
                .hasSize(2);
    }

    @Test
    void signsWithThePublishedKeyWhereThatWasAskedFor() {
        var created = create(",\"signature\":\"v1a\"").json();

        room.publish(SomeIncident.opening("i"));

        var published = server.get("/v1/webhook-key").json();
        assertThat(published)
                .isEqualTo(new JsonObject().put("algorithm", "ed25519").put("public_key", KEYS.publicKey()));
        assertThat(created.getString("secret")).startsWith("whsec_");
        assertThat(created.getString("public_key")).isEqualTo(KEYS.publicKey());
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));
        assertThat(receiver.got().get(0).header("webhook-signature")).startsWith("v1a,");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/subscriptions",
        "GET, /v1/subscriptions",
        "GET, /v1/subscriptions/sub_1",
        "DELETE, /v1/subscriptions/sub_1",
        "PATCH, /v1/subscriptions/sub_1",
        "POST, /v1/subscriptions/sub_1/test",
        "POST, /v1/subscriptions/sub_1/rotate"
    })
    void isForOperatorsOnly(String method, String path) {
        var body = HttpRequest.BodyPublishers.noBody();
        var without = HttpRequest.newBuilder(server.uri(path)).method(method, body);
        var relay = HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", "Bearer relay_1")
                .method(method, body);

        assertThat(server.send(without).status()).isEqualTo(401);
        assertThat(server.send(relay).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/subscriptions/sub_1",
        "DELETE, /v1/subscriptions/sub_1",
        "POST, /v1/subscriptions/sub_1/test",
        "POST, /v1/subscriptions/sub_1/rotate"
    })
    void knowsNoSubscriptionThatWasNotMade(String method, String path) {
        assertThat(server.operate(method, path, "").status()).isEqualTo(404);
    }

    private Answer create(String more) {
        return server.operate(
                "POST",
                "/v1/subscriptions",
                "{\"channel\":\"webhook\",\"url\":\"" + receiver.url() + "\"" + more + "}");
    }

    private JsonArray deliveries(String id) {
        return server.operate("GET", "/v1/subscriptions/" + id + "/deliveries", "")
                .json()
                .getJsonArray("items");
    }
}
