package kz.dabyl.alerts.api;

import static kz.dabyl.alerts.api.DeliveryApi.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.alerts.delivery.Message;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryRoutesTest {

    private final SomeIncident opening = SomeIncident.opening("i");
    private final DeliveryApi api = new DeliveryApi();
    private final EngineRoom room = api.room;
    private final Receiver receiver = room.receiver();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void pagesThroughDeliveriesNewestFirst() {
        var issued = room.subscribe(receiver, "");
        var path = path(issued, "/deliveries");
        for (var i = 0; i < 5; i++) {
            room.publish(SomeIncident.opening("i" + i));
        }
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(5));

        var seen = new ArrayList<String>();
        var page = api.operate("GET", path + "?limit=2", "").json();
        while (page.getString("next_cursor") != null) {
            seen.addAll(ids(page));
            page = api.operate("GET", path + "?limit=2&cursor=" + page.getString("next_cursor"), "")
                    .json();
        }
        seen.addAll(ids(page));

        assertThat(seen)
                .containsExactlyElementsOf(
                        room.deliveries(issued).stream().map(Message::id).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "cursor=x", "limit=1&limit=2"})
    void namesWhatIsWrongWithAPage(String query) {
        var issued = room.subscribe(receiver, "");

        var answer = api.operate("GET", path(issued, "/deliveries?" + query), "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/" + query.substring(0, query.indexOf('=')));
    }

    @Test
    void tellsOperatorsHowTheMessagesOfEverySubscriptionStand() {
        var issued = room.subscribe(receiver, "");
        receiver.then(500);
        room.publish(opening);
        await().untilAsserted(() ->
                assertThat(room.deliveries(issued)).extracting(Message::state).containsExactly(Message.State.FAILED));

        var answer = api.operate("GET", "/v1/deliveries", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getJsonArray("items").getJsonObject(0))
                .isEqualTo(new JsonObject(
                        "{\"subscription\":\"" + issued.subscription().id()
                                + "\",\"channel\":\"webhook\",\"active\":false,\"waiting\":0,\"retried\":0,\"held\":0,"
                                + "\"failed\":1,\"oldest\":null,\"next_try\":null,\"last_error\":null}"));
        assertThat(api.ask(issued.secret().orElseThrow(), "GET", "/v1/deliveries", "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void explainsEveryRevisionOfAnIncident() {
        var issued = room.subscribe(receiver, ",\"filter\":{\"certainty\":\"confirmed\"}");
        room.publish(opening, opening.revision(2).confirmed());
        await().untilAsserted(() -> assertThat(room.deliveries(issued))
                .extracting(Message::state)
                .containsExactly(Message.State.DELIVERED));

        var answer = api.operate("GET", path(issued, "/explain?incident=i"), "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("subscription"))
                .isEqualTo(issued.subscription().id());
        var first = answer.json().getJsonArray("items").getJsonObject(0);
        assertThat(first)
                .isEqualTo(new JsonObject("{\"revision\":1,\"sequence\":0,\"updated\":\"2021-04-24T07:00:52.000Z\","
                        + "\"decision\":\"skip\",\"reason\":\"less_certain\",\"text\":\"The filter takes confirmed"
                        + " incidents only, and this was suspected.\",\"event\":null,\"until\":null,"
                        + "\"message\":null}"));
        var second = answer.json().getJsonArray("items").getJsonObject(1);
        assertThat(second.getString("decision")).isEqualTo("send");
        assertThat(second.getString("event")).isEqualTo("opened");
        assertThat(second.getJsonObject("message").getString("state")).isEqualTo("delivered");
        assertThat(second.getJsonObject("message").getLong("sequence")).isEqualTo(1);
    }

    @Test
    void explainsNothingThatIsNotThere() {
        var issued = room.subscribe(receiver, "");
        room.publish(opening);

        assertThat(api.operate("GET", path(issued, "/explain?incident=j"), "").status())
                .isEqualTo(404);
        assertThat(api.operate("GET", "/v1/subscriptions/sub_1/explain?incident=i", "")
                        .status())
                .isEqualTo(404);
        assertThat(api.operate("GET", path(issued, "/explain"), "").status()).isEqualTo(400);
    }

    @Test
    void letsTheSubscriberAskWithItsSecret() {
        var issued = room.subscribe(receiver, "");
        var other = room.subscribe(receiver, "");
        room.publish(opening);

        var own = issued.secret().orElseThrow();

        assertThat(api.ask(own, "GET", path(issued, "/deliveries"), "").status())
                .isEqualTo(200);
        assertThat(api.ask(own, "POST", path(issued, "/replay"), "{\"after\":-1}")
                        .status())
                .isEqualTo(202);
        assertThat(api.ask(own, "GET", path(issued, "/explain?incident=i"), "").status())
                .isEqualTo(401);
        assertThat(api.ask(own, "GET", path(other, "/deliveries"), "").status()).isEqualTo(401);
        assertThat(api.ask(own, "POST", path(other, "/replay"), "{\"after\":-1}")
                        .status())
                .isEqualTo(401);
        assertThat(api.ask(own, "GET", path(issued, ""), "").status()).isEqualTo(401);
    }

    @Test
    void letsASubscriberAskWhoseMessagesAreSignedByTheDeploymentsKey() {
        var issued = room.subscribe(receiver, ",\"signature\":\"v1a\"");
        room.publish(opening);

        var own = issued.secret().orElseThrow();

        assertThat(api.ask(own, "GET", path(issued, "/deliveries"), "").status())
                .isEqualTo(200);
        assertThat(api.ask(own, "POST", path(issued, "/replay"), "{\"after\":-1}")
                        .status())
                .isEqualTo(202);
        await().untilAsserted(() -> assertThat(receiver.got()).isNotEmpty());
        assertThat(receiver.got())
                .allMatch(got -> got.header("webhook-signature").matches("v1a,\\S+"));
    }

    @Test
    void takesTheOldSecretAsLongAsItSigns() {
        var issued = room.subscribe(receiver, "");
        Receiver.await(room.desk().rotate(issued.subscription().id()));
        var old = issued.secret().orElseThrow();

        assertThat(api.ask(old, "GET", path(issued, "/deliveries"), "").status())
                .isEqualTo(200);

        room.clock.advance(Duration.ofHours(25));

        assertThat(api.ask(old, "GET", path(issued, "/deliveries"), "").status())
                .isEqualTo(401);
    }

    @Test
    void takesNoSecretWhereThereIsNone() {
        var issued = room.subscribe("{\"channel\":\"slack\",\"url\":\"" + receiver.url() + "\"}");

        assertThat(api.ask("", "GET", path(issued, "/deliveries"), "").status()).isEqualTo(401);
        assertThat(api.ask("whsec_", "GET", path(issued, "/deliveries"), "").status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/subscriptions/sub_1/deliveries",
        "GET, /v1/subscriptions/sub_1/explain?incident=i",
        "POST, /v1/subscriptions/sub_1/replay",
        "POST, /v1/subscriptions/sub_1/enable"
    })
    void isNotForStrangers(String method, String path) {
        var without = HttpRequest.newBuilder(api.server.uri(path)).method(method, BodyPublishers.noBody());

        assertThat(api.server.send(without).status()).isEqualTo(401);
        assertThat(api.ask("relay_1", method, path, "").status()).isEqualTo(403);
        assertThat(api.ask("whsec_AAAA", method, path, "").status()).isEqualTo(401);
        assertThat(api.operate(method, path, method.equals("POST") ? "{\"after\":0}" : "")
                        .status())
                .isEqualTo(404);
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("id"))
                .toList();
    }
}
