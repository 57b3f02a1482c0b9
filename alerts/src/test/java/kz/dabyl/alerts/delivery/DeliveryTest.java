package kz.dabyl.alerts.delivery;

import static kz.dabyl.alerts.fakes.EngineRoom.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.subscriptions.Subscription.State;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Duration SOON = Duration.ofMillis(30);

    private final SomeIncident opening = SomeIncident.opening("i");
    private EngineRoom room = EngineRoom.retrying(times(5, SOON));

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void sendsWhatTheContractSays() {
        var receiver = room.receiver();
        room.subscribe(receiver, "");

        room.publish(opening);

        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));
        var message = receiver.got().get(0);
        assertThat(message.body())
                .isEqualTo("{\"type\":\"incident.opened\",\"timestamp\":\"2021-04-24T07:00:52.000Z\",\"data\":"
                        + IncidentJson.text(opening.incident()) + "}");
        assertThat(message.headers()).containsEntry("content-type", "application/json");
    }

    @Test
    void triesAgainUntilItArrivesUnderOneIdWithSignaturesThatVerify() throws Exception {
        var receiver = room.receiver().then(500, 500, 204);
        var issued = room.subscribe(receiver, "");
        // The verifier goes by the real clock.
        room.clock.advance(Duration.between(room.clock.instant(), Instant.now()));

        room.publish(opening);

        await().untilAsserted(
                        () -> assertThat(room.deliveries(issued).get(0).state()).isEqualTo(Message.State.DELIVERED));
        assertThat(receiver.got()).hasSize(3);
        assertThat(receiver.got())
                .extracting(Receiver.Got::id)
                .containsOnly(receiver.got().get(0).id());
        assertThat(receiver.got())
                .extracting(Receiver.Got::body)
                .containsOnly(receiver.got().get(0).body());
        var verifier = new Webhook(issued.secret().orElseThrow());
        for (var got : receiver.got()) {
            verifier.verify(got.body(), headers(got));
        }
        assertThat(room.count("retried")).isEqualTo(2);
        assertThat(room.count("delivered")).isEqualTo(1);
        assertThat(room.registry.get("dabyl.delivery").timer().count()).isEqualTo(1);
    }

    @Test
    void triesTestsAsOftenAsAnyMessageAndThenDisables() {
        var receiver = room.receiver().always(Receiver.status(500));
        var issued = room.subscribe(receiver, "");

        Receiver.await(room.desk().test(issued.subscription().id()));

        await().untilAsserted(
                        () -> assertThat(room.deliveries(issued).get(0).state()).isEqualTo(Message.State.FAILED));
        assertThat(receiver.got()).hasSize(6);
        assertThat(receiver.got())
                .extracting(Receiver.Got::id)
                .containsOnly(receiver.got().get(0).id());
        await().untilAsserted(
                        () -> assertThat(room.found(issued).standing().state()).isEqualTo(State.DISABLED));
    }

    @Test
    void isStoredBeforeItsFirstTryAndAfterEach() {
        var receiver = room.receiver();
        var storedAtTries = new CopyOnWriteArrayList<List<String>>();
        receiver.always(request -> {
            storedAtTries.add(statesWritten());
            request.response()
                    .setStatusCode(storedAtTries.size() == 1 ? 500 : 204)
                    .end();
        });
        room.subscribe(receiver, "");

        room.publish(opening);

        await().untilAsserted(() -> assertThat(statesWritten()).containsExactly("pending", "pending", "delivered"));
        assertThat(storedAtTries).containsExactly(List.of("pending"), List.of("pending", "pending"));
    }

    @Test
    void isNotTriedWhileItCannotBeStored() {
        var receiver = room.receiver();
        room.subscribe(receiver, "");
        room.log().refuse(Integer.MAX_VALUE);

        room.publish(opening);

        await().untilAsserted(() -> assertThat(room.engine().deliveryFault())
                .contains("topic dabyl.deliveries cannot be written: NoStackTraceThrowable"));
        assertThat(receiver.got()).isEmpty();

        room.log().refuse(0);

        await().untilAsserted(() -> assertThat(receiver.saidOf("i")).containsExactly("opened 1"));
        await().untilAsserted(() -> assertThat(room.engine().deliveryFault()).isEmpty());
    }

    @Test
    void storesTheMessagesOfSeveralIncidentsAtOnceAndThoseOfOneInTurn() {
        room.subscribe(room.receiver(), "");
        room.log().slow();
        var next = SomeIncident.opening("b");

        room.publish(opening, SomeIncident.opening("a"), next, next.revision(2));
        await().untilAsserted(() -> assertThat(incidentsWritten()).containsExactly("i 1"));
        room.log().acknowledge();
        await().untilAsserted(() -> assertThat(incidentsWritten()).containsExactly("i 1", "a 1", "b 1"));
        room.log().acknowledge();

        await().untilAsserted(() -> assertThat(incidentsWritten()).contains("b 2"));
    }

    @Test
    void keepsTheOrderOfAnIncidentBehindAMessageThatFails() {
        var receiver = room.receiver().then(500, 500, 500);
        room.subscribe(receiver, "");

        room.publish(
                opening,
                opening.revision(2).confirmed(),
                opening.revision(3).confirmed().closed());

        await().untilAsserted(() -> assertThat(receiver.saidOf("i"))
                .containsExactly("opened 1", "opened 1", "opened 1", "opened 1", "confirmed 2", "closed 3"));
    }

    @Test
    void aBlockedIncidentDoesNotHoldBackAnother() {
        var receiver = room.receiver();
        receiver.always(request -> request.response()
                .setStatusCode(
                        receiver.got().get(receiver.got().size() - 1).body().contains("\"id\":\"bad\"") ? 500 : 204)
                .end());
        room.subscribe(receiver, "");

        room.publish(
                SomeIncident.opening("bad"),
                SomeIncident.opening("good"),
                SomeIncident.opening("good").next());

        await().untilAsserted(() -> assertThat(receiver.saidOf("good")).containsExactly("opened 1", "updated 2"));
    }

    @Test
    void aReceiverThatAnswersNothingDelaysNoOther() {
        room.close();
        room = EngineRoom.of(
                new DeliveryConfig(RetrySchedule.DEFAULT, Duration.ofMinutes(5), 4, 500, 50, Gathering.DEFAULT));
        var stuck = room.receiver().always(request -> {});
        var other = room.receiver();
        room.subscribe(stuck, "");
        room.subscribe(other, "");

        for (var i = 0; i < 20; i++) {
            room.publish(SomeIncident.opening("i" + i));
        }

        // Far below the deadline that the stuck tries wait for.
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(other.got()).hasSize(20));
        assertThat(stuck.got()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void a410EndsTheSubscription() {
        var receiver = room.receiver().then(410);
        var issued = room.subscribe(receiver, "");

        room.publish(opening, opening.revision(2));
        await().untilAsserted(
                        () -> assertThat(room.found(issued).standing().state()).isEqualTo(State.ENDED));
        room.publish(opening.revision(3));

        await().untilAsserted(() -> assertThat(room.deliveries(issued))
                .extracting(message -> message.state() + " " + message.revision())
                .containsExactly("DROPPED 2", "FAILED 1"));
        assertThat(receiver.got()).hasSize(1);
        assertThat(room.found(issued).standing().reason()).isEqualTo("the receiver answered 410");
        assertThat(room.count("gone")).isEqualTo(1);
    }

    @Test
    void aMessageThatIsGivenUpDisablesTheSubscription() {
        room.close();
        room = EngineRoom.retrying(SOON, SOON);
        var receiver = room.receiver().always(Receiver.status(503));
        var issued = room.subscribe(receiver, "");

        room.publish(opening, opening.revision(2));

        await().untilAsserted(
                        () -> assertThat(room.found(issued).standing().state()).isEqualTo(State.DISABLED));
        assertThat(receiver.got()).hasSize(3);
        var failed = room.deliveries(issued).get(1);
        assertThat(failed.state()).isEqualTo(Message.State.FAILED);
        assertThat(failed.progress().tries()).isEqualTo(3);
        assertThat(failed.progress().lastStatus()).hasValue(503);
        assertThat(room.found(issued).standing().reason())
                .isEqualTo("a message could not be delivered: the receiver answered 503");
        assertThat(room.count("failed")).isEqualTo(1);
        assertThat(room.count("dropped")).isEqualTo(1);
    }

    @Test
    void aRevisionThatCannotBeDecidedForOneIsNotLostForTheNext() {
        var filtering = room.receiver();
        room.subscribe(filtering, ",\"filter\":{\"areas\":[\"Kazakhstan\"]}");
        var receiver = room.receiver();
        room.subscribe(receiver, "");

        room.publish(opening.in("Almaty", "?"));

        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));
        assertThat(filtering.got()).isEmpty();
    }

    @Test
    void tellsOnlyWhatWasPublishedAfterTheSubscription() {
        var receiver = room.receiver();
        room.publish(opening, SomeIncident.opening("j"));
        room.subscribe(receiver, "");

        room.publish(opening.revision(2), SomeIncident.opening("j").revision(2).closed());

        await().untilAsserted(() -> assertThat(receiver.saidOf("i")).containsExactly("opened 2"));
        assertThat(receiver.saidOf("j")).isEmpty();
    }

    @Test
    void tellsOfRetractionWhomItToldOfTheOpeningWhateverTheFilterSays() {
        var told = room.receiver();
        var notTold = room.receiver();
        room.subscribe(told, ",\"filter\":{\"min_confidence\":0.9}");
        room.subscribe(notTold, ",\"filter\":{\"min_confidence\":0.995}");

        room.publish(
                opening,
                opening.revision(2).confidence(0.2).retracted(),
                SomeIncident.opening("j").confidence(0.999));

        await().untilAsserted(() -> assertThat(told.saidOf("i")).containsExactly("opened 1", "retracted 2"));
        await().untilAsserted(() -> assertThat(notTold.saidOf("j")).containsExactly("opened 1"));
        assertThat(notTold.saidOf("i")).isEmpty();
    }

    @Test
    void keepsNoMoreFinishedMessagesThanItMay() {
        room.close();
        room = EngineRoom.of(
                new DeliveryConfig(RetrySchedule.DEFAULT, Duration.ofSeconds(8), 4, 3, 50, Gathering.DEFAULT));
        var receiver = room.receiver();
        var issued = room.subscribe(receiver, "");

        for (var i = 0; i < 10; i++) {
            var incident = SomeIncident.opening("i" + i);
            room.publish(incident, incident.revision(2).closed());
        }

        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(20));
        await().untilAsserted(() -> assertThat(room.deliveries(issued)).hasSizeLessThanOrEqualTo(4));
        await().untilAsserted(() -> assertThat(
                        room.log().contents(Topics.DELIVERIES).keySet().stream().filter(key -> key.startsWith("msg_")))
                .hasSameSizeAs(room.deliveries(issued)));
    }

    private List<String> incidentsWritten() {
        return room.log().writes().stream()
                .filter(write -> write.key().startsWith("msg_") && write.document() != null)
                .map(write -> new JsonObject(String.valueOf(write.document())))
                .map(message -> message.getString("incident") + " " + message.getInteger("revision"))
                .distinct()
                .toList();
    }

    private List<String> statesWritten() {
        return room.log().writes().stream()
                .filter(write -> write.key().startsWith("msg_") && write.document() != null)
                .map(write -> new JsonObject(String.valueOf(write.document())).getString("state"))
                .toList();
    }

    private static HttpHeaders headers(Receiver.Got got) {
        return HttpHeaders.of(
                got.headers().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
                (name, value) -> true);
    }
}
