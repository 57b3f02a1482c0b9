package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.alerts.delivery.SubscriptionDesk.Issued;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.subscriptions.Subscription.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A receiver that asks to be left alone for an hour when it is first told of an incident. */
class RestTest {

    private static final Duration ASKED = Duration.ofHours(1);

    private final EngineRoom room = EngineRoom.at("2021-04-24T07:00:30Z");
    private final Receiver receiver = room.receiver();
    private final Receiver other = room.receiver();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void triesAMessageNoSoonerThanTheReceiverAsks() {
        var issued = subscribe("");

        meetTheWish(issued);

        var progress = room.deliveries(issued).get(0).progress();
        assertThat(progress.nextTry() - progress.lastTry().orElseThrow()).isBetween(3_600_000L, 3_620_000L);
    }

    @Test
    void sendsNothingElseMeanwhile() {
        var issued = subscribe("");
        meetTheWish(issued);

        tellOther("j");
        assertThat(receiver.got()).hasSize(1);
        room.clock.advance(ASKED);
        room.publish(SomeIncident.opening("k"));

        await().untilAsserted(() -> assertThat(receiver.saidOf("k")).containsExactly("opened 1"));
    }

    @Test
    void sendsNothingElseToPeopleMeanwhile() {
        answer();
        var issued = room.subscribe("{\"channel\":\"slack\",\"url\":\"" + receiver.url() + "\"}");
        room.subscribe(other, "");
        meetTheWish(issued);

        room.clock.advance(Duration.ofMinutes(1));
        tellOther("j");
        assertThat(receiver.got()).hasSize(1);
        room.clock.advance(ASKED);
        room.publish(SomeIncident.opening("k"));

        await().untilAsserted(() -> assertThat(receiver.got()).hasSizeGreaterThan(1));
    }

    @Test
    void givesNoSignOfLifeMeanwhile() {
        var issued = subscribe(",\"heartbeat_s\":1");
        meetTheWish(issued);

        var sent = receiver.got().size();
        var beats = other.got().size();
        await().untilAsserted(() -> assertThat(other.got()).hasSizeGreaterThanOrEqualTo(beats + 3));

        // One may have been under way.
        assertThat(receiver.got()).hasSizeLessThanOrEqualTo(sent + 1);
    }

    @Test
    void tellsAnAlertmanagerNothingAgainMeanwhile() {
        try (var standing = EngineRoom.repeating(Duration.ofMillis(50))) {
            var manager = standing.receiver().always(Receiver.status(200));
            var calm = standing.receiver().always(Receiver.status(200));
            standing.subscribe(alertmanager(manager, ""));
            standing.subscribe(alertmanager(calm, ""));
            standing.publish(SomeIncident.opening("i"), SomeIncident.opening("j"));
            await().untilAsserted(() -> assertThat(manager.got()).hasSizeGreaterThanOrEqualTo(4));
            var asked = new AtomicInteger();

            manager.always(request -> {
                asked.incrementAndGet();
                leaveAlone(request);
            });

            await().untilAsserted(() -> assertThat(asked).hasPositiveValue());
            awaitMore(calm, 6);
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void showsAnAlertmanagerNoWatchdogMeanwhile() {
        try (var standing = EngineRoom.repeating(Duration.ofMillis(50))) {
            var manager = standing.receiver().always(RestTest::leaveAlone);
            var calm = standing.receiver().always(Receiver.status(200));
            standing.subscribe(alertmanager(manager, ",\"heartbeat_s\":3600"));
            standing.subscribe(alertmanager(calm, ",\"heartbeat_s\":3600"));

            await().untilAsserted(() -> assertThat(manager.got()).isNotEmpty());
            awaitMore(calm, 3);

            assertThat(manager.got()).hasSize(1);
        }
    }

    @Test
    void isOverWhenTheReceiverStillAsksAfterAllTheTimeThatAMessageHas() {
        try (var patient = EngineRoom.retrying(EngineRoom.times(9, Duration.ofMinutes(10)))) {
            receiver.always(RestTest::leaveAlone);
            var issued = patient.subscribe(receiver, "");
            patient.publish(SomeIncident.opening("i"));
            awaitTries(patient, issued, 1);
            patient.clock.advance(ASKED);
            patient.publish(SomeIncident.opening("i").revision(2).confirmed());
            awaitTries(patient, issued, 2);
            assertThat(patient.found(issued).standing().state()).isEqualTo(State.ACTIVE);

            patient.clock.advance(ASKED);
            patient.publish(SomeIncident.opening("i").revision(3).confirmed().closed());

            await().untilAsserted(() ->
                    assertThat(patient.found(issued).standing().state()).isEqualTo(State.DISABLED));
            receiver.always(Receiver.status(204));
            Receiver.await(patient.desk().enable(issued.subscription().id()));
            patient.publish(SomeIncident.opening("k"));
            await().untilAsserted(() -> assertThat(receiver.saidOf("k")).containsExactly("opened 1"));
        }
    }

    @Test
    void showsWhenWhatWaitsForItsEndIsTried() {
        var issued = subscribe("");
        meetTheWish(issued);
        tellOther("j");

        var until = room.clock.millis() + ASKED.toMillis();
        assertThat(room.deliveries(issued))
                .hasSize(2)
                .allMatch(message -> message.progress().nextTry() > until - 60_000);
    }

    private static String alertmanager(Receiver receiver, String more) {
        return "{\"channel\":\"alertmanager\",\"base_url\":\"http://127.0.0.1:" + receiver.port() + "\"" + more + "}";
    }

    private static void leaveAlone(HttpServerRequest request) {
        request.response()
                .setStatusCode(429)
                .putHeader("retry-after", String.valueOf(ASKED.toSeconds()))
                .end();
    }

    private static void awaitMore(Receiver receiver, int requests) {
        var before = receiver.got().size();
        await().untilAsserted(() -> assertThat(receiver.got()).hasSizeGreaterThanOrEqualTo(before + requests));
    }

    private static void awaitTries(EngineRoom room, Issued issued, int tries) {
        await().untilAsserted(() -> assertThat(room.deliveries(issued))
                .anyMatch(message -> message.progress().tries() == tries));
    }

    private Issued subscribe(String more) {
        answer();
        var issued = room.subscribe(receiver, more);
        room.subscribe(other, more);
        return issued;
    }

    private void answer() {
        var asked = new AtomicBoolean();
        receiver.always(request -> request.response()
                .setStatusCode(isSignOfLife() || !asked.compareAndSet(false, true) ? 204 : 429)
                .putHeader("retry-after", String.valueOf(ASKED.toSeconds()))
                .end());
    }

    private boolean isSignOfLife() {
        return receiver.got().get(receiver.got().size() - 1).body().contains("\"heartbeat\"");
    }

    private void meetTheWish(Issued issued) {
        room.publish(SomeIncident.opening("i"));
        await().untilAsserted(() ->
                assertThat(room.deliveries(issued).get(0).progress().tries()).isEqualTo(1));
    }

    /** When the other has it, the one had its turn. */
    private void tellOther(String incident) {
        room.publish(SomeIncident.opening(incident));
        await().untilAsserted(() -> assertThat(other.saidOf(incident)).containsExactly("opened 1"));
    }
}
