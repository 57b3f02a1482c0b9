package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import kz.dabyl.alerts.delivery.SubscriptionDesk.Issued;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.FakeMatrix;
import kz.dabyl.alerts.fakes.FakeNtfy;
import kz.dabyl.alerts.fakes.FakeService;
import kz.dabyl.alerts.fakes.FakeService.Call;
import kz.dabyl.alerts.fakes.FakeService.Reply;
import kz.dabyl.alerts.fakes.FakeSlack;
import kz.dabyl.alerts.fakes.FakeSms;
import kz.dabyl.alerts.fakes.FakeTelegram;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.subscriptions.Subscription.State;
import kz.dabyl.alerts.subscriptions.SubscriptionJson;
import kz.dabyl.model.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every channel from the subscription to the wire. */
class ChannelDeliveryTest {

    private final EngineRoom room = EngineRoom.at("2021-04-24T07:00:00Z");

    @AfterEach
    void close() {
        room.close();
    }

    /** A channel as somebody subscribes to it, and the parts of that which nobody may see again. */
    private record Way(String channel, Function<Call, Reply> service, String fields, List<String> secrets) {

        String terms(FakeService at) {
            return terms(at, ",\"heartbeat_s\":1");
        }

        String terms(FakeService at, String more) {
            return "{\"channel\":\"" + channel + "\"," + fields.replace("BASE", at.base()) + ",\"language\":\"ru\""
                    + more + "}";
        }

        @Override
        public String toString() {
            return channel;
        }
    }

    private static final Way TELEGRAM = new Way(
            "telegram",
            new FakeTelegram(),
            "\"base_url\":\"BASE\",\"token\":\"" + FakeTelegram.TOKEN + "\",\"chat_id\":\"@alerts\"",
            List.of(FakeTelegram.TOKEN));

    private static Way matrix() {
        return new Way(
                "matrix",
                new FakeMatrix(),
                "\"base_url\":\"BASE\",\"token\":\"" + FakeMatrix.TOKEN + "\",\"room\":\"" + FakeMatrix.ROOM + "\"",
                List.of(FakeMatrix.TOKEN));
    }

    static Stream<Way> ways() {
        return Stream.of(
                TELEGRAM,
                new Way(
                        "slack",
                        new FakeSlack(),
                        "\"url\":\"BASE/services/T0/B0/s3cr3ts3cr3t\"",
                        List.of("s3cr3ts3cr3t")),
                matrix(),
                new Way(
                        "ntfy",
                        new FakeNtfy(),
                        "\"base_url\":\"BASE\",\"topic\":\"t\",\"token\":\"tk_s3cr3ts3cr3t\"",
                        List.of("tk_s3cr3ts3cr3t")),
                new Way(
                        "sms",
                        new FakeSms("n", "t", Set.of("p")),
                        "\"url\":\"BASE/send?key=k3yk3yk3yk3y\",\"headers\":{\"x-key\":\"h3ad3rh3ad3r\"},"
                                + "\"body\":\"{\\\"n\\\":\\\"{to}\\\",\\\"t\\\":\\\"{text}\\\",\\\"p\\\":\\\"b0dyb0dyb0dy\\\"}\","
                                + "\"to\":[\"+77011234567\"]",
                        List.of("k3yk3yk3yk3y", "h3ad3rh3ad3r", "b0dyb0dyb0dy", "7701123")),
                new Way(
                        "alertmanager",
                        call -> Reply.of(200, ""),
                        "\"base_url\":\"BASE\",\"token\":\"pr0xypr0xypr0xy\"",
                        List.of("pr0xypr0xypr0xy")));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void deliversIncidentsTestsAndHeartbeatsAcrossARestart(Way way) {
        var service = FakeService.start(room.vertx, way.service());
        var issued = room.subscribe(way.terms(service));

        room.publish(SomeIncident.opening("i"));
        await().untilAsserted(() -> assertThat(room.deliveries(issued))
                .extracting(Message::state)
                .containsExactly(Message.State.DELIVERED));
        room.kill();
        room.startAgain();
        room.publish(SomeIncident.opening("i").next().closed());
        Receiver.await(room.desk().test(issued.subscription().id()));

        await().untilAsserted(() -> assertThat(room.deliveries(issued))
                .extracting(Message::state)
                .containsExactly(Message.State.DELIVERED, Message.State.DELIVERED, Message.State.DELIVERED));
        var sent = service.calls().size();
        await().untilAsserted(() -> assertThat(service.calls()).hasSizeGreaterThan(sent));
        assertThat(room.found(issued).active()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void keepsSecretsSealedAndNeverShowsThemAgain(Way way) {
        var service = FakeService.start(room.vertx, way.service());
        var issued = room.subscribe(way.terms(service));

        var stored = room.log().contents(Topics.SUBSCRIPTIONS).toString();
        var shown = SubscriptionJson.shown(room.found(issued)).toString();

        assertThat(issued.secret()).isEmpty();
        assertThat(stored).contains("\"sealed\"");
        assertThat(shown).doesNotContain("sealed").contains("…");
        assertThat(way.secrets())
                .allSatisfy(secret ->
                        assertThat(stored + shown + room.found(issued)).doesNotContain(secret));
    }

    @Test
    void aNumberThatTheGatewayRefusesKeepsNothingFromTheOthers() {
        // As Twilio answers of somebody who wrote STOP, in the same way at every try.
        var service = FakeService.start(
                room.vertx,
                call -> call.json().getString("n").endsWith("1")
                        ? Reply.of(400, "{\"code\":21610,\"status\":400}")
                        : Reply.of(201, "{\"status\":\"queued\"}"));
        var issued = room.subscribe("{\"channel\":\"sms\",\"url\":\"" + service.base()
                + "\",\"body\":\"{\\\"n\\\":\\\"{to}\\\",\\\"t\\\":\\\"{text}\\\"}\","
                + "\"to\":[\"+77010000001\",\"+77010000002\"]}");

        room.publish(SomeIncident.opening("i"));
        room.publish(SomeIncident.opening("i").next().closed());

        await().untilAsserted(() -> assertThat(room.deliveries(issued))
                .extracting(Message::state)
                .containsExactly(Message.State.DELIVERED, Message.State.DELIVERED));
        assertThat(service.calls())
                .extracting(call -> call.json().getString("n"))
                .containsExactly("+77010000001", "+77010000002", "+77010000001", "+77010000002");
        assertThat(room.found(issued).active()).isTrue();
    }

    @Test
    void saysWhatIsNewSinceTheRevisionThatWasTold() {
        var receiver = room.receiver();
        room.subscribe("{\"channel\":\"slack\",\"url\":\"" + receiver.url() + "\"}");
        room.publish(SomeIncident.opening("i"), SomeIncident.opening("i").next().of("401-01", "401-02", "401-77"));

        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(2));

        assertThat(receiver.got().get(0).body()).doesNotContain("Added");
        assertThat(receiver.got().get(1).body()).contains("Added network: Tele2/Altel");
    }

    @Test
    void saysOfAnExerciseThatItIsOne() {
        try (var fed = EngineRoom.exercising()) {
            var receiver = fed.receiver();
            fed.subscribe("{\"channel\":\"slack\",\"url\":\"" + receiver.url() + "\"}");

            fed.publish(SomeIncident.opening("i"));

            await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));
            assertThat(receiver.got().get(0).json().getString("text")).startsWith("EXERCISE. ");
        }
    }

    @Test
    void followsAGroupThatBecameASupergroupInTheSameTryAndAfterARestart() {
        var service = FakeService.start(room.vertx, new FakeTelegram());
        var issued = room.subscribe(TELEGRAM.terms(service, "").replace("\"@alerts\"", "-4518810793"));

        service.then(FakeTelegram.movedTo(-1001557912345L));
        room.publish(SomeIncident.opening("i"));
        await().untilAsserted(() -> assertThat(service.calls()).hasSize(2));
        room.publish(SomeIncident.opening("i").next().confirmed());
        await().untilAsserted(() -> assertDelivered(issued, 2));
        room.kill();
        service.then(FakeTelegram.movedTo(-1001557912345L));
        room.startAgain();
        room.publish(SomeIncident.opening("i").next().next().confirmed().closed());
        await().untilAsserted(() -> assertDelivered(issued, 3));

        assertThat(service.calls())
                .extracting(call -> call.json().getLong("chat_id"))
                .containsExactly(-4518810793L, -1001557912345L, -1001557912345L, -4518810793L, -1001557912345L);
    }

    /** So many messages, each by its first try. */
    private void assertDelivered(Issued issued, int count) {
        assertThat(room.deliveries(issued))
                .hasSize(count)
                .allSatisfy(message -> assertThat(message.state()).isEqualTo(Message.State.DELIVERED))
                .allSatisfy(message -> assertThat(message.progress().tries()).isEqualTo(1));
    }

    /** It says so of a webhook that was deleted, too. */
    @Test
    void outlastsAMattermostWhoseDatabaseIsAway() {
        var service = FakeService.start(room.vertx, new FakeSlack())
                .then(
                        400,
                        "{\"id\":\"web.incoming_webhook.invalid.app_error\",\"message\":\"Invalid webhook.\","
                                + "\"detailed_error\":\"\",\"status_code\":400}");
        var issued = room.subscribe(
                "{\"channel\":\"slack\",\"url\":\"" + service.base() + "/services/T0/B0/s3cr3ts3cr3t\"}");

        room.publish(SomeIncident.opening("i"));

        await().untilAsserted(() -> assertThat(room.deliveries(issued))
                .extracting(Message::state)
                .containsExactly(Message.State.DELIVERED));
        assertThat(service.calls()).hasSize(2);
        assertThat(room.found(issued).active()).isTrue();
    }

    @Test
    void endsASubscriptionWhoseReceiverIsGoneAndSaysWhy() {
        var service = FakeService.start(
                room.vertx, call -> FakeTelegram.error(403, "Forbidden: bot was blocked by the user"));
        var issued = room.subscribe(TELEGRAM.terms(service));

        room.publish(SomeIncident.opening("i"));

        await().untilAsserted(
                        () -> assertThat(room.found(issued).standing().state()).isEqualTo(State.ENDED));
        assertThat(room.found(issued).standing().reason()).isEqualTo("the bot was blocked or removed from the chat");
    }

    @Test
    void disablesASubscriptionThatWasRefusedWithoutTryingForDays() {
        var service = FakeService.start(room.vertx, call -> FakeMatrix.error(403, "M_FORBIDDEN"));
        var issued = room.subscribe(matrix().terms(service, ""));

        room.publish(SomeIncident.opening("i"));

        await().untilAsserted(
                        () -> assertThat(room.found(issued).standing().state()).isEqualTo(State.DISABLED));
        assertThat(room.deliveries(issued).get(0).progress().tries()).isEqualTo(1);
    }

    @Test
    void disablesASubscriptionThatRefusesASignOfLifeBeforeThereIsAnythingToTell() {
        var service = FakeService.start(room.vertx, call -> FakeMatrix.error(403, "M_FORBIDDEN"));
        var issued = room.subscribe(matrix().terms(service));

        await().untilAsserted(
                        () -> assertThat(room.found(issued).standing().state()).isEqualTo(State.DISABLED));
        assertThat(room.deliveries(issued)).isEmpty();
    }
}
