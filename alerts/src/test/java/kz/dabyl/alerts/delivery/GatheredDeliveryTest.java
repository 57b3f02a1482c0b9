package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import kz.dabyl.alerts.delivery.SubscriptionDesk.Issued;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.subscriptions.TermsReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many incidents at once, to people. */
class GatheredDeliveryTest {

    private static final int CELLS = 40;

    private final EngineRoom room = EngineRoom.of(new DeliveryConfig(
            new RetrySchedule(List.of(EngineRoom.times(5, Duration.ofMillis(400))), 0),
            Duration.ofSeconds(8),
            4,
            500,
            50,
            new Gathering(Duration.ofMillis(1500), 100)));
    private final Receiver receiver = room.receiver();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void fortyThatOpenAtOnceAreTwoMessages() {
        var issued = subscribe("slack");

        openAll();

        awaitDelivered(issued, CELLS);
        assertThat(receiver.got()).hasSize(2);
    }

    @Test
    void fortyToAProgramAreForty() {
        var issued = room.subscribe(receiver, "");

        openAll();

        awaitDelivered(issued, CELLS);
        assertThat(receiver.got()).hasSize(CELLS);
    }

    @Test
    void whatFailsAsOneIsTriedAgainAsOne() {
        receiver.then(204, 500, 500);
        var issued = subscribe("slack");

        openAll();

        awaitDelivered(issued, CELLS);
        assertThat(receiver.got()).hasSize(4);
        assertThat(receiver.got().get(1).body()).isEqualTo(receiver.got().get(3).body());
        assertThat(room.deliveries(issued))
                .extracting(message -> message.progress().tries())
                .containsOnly(1, 3);
    }

    @Test
    void whatWasToldAsOneGoesOnAlone() {
        var issued = subscribe("slack");
        openAll();
        awaitDelivered(issued, CELLS);

        room.publish(SomeIncident.opening("i7").revision(2).confirmed());

        awaitDelivered(issued, CELLS + 1);
        assertThat(receiver.got()).hasSize(3);
    }

    @Test
    void whatWaitsForCompanyOutlivesTheProcess() {
        var issued = subscribe("slack");
        openAll();
        await().untilAsserted(() -> assertThat(receiver.got()).isNotEmpty());
        await().untilAsserted(() -> assertThat(room.deliveries(issued)).hasSize(CELLS));

        room.kill();
        room.startAgain();

        awaitDelivered(issued, CELLS);
    }

    private Issued subscribe(String channel) {
        var text = "{\"channel\":\"" + channel + "\",\"url\":\"" + receiver.url() + "\"}";
        var terms = ((TermsReader.Result.Ok) TermsReader.read(text, true)).terms();
        return Receiver.await(room.desk().subscribe(terms));
    }

    private void openAll() {
        for (var i = 0; i < CELLS; i++) {
            room.publish(SomeIncident.opening("i" + i));
        }
    }

    private void awaitDelivered(Issued issued, int messages) {
        await().untilAsserted(() -> assertThat(room.deliveries(issued))
                .hasSize(messages)
                .allMatch(message -> message.state() == Message.State.DELIVERED));
    }
}
