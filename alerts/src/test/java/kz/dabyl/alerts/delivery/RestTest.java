package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import kz.dabyl.alerts.delivery.SubscriptionDesk.Issued;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
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
