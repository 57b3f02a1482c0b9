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

    /** No test waits so long: the clock is set, and the next that opens makes us look at it. */
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final EngineRoom room = EngineRoom.of(new DeliveryConfig(
            new RetrySchedule(List.of(EngineRoom.times(5, Duration.ofSeconds(1))), 0),
            Duration.ofSeconds(8),
            4,
            500,
            50,
            new Gathering(WINDOW, 100)));
    private final Receiver receiver = room.receiver();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void fortyThatOpenAtOnceAreTwoMessages() {
        var issued = subscribe("slack");

        openAll(issued);

        awaitDelivered(issued, CELLS);
        assertThat(receiver.got()).hasSize(2);
    }

    @Test
    void fortyToAProgramAreForty() {
        var issued = room.subscribe(receiver, "");

        openAll(issued);

        awaitDelivered(issued, CELLS);
        assertThat(receiver.got()).hasSize(CELLS);
    }

    @Test
    void whatFailsAsOneIsTriedAgainAsOne() {
        receiver.then(204, 500, 500);
        var issued = subscribe("slack");

        openAll(issued);

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
        openAll(issued);
        awaitDelivered(issued, CELLS);

        room.publish(SomeIncident.opening("i7").revision(2).confirmed());

        awaitDelivered(issued, CELLS + 1);
        assertThat(receiver.got()).hasSize(3);
    }

    @Test
    void whatWaitsForCompanyOutlivesTheProcess() {
        var issued = subscribe("slack");
        open(issued, 0, CELLS);

        room.kill();
        room.startAgain();
        room.clock.advance(WINDOW);
        open(issued, CELLS, CELLS + 1);
        room.clock.advance(WINDOW);
        open(issued, CELLS + 1, CELLS + 2);

        awaitDelivered(issued, CELLS + 2);
    }

    private Issued subscribe(String channel) {
        var text = "{\"channel\":\"" + channel + "\",\"url\":\"" + receiver.url() + "\"}";
        var terms = ((TermsReader.Result.Ok) TermsReader.read(text, true)).terms();
        return Receiver.await(room.desk().subscribe(terms));
    }

    /** All but the last at once, that one when the window is over. */
    private void openAll(Issued issued) {
        open(issued, 0, CELLS - 1);
        room.clock.advance(WINDOW);
        open(issued, CELLS - 1, CELLS);
    }

    private void open(Issued issued, int from, int to) {
        for (var i = from; i < to; i++) {
            room.publish(SomeIncident.opening("i" + i));
        }
        await().untilAsserted(() -> assertThat(room.deliveries(issued)).hasSize(to));
        await().untilAsserted(() -> assertThat(receiver.got()).isNotEmpty());
    }

    private void awaitDelivered(Issued issued, int messages) {
        await().untilAsserted(() -> assertThat(room.deliveries(issued))
                .hasSize(messages)
                .allMatch(message -> message.state() == Message.State.DELIVERED));
    }
}
