package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import kz.dabyl.alerts.delivery.SubscriptionDesk.Issued;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Almaty, some seconds before 07:00, when the quiet hours end. */
class QuietHoursDeliveryTest {

    private static final String QUIET =
            ",\"quiet_hours\":{\"from\":\"23:00\",\"until\":\"07:00\",\"zone\":\"Asia/Almaty\"}";

    private final SomeIncident opening = SomeIncident.opening("i");
    private final EngineRoom room = EngineRoom.at("2021-04-25T00:59:50Z");
    private final Receiver receiver = room.receiver();
    private Issued issued;

    @BeforeEach
    void subscribe() {
        issued = room.subscribe(receiver, QUIET);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void holdsAnOpeningAndTellsTheLatestOfItInTheMorning() {
        room.publish(opening, opening.revision(2).confirmed());
        await().untilAsserted(() -> assertThat(room.deliveries(issued))
                .extracting(message -> message.state() + " " + message.revision())
                .containsExactly("HELD 2", "DROPPED 1"));

        room.clock.advance(Duration.ofSeconds(8));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(receiver.saidOf("i")).containsExactly("opened 2"));
        assertThat(room.deliveries(issued))
                .extracting(message -> message.state() + " " + message.revision())
                .contains("DROPPED 1");
    }

    @Test
    void saysNothingOfWhatWasOverBeforeTheMorning() {
        room.publish(opening, opening.revision(2).closed(), SomeIncident.opening("j"));

        await().untilAsserted(() -> assertThat(room.deliveries(issued))
                .extracting(message -> message.state() + " " + message.lane())
                .containsExactlyInAnyOrder("HELD j", "DROPPED i"));
        assertThat(receiver.got()).isEmpty();
        assertThat(room.count("dropped")).isEqualTo(1);
    }

    @Test
    void remembersWhatItHoldsThroughACrash() {
        room.publish(opening);
        await().untilAsserted(() -> assertThat(room.deliveries(issued)).hasSize(1));

        room.kill();
        room.startAgain();
        assertThat(room.deliveries(issued)).extracting(Message::state).containsExactly(Message.State.HELD);
        room.clock.advance(Duration.ofMinutes(5));
        room.kill();
        room.startBlind();
        var other = room.receiver();
        room.subscribe(other, ",\"heartbeat_s\":1");
        await().untilAsserted(() -> assertThat(other.got()).isNotEmpty());
        room.readLog();

        await().untilAsserted(() -> assertThat(receiver.saidOf("i")).containsExactly("opened 1"));
    }

    @Test
    void doesNotTellInTheMorningWhatThenFailsTheFilter() {
        var choosy = room.subscribe(receiver, QUIET + ",\"filter\":{\"min_confidence\":0.9}");
        room.publish(opening, opening.revision(2).confidence(0.5));
        await().untilAsserted(() ->
                assertThat(room.deliveries(choosy)).extracting(Message::state).containsExactly(Message.State.HELD));

        room.clock.advance(Duration.ofMinutes(5));
        room.kill();
        room.startAgain();

        await().untilAsserted(() ->
                assertThat(room.deliveries(choosy)).extracting(Message::state).containsExactly(Message.State.DROPPED));
        await().untilAsserted(() -> assertThat(receiver.saidOf("i")).containsExactly("opened 2"));
    }

    @Test
    void tellsTheEndOfWhatTheyKnowInTheNight() {
        room.clock.advance(Duration.ofHours(-9));
        room.publish(opening);
        await().untilAsserted(() -> assertThat(receiver.saidOf("i")).containsExactly("opened 1"));

        room.clock.advance(Duration.ofHours(9));
        room.publish(
                opening.revision(2).confirmed(), opening.revision(3).confirmed().retracted());

        await().untilAsserted(() -> assertThat(receiver.saidOf("i")).containsExactly("opened 1", "retracted 3"));
    }
}
