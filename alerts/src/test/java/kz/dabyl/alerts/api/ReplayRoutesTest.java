package kz.dabyl.alerts.api;

import static kz.dabyl.alerts.api.DeliveryApi.MOST;
import static kz.dabyl.alerts.api.DeliveryApi.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import kz.dabyl.alerts.delivery.DeliveryDesk;
import kz.dabyl.alerts.delivery.Message;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.subscriptions.Subscription.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent again on demand, and what was missed by who was disabled. */
class ReplayRoutesTest {

    private final SomeIncident opening = SomeIncident.opening("i");
    private final DeliveryApi api = new DeliveryApi();
    private final EngineRoom room = api.room;
    private final Receiver receiver = room.receiver();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void sendsAgainWhatWasPublishedAfterACursorUnderTheSameIdsInOrder() {
        var issued = room.subscribe(receiver, "");
        room.publish(opening, opening.revision(2), opening.revision(3).closed(), SomeIncident.opening("j"));
        await().untilAsserted(() -> assertThat(room.deliveries(issued))
                .hasSize(4)
                .allMatch(message -> message.state() == Message.State.DELIVERED));
        var before = List.copyOf(receiver.got());

        var answer = api.replay(issued, 0);

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "[]", "{}", "{\"after\":\"1\"}", "{\"after\":-2}", "{\"after\":1.5}", "{\"after\":1e30}"})
    void namesWhatIsWrongWithAReplay(String body) {
        var issued = room.subscribe(receiver, "");

        assertThat(api.operate("POST", path(issued, "/replay"), body).status()).isEqualTo(400);
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

        var first = api.replay(issued, -1).json();
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(2 * MOST + 5));
        var second = api.replay(issued, first.getLong("through")).json();

        assertThat(first.getInteger("messages")).isEqualTo(MOST);
        assertThat(first.getBoolean("more")).isTrue();
        assertThat(second.getInteger("messages")).isEqualTo(5);
        assertThat(second.getBoolean("more")).isFalse();
        assertThat(api.replay(quiet, -1).json().getInteger("messages")).isZero();
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
        assertThat(api.replay(issued, -1).status()).isEqualTo(409);

        var enabled = api.operate("POST", path(issued, "/enable"), "");

        assertThat(enabled.status()).isEqualTo(200);
        assertThat(enabled.json().getString("state")).isEqualTo("active");
        // What it was told was open is not, so it hears that without asking.
        await().untilAsserted(() -> assertThat(receiver.saidOf("i")).containsExactly("opened 1", "closed 3"));
        assertThat(api.replay(issued, -1).json().getInteger("messages")).isEqualTo(4);
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(7));
        assertThat(receiver.saidOf("i").subList(2, 5)).containsExactly("opened 1", "updated 2", "closed 3");
        assertThat(new HashSet<>(receiver.got().stream().map(Receiver.Got::id).toList()))
                .hasSize(4);
    }
}
