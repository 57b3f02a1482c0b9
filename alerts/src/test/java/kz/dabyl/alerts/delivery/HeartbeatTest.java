package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.FakeService;
import kz.dabyl.alerts.fakes.FakeService.Reply;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.subscriptions.Subscription.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final EngineRoom room = EngineRoom.at("2021-04-24T07:00:00Z");
    private final Receiver receiver = room.receiver();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void comesWithTheLastSequenceNumberWhenNothingElseDid() {
        room.publish(SomeIncident.opening("i"), SomeIncident.opening("i").next());
        room.subscribe(receiver, ",\"heartbeat_s\":1");

        await().untilAsserted(() -> assertThat(receiver.got()).hasSizeGreaterThanOrEqualTo(2));
        assertThat(receiver.got()).extracting(Receiver.Got::type).containsOnly("heartbeat");
        assertThat(receiver.got()).extracting(Receiver.Got::id).doesNotHaveDuplicates();
        var data = receiver.got().get(0).json().getJsonObject("data");
        assertThat(data.getLong("sequence")).isEqualTo(1);
        assertThat(data.getInteger("undelivered")).isZero();
    }

    @Test
    void comesAtOnceFromWhoDoesNotKnowWhenTheLastOneDid() {
        room.publish(SomeIncident.opening("i"));
        room.subscribe(receiver, ",\"heartbeat_s\":3600");

        room.kill();
        room.startAgain();

        await().untilAsserted(() ->
                assertThat(receiver.got()).extracting(Receiver.Got::type).containsExactly("heartbeat"));
        assertThat(receiver.got().get(0).json().getJsonObject("data").getLong("sequence"))
                .isZero();
    }

    @Test
    void isTriedAgainUnderOneIdUntilItArrives() {
        room.subscribe(receiver.then(503), ",\"heartbeat_s\":3600");

        room.kill();
        room.startAgain();

        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(2));
        assertThat(receiver.got())
                .extracting(Receiver.Got::id)
                .containsOnly(receiver.got().get(0).id());
        assertThat(receiver.got())
                .extracting(Receiver.Got::body)
                .containsOnly(receiver.got().get(0).body());
    }

    @Test
    void isNotTriedAgainWhereNtfySaysThatTheDaysMessagesAreUsedUp() {
        try (var hasty = EngineRoom.retrying(EngineRoom.times(5, Duration.ofMillis(20)))) {
            var ntfy = FakeService.start(hasty.vertx, call -> Reply.of(429, "{\"code\":42908,\"http\":429}"));
            hasty.subscribe(
                    "{\"channel\":\"ntfy\",\"base_url\":\"" + ntfy.base() + "\",\"topic\":\"t\",\"heartbeat_s\":3600}");
            hasty.subscribe(receiver.then(503, 503, 503, 503), ",\"heartbeat_s\":3600");

            hasty.kill();
            hasty.startAgain();

            await().untilAsserted(() -> assertThat(ntfy.calls()).isNotEmpty());
            // Of the five tries the kill may have cut one off on its way.
            await().untilAsserted(() -> assertThat(receiver.got()).hasSizeBetween(4, 5));
            assertThat(ntfy.calls()).hasSize(1);
        }
    }

    @Test
    void isSentWhateverTheLastOneMet() {
        try (var patient = EngineRoom.retrying(Duration.ofHours(1))) {
            receiver.always(Receiver.status(500));
            var issued = patient.subscribe(receiver, ",\"heartbeat_s\":1");

            await().untilAsserted(() -> assertThat(receiver.got()).hasSizeGreaterThanOrEqualTo(3));

            assertThat(patient.found(issued).standing().state()).isEqualTo(State.ACTIVE);
            assertThat(patient.deliveries(issued)).isEmpty();
        }
    }

    @Test
    void disablesWhoTakesNoneForAsLongAsAMessageIsTriedAndSaysSo() {
        try (var patient = EngineRoom.retrying(Duration.ofHours(1))) {
            var other = patient.receiver();
            var fallback = patient.subscribe(other, "").subscription().id();
            receiver.always(Receiver.status(500));
            var issued = patient.subscribe(receiver, ",\"heartbeat_s\":1,\"fallback\":\"" + fallback + "\"");
            await().untilAsserted(() -> assertThat(receiver.got()).isNotEmpty());

            // Time counts from when the first failure is noticed, which nothing shows: so the clock goes on and on.
            await().until(() -> {
                patient.clock.advance(Duration.ofMinutes(61));
                return !other.got().isEmpty();
            });

            assertThat(other.got()).extracting(Receiver.Got::type).containsExactly("subscription.disabled");
            assertThat(patient.found(issued).standing().reason())
                    .isEqualTo("a message could not be delivered: the receiver answered 500");
        }
    }

    @Test
    void doesNotCountTheTimeInWhichTheReceiverWantedToBeLeftAlone() {
        try (var patient = EngineRoom.retrying(Duration.ofHours(1))) {
            var other = patient.receiver();
            receiver.always(request -> request.response()
                    .setStatusCode(429)
                    .putHeader("retry-after", "7200")
                    .end());
            var issued = patient.subscribe(receiver, ",\"heartbeat_s\":1");
            patient.subscribe(other, ",\"heartbeat_s\":1");
            await().untilAsserted(() -> assertThat(receiver.got()).isNotEmpty());
            await().atMost(Duration.ofSeconds(30)).until(() -> getsNoneWhile(other));
            var sent = receiver.got().size();

            receiver.always(Receiver.status(500));
            patient.clock.advance(Duration.ofHours(2));

            await().untilAsserted(() -> assertThat(receiver.got()).hasSizeGreaterThanOrEqualTo(sent + 3));
            assertThat(patient.found(issued).standing().state()).isEqualTo(State.ACTIVE);
            await().until(() -> {
                patient.clock.advance(Duration.ofMinutes(61));
                return patient.found(issued).standing().state() == State.DISABLED;
            });
        }
    }

    private boolean getsNoneWhile(Receiver other) {
        var sent = receiver.got().size();
        var beats = other.got().size();
        await().untilAsserted(() -> assertThat(other.got()).hasSizeGreaterThanOrEqualTo(beats + 3));
        return receiver.got().size() == sent;
    }

    @Test
    void stopsWithTheSubscription() {
        receiver.then(410);
        var issued = room.subscribe(receiver, ",\"heartbeat_s\":1");
        var other = room.receiver();
        room.subscribe(other, ",\"heartbeat_s\":1");

        await().untilAsserted(
                        () -> assertThat(room.found(issued).standing().state()).isEqualTo(State.ENDED));
        var sent = receiver.got().size();
        var beats = other.got().size();
        await().untilAsserted(() -> assertThat(other.got()).hasSizeGreaterThanOrEqualTo(beats + 2));

        assertThat(receiver.got()).hasSize(sent);
    }

    @Test
    void isNotSentToWhomItWasNotPromised() {
        room.subscribe(receiver, "");
        var other = room.receiver();
        room.subscribe(other, ",\"heartbeat_s\":1");

        await().untilAsserted(() -> assertThat(other.got()).hasSizeGreaterThanOrEqualTo(2));

        assertThat(receiver.got()).isEmpty();
    }
}
