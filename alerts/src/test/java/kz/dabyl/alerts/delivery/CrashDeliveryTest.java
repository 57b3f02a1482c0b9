package kz.dabyl.alerts.delivery;

import static kz.dabyl.alerts.fakes.EngineRoom.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.subscriptions.Subscription.State;
import kz.dabyl.model.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashDeliveryTest {

    private final SomeIncident opening = SomeIncident.opening("i");
    private final EngineRoom room = EngineRoom.retrying(times(20, Duration.ofMillis(40)));

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aMessageThatFailedBeforeTheCrashArrivesAfterItUnderTheSameId() {
        var receiver = room.receiver().always(Receiver.status(500));
        var issued = room.subscribe(receiver, "");
        room.publish(opening);
        await().untilAsserted(() -> assertThat(receiver.got()).hasSizeGreaterThan(1));

        room.kill();
        receiver.always(Receiver.status(204));
        room.startAgain();

        await().untilAsserted(
                        () -> assertThat(room.deliveries(issued).get(0).state()).isEqualTo(Message.State.DELIVERED));
        assertThat(receiver.got())
                .extracting(Receiver.Got::id)
                .containsOnly(receiver.got().get(0).id());
        assertThat(receiver.got())
                .extracting(Receiver.Got::body)
                .containsOnly(receiver.got().get(0).body());
    }

    @Test
    void aTryThatWasUnderWayAtTheCrashIsRepeatedUnderTheSameId() throws InterruptedException {
        var arrived = new CountDownLatch(1);
        var receiver = room.receiver().always(request -> arrived.countDown());
        room.subscribe(receiver, "");
        room.publish(opening);
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

        room.kill();
        receiver.always(Receiver.status(204));
        room.startAgain();

        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(2));
        assertThat(receiver.got().get(1).id()).isEqualTo(receiver.got().get(0).id());
    }

    @Test
    void whatWasNeverTriedGoesFirst() {
        var schedule = new RetrySchedule(List.of(times(1_000, Duration.ofMillis(40))), 0);
        var config = new DeliveryConfig(schedule, Duration.ofMinutes(5), 4, 500, 50, Gathering.DEFAULT);
        try (var patient = EngineRoom.of(config)) {
            var receiver = patient.receiver().always(Receiver.status(500));
            var issued = patient.subscribe(receiver, "");
            for (var i = 0; i < 8; i++) {
                patient.publish(SomeIncident.opening("tried" + i));
            }
            await().untilAsserted(() -> assertThat(patient.deliveries(issued))
                    .hasSize(8)
                    .allMatch(message -> message.progress().tries() > 0));
            var hanging = new AtomicInteger();
            receiver.always(request -> hanging.incrementAndGet());
            await().until(() -> hanging.get() == config.parallel());
            patient.publish(opening);
            await().untilAsserted(() -> assertThat(patient.deliveries(issued)).hasSize(9));

            patient.kill();
            patient.startAgain();
            await().until(() -> hanging.get() == 2 * config.parallel());

            assertThat(receiver.saidOf("i")).containsExactly("opened 1");
        }
    }

    @Test
    void whatIsPublishedWhileNoEngineRunsIsDeliveredAfterwards() {
        var receiver = room.receiver();
        room.subscribe(receiver, "");
        room.publish(opening);
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));

        room.kill();
        room.publishUnseen(
                opening.revision(2).confirmed(), opening.revision(3).confirmed().retracted());
        room.startAgain();

        await().untilAsserted(() ->
                assertThat(receiver.saidOf("i")).containsExactly("opened 1", "confirmed 2", "retracted 3"));
    }

    @Test
    void whatWasDeliveredIsNotSentAgainWhenTheCursorWasLost() {
        var receiver = room.receiver();
        var issued = room.subscribe(receiver, "");
        room.publish(opening, opening.revision(2));
        await().untilAsserted(() -> assertThat(room.deliveries(issued))
                .extracting(Message::state)
                .containsExactly(Message.State.DELIVERED, Message.State.DELIVERED));

        room.kill();
        room.log().contents(Topics.DELIVERIES).remove(Sorter.CURSOR);
        room.publishUnseen(opening.revision(3));
        room.startAgain();

        await().untilAsserted(
                        () -> assertThat(receiver.saidOf("i")).containsExactly("opened 1", "updated 2", "updated 3"));
    }

    @Test
    void aDisabledSubscriptionStaysDisabledAndItsMessagesAreDropped() {
        var receiver = room.receiver().then(410);
        var issued = room.subscribe(receiver, "");
        room.publish(opening);
        await().untilAsserted(
                        () -> assertThat(room.found(issued).standing().state()).isEqualTo(State.ENDED));

        room.kill();
        room.publishUnseen(opening.revision(2));
        room.startAgain();
        room.publish(opening.revision(3));

        assertThat(room.found(issued).standing().state()).isEqualTo(State.ENDED);
        assertThat(room.deliveries(issued)).hasSize(1);
        assertThat(receiver.got()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatChangedWhileItWasDisabledIsToldWhereverItDiesWhenItIsEnabled(int writes) {
        var receiver = room.receiver();
        var issued = room.subscribe(receiver, "");
        var id = issued.subscription().id();
        room.publish(opening);
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));
        receiver.then(410);
        Receiver.await(room.desk().test(id));
        await().untilAsserted(() -> assertThat(room.found(issued).active()).isFalse());
        room.publish(opening.next().closed());

        room.log().dieAfter(writes);
        room.desk().enable(id).onFailure(e -> {});
        await().until(room.log()::dead);
        room.kill();
        room.startAgain();
        Receiver.await(room.desk().enable(id));

        await().untilAsserted(() ->
                assertThat(receiver.got()).extracting(Receiver.Got::type).contains("incident.closed"));
    }

    @Test
    void theMessagesOfADeletedSubscriptionAreForgotten() {
        var receiver = room.receiver();
        var issued = room.subscribe(receiver, "");
        room.publish(opening);
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));

        room.kill();
        room.log().contents(Topics.SUBSCRIPTIONS).remove(issued.subscription().id());
        room.startAgain();

        await().untilAsserted(
                        () -> assertThat(room.log().contents(Topics.DELIVERIES)).containsOnlyKeys(Sorter.CURSOR));
    }

    @Test
    void theMessagesOfASubscriptionThatCannotBeReadAreKeptForWhoCanReadIt() {
        var receiver = room.receiver();
        var issued = room.subscribe(receiver, "");
        room.publish(opening);
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));
        room.kill();
        var documents = room.log().contents(Topics.SUBSCRIPTIONS);
        var readable = documents.put(issued.subscription().id(), "{\"of\":\"a newer version\"}");

        room.startAgain();
        room.kill();
        room.log()
                .contents(Topics.SUBSCRIPTIONS)
                .put(issued.subscription().id(), java.util.Objects.requireNonNull(readable));
        room.startAgain();
        room.publish(opening.next().closed());

        await().untilAsserted(() ->
                assertThat(receiver.got()).extracting(Receiver.Got::said).contains("closed 2"));
    }

    @Test
    void goesOnWithANewLogOfIncidentsWhereTheOldOneWasLost() {
        var receiver = room.receiver();
        room.publish(opening, opening.revision(2));
        room.subscribe(receiver, "");
        room.publish(opening.revision(3));
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));

        room.kill();
        room.forgetIncidents();
        room.startAgain();
        room.publish(SomeIncident.opening("new"));

        await().untilAsserted(() -> assertThat(receiver.saidOf("new")).containsExactly("opened 1"));
    }

    /** The writes are: two messages, the cursor, two outcomes; then nothing is left to crash into. */
    @ParameterizedTest(name = "after {0} writes")
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void nothingIsLostWhereverBetweenTwoWritesItDies(int writes) {
        var one = room.receiver();
        var other = room.receiver();
        var first = room.subscribe(one, "");
        var second = room.subscribe(other, "");
        room.log().dieAfter(writes);
        room.publish(opening);
        await().until(() -> room.log().dead());

        room.kill();
        room.startAgain();
        room.publish(opening.revision(2).closed());

        for (var issued : List.of(first, second)) {
            await().untilAsserted(() -> assertThat(room.deliveries(issued))
                    .extracting(message -> message.state() + " " + message.revision())
                    .containsExactly("DELIVERED 2", "DELIVERED 1"));
        }
        for (var receiver : List.of(one, other)) {
            assertThat(firstArrivals(receiver, "i")).containsExactly("opened 1", "closed 2");
            assertThat(idsOf(receiver, "i")).isEqualTo(2);
        }
    }

    /** Crashes at random moments while revisions come and a receiver fails at random. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingIsLostNorDoubledNorOutOfOrderThroughManyCrashes(long seed) {
        var random = new Random(seed);
        var receiver = room.receiver();
        receiver.always(request -> request.response()
                .setStatusCode(random.nextInt(3) == 0 ? 500 : 204)
                .end());
        var issued = room.subscribe(receiver, "");
        var revisions = new HashMap<String, Integer>();

        for (var crash = 0; crash < 8; crash++) {
            for (var i = 0; i < 5; i++) {
                room.publish(nextRevision(revisions, "i" + random.nextInt(3)));
            }
            var enough = receiver.got().size() + random.nextInt(4);
            await().pollInterval(Duration.ofMillis(1))
                    .untilAsserted(() -> assertThat(receiver.got()).hasSizeGreaterThanOrEqualTo(enough));
            room.kill();
            room.publishUnseen(nextRevision(revisions, "i" + random.nextInt(3)));
            room.startAgain();
        }

        await().untilAsserted(() -> assertThat(room.deliveries(issued))
                .hasSize(48)
                .extracting(Message::state)
                .containsOnly(Message.State.DELIVERED));
        revisions.forEach((incident, last) -> {
            assertThat(firstArrivals(receiver, incident))
                    .isEqualTo(IntStream.rangeClosed(1, last)
                            .mapToObj(n -> (n == 1 ? "opened " : "updated ") + n)
                            .toList());
            assertThat(idsOf(receiver, incident)).isEqualTo(last);
        });
    }

    private static SomeIncident nextRevision(Map<String, Integer> revisions, String incident) {
        return SomeIncident.opening(incident).revision(revisions.merge(incident, 1, Integer::sum));
    }

    /** What was said of an incident, each by its first arrival. */
    private static List<String> firstArrivals(Receiver receiver, String incident) {
        return new ArrayList<>(new LinkedHashSet<>(receiver.saidOf(incident)));
    }

    private static int idsOf(Receiver receiver, String incident) {
        var ids = new HashSet<String>();
        receiver.matching(
                        got -> incident.equals(got.json().getJsonObject("data").getString("id")))
                .forEach(got -> ids.add(got.id()));
        return ids.size();
    }
}
