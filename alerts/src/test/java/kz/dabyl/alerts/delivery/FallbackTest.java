package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.subscriptions.Subscription.State;
import kz.dabyl.alerts.webhook.AddressGuard;
import kz.dabyl.alerts.webhook.Resolver;
import kz.dabyl.alerts.webhook.SystemResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said elsewhere when a subscription gets nothing any more. */
class FallbackTest {

    private final EngineRoom room = EngineRoom.retrying(Duration.ofMillis(20));
    private final Receiver dead = room.receiver().always(Receiver.status(500));
    private final Receiver alive = room.receiver();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void isToldThatAnotherSubscriptionGetsNothingAnyMore() {
        var other = subscribe(alive, "");
        var issued = subscribe(dead, other);

        room.publish(SomeIncident.opening("i"), SomeIncident.opening("i").next());

        await().untilAsserted(() -> assertThat(told(alive)).hasSize(1));
        var data = told(alive).get(0).getJsonObject("data");
        assertThat(data)
                .isEqualTo(new JsonObject()
                        .put("subscription", issued)
                        .put("channel", "webhook")
                        .put("state", "disabled")
                        .put("reason", "a message could not be delivered: the receiver answered 500")
                        .put("undelivered", 2));
        assertThat(counted("disabled", "yes")).isEqualTo(1);
    }

    @Test
    void isToldByTheNextInTheChainThatIsActive() {
        var last = subscribe(alive, "");
        var middle = subscribe(room.receiver().always(Receiver.status(410)), last);
        subscribe(dead, middle);

        room.publish(SomeIncident.opening("i"));

        await().untilAsserted(() -> assertThat(told(alive))
                .extracting(message -> message.getJsonObject("data").getString("state"))
                .containsExactlyInAnyOrder("ended", "disabled"));
    }

    @Test
    void isToldOfNoHost() {
        var resolver = new SystemResolver(room.vertx);
        Resolver oneOnly =
                host -> host.equals("hook.example.org") ? Future.failedFuture("no such name") : resolver.resolve(host);
        try (var named = EngineRoom.guarded(new AddressGuard(oneOnly, true))) {
            var other = named.subscribe(alive, "").subscription().id();
            var issued = named.subscribe(
                    "{\"channel\":\"webhook\",\"url\":\"https://hook.example.org/\",\"fallback\":\"" + other + "\"}");

            named.publish(SomeIncident.opening("i"));

            await().untilAsserted(() -> assertThat(told(alive)).hasSize(1));
            assertThat(told(alive).get(0).getJsonObject("data").getString("reason"))
                    .isEqualTo("a message could not be delivered: the host name does not resolve");
            assertThat(named.found(issued).standing().reason())
                    .isEqualTo("a message could not be delivered: the host name does not resolve: hook.example.org");
        }
    }

    @Test
    void isToldInTheLanguageOfItsOwn() {
        var slack = room.subscribe("{\"channel\":\"slack\",\"url\":\"" + alive.url() + "\",\"language\":\"ru\"}");
        subscribe(dead, slack.subscription().id());

        room.publish(SomeIncident.opening("i"));

        await().untilAsserted(() -> assertThat(alive.got())
                .extracting(Receiver.Got::body)
                .anySatisfy(body -> assertThat(body)
                        .contains("Ваш канал выключен: webhook", "Последняя ошибка: ответ: 500")
                        .doesNotContain("answered")));
    }

    @Test
    void isCountedWhereThereIsNobodyToTell() {
        subscribe(dead, "");

        room.publish(SomeIncident.opening("i"));

        await().untilAsserted(() -> assertThat(counted("disabled", "no")).isEqualTo(1));
        assertThat(counted("disabled", "yes")).isZero();
    }

    @Test
    void isToldUnderOneIdThoughTheProcessDiedBeforeTheSubscriptionWasDisabled() {
        var other = subscribe(alive, "");
        var issued = subscribe(dead, other);
        // The message, its two tries and the one about it are stored, the state of the subscription is not.
        dead.then(500).always(request -> {
            room.log().dieAfter(2);
            request.response().setStatusCode(500).end();
        });
        room.publish(SomeIncident.opening("i"));
        await().until(() -> room.log().dead());

        room.kill();
        room.startAgain();

        await().untilAsserted(() -> assertThat(Receiver.await(room.desk().find(issued))
                        .orElseThrow()
                        .standing()
                        .state())
                .isEqualTo(State.DISABLED));
        // It may have arrived before the death too, which was not stored any more.
        await().untilAsserted(() -> assertThat(
                        alive.matching(message -> message.type().equals("subscription.disabled")).stream()
                                .map(Receiver.Got::id)
                                .distinct())
                .hasSize(1));
    }

    @Test
    void mustBeThereWhenItIsNamed() {
        assertThatThrownBy(() -> subscribe(dead, "sub_00")).isInstanceOf(SubscriptionDesk.NoFallbackException.class);
    }

    @Test
    void mustNotHaveTheSameAddress() {
        var same = subscribe(dead, "");

        assertThatThrownBy(() -> subscribe(dead, same)).isInstanceOf(SubscriptionDesk.NoFallbackException.class);
    }

    @Test
    void canBeNamedLater() {
        var issued = subscribe(dead, "");
        var other = subscribe(alive, "");

        Receiver.await(room.desk().fallBack(issued, Optional.of(other)));
        room.publish(SomeIncident.opening("i"));

        assertThatThrownBy(() -> Receiver.await(room.desk().fallBack(issued, Optional.of(issued))))
                .isInstanceOf(SubscriptionDesk.NoFallbackException.class);
        await().untilAsserted(() -> assertThat(told(alive)).hasSize(1));
    }

    private String subscribe(Receiver receiver, String fallback) {
        return room.subscribe(receiver, fallback.isEmpty() ? "" : ",\"fallback\":\"" + fallback + "\"")
                .subscription()
                .id();
    }

    private static List<JsonObject> told(Receiver receiver) {
        return receiver.matching(message -> message.type().equals("subscription.disabled")).stream()
                .map(Receiver.Got::json)
                .toList();
    }

    private double counted(String state, String said) {
        return room.registry
                .get("dabyl.subscriptions.silenced")
                .tag("state", state)
                .tag("said", said)
                .counter()
                .count();
    }
}
