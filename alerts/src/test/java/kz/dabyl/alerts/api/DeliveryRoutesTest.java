package kz.dabyl.alerts.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import kz.dabyl.alerts.delivery.DeliveryConfig;
import kz.dabyl.alerts.delivery.DeliveryDesk;
import kz.dabyl.alerts.delivery.Gathering;
import kz.dabyl.alerts.delivery.Message;
import kz.dabyl.alerts.delivery.RetrySchedule;
import kz.dabyl.alerts.delivery.SubscriptionDesk.Issued;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.WebServer;
import kz.dabyl.alerts.fakes.WebServer.Answer;
import kz.dabyl.alerts.subscriptions.Subscription.State;
import kz.dabyl.alerts.webhook.WebhookKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryRoutesTest {

    /** So many finished messages are kept, and made again at once. */
    private static final int MOST = 20;

    private final SomeIncident opening = SomeIncident.opening("i");
    private final EngineRoom room = EngineRoom.of(
            new DeliveryConfig(new RetrySchedule(List.of(), 0), Duration.ofSeconds(8), 4, MOST, 50, Gathering.DEFAULT));
    private final Receiver receiver = room.receiver();
    private final WebServer server = WebServer.start(
            room.vertx,
            new SubscriptionRoutes(room.desk(), new WebhookKeys(EngineRoom.KEY), WebServer.CREDENTIALS, true),
            new DeliveryRoutes(room.engine().deliveries(), WebServer.CREDENTIALS));

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
        var page = operate("GET", path + "?limit=2", "").json();
        while (page.getString("next_cursor") != null) {
            seen.addAll(ids(page));
            page = operate("GET", path + "?limit=2&cursor=" + page.getString("next_cursor"), "")
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

        var answer = operate("GET", path(issued, "/deliveries?" + query), "");

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

        var answer = operate("GET", "/v1/deliveries", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getJsonArray("items").getJsonObject(0))
                .isEqualTo(new JsonObject(
                        "{\"subscription\":\"" + issued.subscription().id()
                                + "\",\"channel\":\"webhook\",\"active\":false,\"waiting\":0,\"retried\":0,\"held\":0,"
                                + "\"failed\":1,\"oldest\":null,\"next_try\":null,\"last_error\":null}"));
        assertThat(ask(issued.secret().orElseThrow(), "GET", "/v1/deliveries", "")
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

        var answer = operate("GET", path(issued, "/explain?incident=i"), "");

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

        assertThat(operate("GET", path(issued, "/explain?incident=j"), "").status())
                .isEqualTo(404);
        assertThat(operate("GET", "/v1/subscriptions/sub_1/explain?incident=i", "")
                        .status())
                .isEqualTo(404);
        assertThat(operate("GET", path(issued, "/explain"), "").status()).isEqualTo(400);
    }

    @Test
    void sendsAgainWhatWasPublishedAfterACursorUnderTheSameIdsInOrder() {
        var issued = room.subscribe(receiver, "");
        room.publish(opening, opening.revision(2), opening.revision(3).closed(), SomeIncident.opening("j"));
        await().untilAsserted(() -> assertThat(room.deliveries(issued))
                .hasSize(4)
                .allMatch(message -> message.state() == Message.State.DELIVERED));
        var before = List.copyOf(receiver.got());

        var answer = replay(issued, 0);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json())
                .isEqualTo(new JsonObject("{\"messages\":3,\"through\":3,\"more\":false,\"missing_before\":null}"));
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(7));
        assertThat(receiver.saidOf("i")).containsExactly("opened 1", "updated 2", "closed 3", "updated 2", "closed 3");
        for (var again : receiver.got().subList(4, 7)) {
            assertThat(before)
                    .anyMatch(first ->
                            first.id().equals(again.id()) && first.body().equals(again.body()));
        }
    }

    @Test
    void sendsWhatWasUnderWayAgainAfterWhatCameBeforeIt() {
        var issued = room.subscribe(receiver, "");
        room.publish(opening);
        await().untilAsserted(() ->
                assertThat(room.deliveries(issued)).allMatch(message -> message.state() == Message.State.DELIVERED));
        var held = new LinkedBlockingQueue<HttpServerRequest>();
        receiver.always(held::add);
        room.publish(opening.revision(2));
        await().until(() -> !held.isEmpty());

        var replay = room.engine().deliveries().replay(issued.subscription().id(), -1);
        room.deliveries(issued);
        assertThat(replay.isComplete()).isFalse();
        receiver.always(Receiver.status(204));
        Receiver.status(204).accept(held.remove());

        assertThat(Receiver.await(replay)).isInstanceOf(DeliveryDesk.Replay.Begun.class);
        await().untilAsserted(() ->
                assertThat(receiver.saidOf("i")).containsExactly("opened 1", "updated 2", "opened 1", "updated 2"));
    }

    @Test
    void letsTheSubscriberAskWithItsSecret() {
        var issued = room.subscribe(receiver, "");
        var other = room.subscribe(receiver, "");
        room.publish(opening);

        var own = issued.secret().orElseThrow();

        assertThat(ask(own, "GET", path(issued, "/deliveries"), "").status()).isEqualTo(200);
        assertThat(ask(own, "POST", path(issued, "/replay"), "{\"after\":-1}").status())
                .isEqualTo(202);
        assertThat(ask(own, "GET", path(issued, "/explain?incident=i"), "").status())
                .isEqualTo(401);
        assertThat(ask(own, "GET", path(other, "/deliveries"), "").status()).isEqualTo(401);
        assertThat(ask(own, "POST", path(other, "/replay"), "{\"after\":-1}").status())
                .isEqualTo(401);
        assertThat(ask(own, "GET", path(issued, ""), "").status()).isEqualTo(401);
    }

    @Test
    void letsASubscriberAskWhoseMessagesAreSignedByTheDeploymentsKey() {
        var issued = room.subscribe(receiver, ",\"signature\":\"v1a\"");
        room.publish(opening);

        var own = issued.secret().orElseThrow();

        assertThat(ask(own, "GET", path(issued, "/deliveries"), "").status()).isEqualTo(200);
        assertThat(ask(own, "POST", path(issued, "/replay"), "{\"after\":-1}").status())
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

        assertThat(ask(old, "GET", path(issued, "/deliveries"), "").status()).isEqualTo(200);

        room.clock.advance(Duration.ofHours(25));

        assertThat(ask(old, "GET", path(issued, "/deliveries"), "").status()).isEqualTo(401);
    }

    @Test
    void takesNoSecretWhereThereIsNone() {
        var issued = room.subscribe("{\"channel\":\"slack\",\"url\":\"" + receiver.url() + "\"}");

        assertThat(ask("", "GET", path(issued, "/deliveries"), "").status()).isEqualTo(401);
        assertThat(ask("whsec_", "GET", path(issued, "/deliveries"), "").status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "[]", "{}", "{\"after\":\"1\"}", "{\"after\":-2}", "{\"after\":1.5}", "{\"after\":1e30}"})
    void namesWhatIsWrongWithAReplay(String body) {
        var issued = room.subscribe(receiver, "");

        assertThat(operate("POST", path(issued, "/replay"), body).status()).isEqualTo(400);
    }

    @Test
    void sendsAgainOnlySoMuchAtOnce() {
        var quiet = room.subscribe(room.receiver(), ",\"events\":[\"retracted\"]");
        var issued = room.subscribe(receiver, "");
        for (var i = 0; i < MOST + 5; i++) {
            room.publish(SomeIncident.opening("i" + i));
        }
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(MOST + 5));
        await().untilAsserted(() ->
                assertThat(room.deliveries(issued)).allMatch(message -> message.state() == Message.State.DELIVERED));

        var first = replay(issued, -1).json();
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(2 * MOST + 5));
        var second = replay(issued, first.getLong("through")).json();

        assertThat(first.getInteger("messages")).isEqualTo(MOST);
        assertThat(first.getBoolean("more")).isTrue();
        assertThat(second.getInteger("messages")).isEqualTo(5);
        assertThat(second.getBoolean("more")).isFalse();
        assertThat(replay(quiet, -1).json().getInteger("messages")).isZero();
    }

    @Test
    void enablesWhatWasDisabledAndSendsWhatItMissed() {
        receiver.then(204, 500);
        var issued = room.subscribe(receiver, "");
        room.publish(opening);
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));
        room.publish(SomeIncident.opening("j"));
        await().untilAsserted(
                        () -> assertThat(room.found(issued).standing().state()).isEqualTo(State.DISABLED));
        room.publish(opening.revision(2), opening.revision(3).closed());
        assertThat(replay(issued, -1).status()).isEqualTo(409);

        var enabled = operate("POST", path(issued, "/enable"), "");

        assertThat(enabled.status()).isEqualTo(200);
        assertThat(enabled.json().getString("state")).isEqualTo("active");
        // What it was told was open is not, so it hears that without asking.
        await().untilAsserted(() -> assertThat(receiver.saidOf("i")).containsExactly("opened 1", "closed 3"));
        assertThat(replay(issued, -1).json().getInteger("messages")).isEqualTo(4);
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(7));
        assertThat(receiver.saidOf("i").subList(2, 5)).containsExactly("opened 1", "updated 2", "closed 3");
        assertThat(new HashSet<>(receiver.got().stream().map(Receiver.Got::id).toList()))
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/subscriptions/sub_1/deliveries",
        "GET, /v1/subscriptions/sub_1/explain?incident=i",
        "POST, /v1/subscriptions/sub_1/replay",
        "POST, /v1/subscriptions/sub_1/enable"
    })
    void isNotForStrangers(String method, String path) {
        var without = HttpRequest.newBuilder(server.uri(path)).method(method, BodyPublishers.noBody());

        assertThat(server.send(without).status()).isEqualTo(401);
        assertThat(ask("relay_1", method, path, "").status()).isEqualTo(403);
        assertThat(ask("whsec_AAAA", method, path, "").status()).isEqualTo(401);
        assertThat(operate(method, path, method.equals("POST") ? "{\"after\":0}" : "")
                        .status())
                .isEqualTo(404);
    }

    private static String path(Issued issued, String more) {
        return "/v1/subscriptions/" + issued.subscription().id() + more;
    }

    private Answer replay(Issued issued, long after) {
        return operate("POST", path(issued, "/replay"), "{\"after\":" + after + "}");
    }

    private Answer operate(String method, String path, String body) {
        return server.operate(method, path, body);
    }

    private Answer ask(String token, String method, String path, String body) {
        return server.send(HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", "Bearer " + token)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("id"))
                .toList();
    }
}
