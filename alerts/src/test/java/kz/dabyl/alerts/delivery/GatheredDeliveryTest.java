package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import kz.dabyl.alerts.delivery.SubscriptionDesk.Issued;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many incidents at once, to people. */
class GatheredDeliveryTest {

    private static final int CELLS = 40;

    /** No test waits so long: the clock is set, and the next that opens makes us look at it. */
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final EngineRoom room = EngineRoom.of(config(Duration.ofSeconds(1), Duration.ZERO));
    private final Receiver receiver = room.receiver();

    private static DeliveryConfig config(Duration wait, Duration patience) {
        return new DeliveryConfig(
                new RetrySchedule(List.of(EngineRoom.times(5, wait)), 0),
                Duration.ofSeconds(8),
                4,
                500,
                50,
                new Gathering(patience, WINDOW, 100));
    }

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
    void fortyAreOneMessageWhereTheFirstWaitsForTheOthers() {
        try (var patient = EngineRoom.of(config(Duration.ofSeconds(1), WINDOW))) {
            var issued = subscribe(patient, "slack");

            publish(patient, issued, 0, CELLS - 1, opening -> opening);
            assertThat(receiver.got()).isEmpty();
            patient.clock.advance(WINDOW);
            patient.publish(SomeIncident.opening("i" + (CELLS - 1)));

            awaitDelivered(patient, issued, CELLS);
            assertThat(receiver.got()).hasSize(1);
            assertThat(receiver.got().get(0).json().getString("text")).contains(CELLS + " incidents at once");
        }
    }

    @Test
    void fortyAreOneMessageWhereTheBrokerTakesThemOneAfterTheOther() {
        try (var patient = EngineRoom.of(config(Duration.ofSeconds(1), WINDOW))) {
            var issued = subscribe(patient, "slack");
            patient.log().slow();
            IntStream.range(0, CELLS).forEach(i -> patient.publish(SomeIncident.opening("i" + i)));
            await().untilAsserted(() -> assertThat(patient.deliveries(issued)).hasSize(1));

            patient.clock.advance(WINDOW);
            await().until(() -> {
                patient.log().acknowledge();
                return !receiver.got().isEmpty();
            });

            assertThat(receiver.got().get(0).json().getString("text")).contains(CELLS + " incidents at once");
        }
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
    void whatFailedAsOneIsSaidAgainAsOneByTheNextProcess() {
        try (var later = EngineRoom.of(config(Duration.ofHours(1), Duration.ZERO))) {
            receiver.then(204, 500);
            var issued = subscribe(later, "slack");
            all(later, issued, 0, opening -> opening);
            await().untilAsserted(() -> assertThat(later.deliveries(issued))
                    .allMatch(message -> message.progress().tries() == 1));

            later.kill();
            later.clock.advance(Duration.ofHours(2));
            later.startAgain();

            awaitDelivered(later, issued, CELLS);
            assertThat(receiver.got()).hasSize(3);
            assertThat(receiver.got().get(2).body())
                    .isEqualTo(receiver.got().get(1).body());
        }
    }

    @Test
    void whatIsConfirmedAtOnceOrOverAtOnceIsSaidAsSuch() {
        var issued = subscribe("slack");
        openAll(issued);
        awaitDelivered(issued, CELLS);

        all(room, issued, CELLS, opening -> opening.revision(2).confirmed());
        awaitDelivered(issued, 2 * CELLS);
        all(room, issued, 2 * CELLS, opening -> opening.revision(3).confirmed().closed());
        awaitDelivered(issued, 3 * CELLS);

        assertThat(receiver.got())
                .extracting(got -> got.json().getString("text").split(":", 2)[0])
                .element(3)
                .isEqualTo("Confirmed. 39 incidents at once");
        assertThat(receiver.got()).hasSize(6);
        assertThat(receiver.got().get(5).json().getString("text")).startsWith("Over. 39 incidents at once");
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

    @Test
    void whatWasUnderWayAloneAtTheCrashIsRepeatedAloneUnderItsId() {
        var issued = subscribeNumber();
        // It takes what it is sent, and its answer is lost with the process.
        receiver.always(request -> {});
        open(issued, 0, 10);

        room.kill();
        receiver.always(Receiver.status(200));
        room.startAgain();
        awaitSaid(issued, 1);
        room.clock.advance(WINDOW);
        open(issued, 10, 11);

        awaitDelivered(issued, 11);
        assertThat(ids()).hasSize(3);
        assertThat(ids().get(1)).isEqualTo(ids().get(0));
        assertThat(ids().get(2)).isNotEqualTo(ids().get(0));
    }

    @Test
    void whatWasUnderWayAsOneAtTheCrashIsRepeatedUnderItsId() {
        var issued = subscribeNumber();
        open(issued, 0, 10);
        awaitFirst(issued);
        receiver.always(request -> {});
        room.clock.advance(WINDOW);
        open(issued, 10, 11);
        awaitGot(2);
        open(issued, 11, 20);

        room.kill();
        receiver.always(Receiver.status(200));
        room.startAgain();
        awaitSaid(issued, 11);
        room.clock.advance(WINDOW);
        open(issued, 20, 21);

        awaitDelivered(issued, 21);
        assertThat(ids()).hasSize(4);
        assertThat(ids().get(2)).isEqualTo(ids().get(1));
        assertThat(ids().stream().distinct()).hasSize(3);
    }

    @Test
    void whatArrivedAsOneArrivedThoughTheProcessDiedWhileItNotedThat() {
        var issued = subscribeNumber();
        open(issued, 0, 10);
        awaitFirst(issued);
        receiver.always(request -> {
            room.log().dieAfter(3);
            request.response().setStatusCode(200).end();
        });
        room.clock.advance(WINDOW);
        room.publish(SomeIncident.opening("i10"));
        await().until(() -> room.log().dead());

        room.kill();
        room.startAgain();

        awaitDelivered(issued, 11);
        assertThat(receiver.got()).hasSize(2);
    }

    /** A gateway that is told the id of what it sends. */
    private Issued subscribeNumber() {
        return room.subscribe("{\"channel\":\"sms\",\"url\":\"" + receiver.url()
                + "\",\"body\":\"{\\\"id\\\":\\\"{id}\\\",\\\"text\\\":\\\"{text}\\\",\\\"to\\\":\\\"{to}\\\"}\","
                + "\"to\":[\"+77010000001\"]}");
    }

    private void awaitFirst(Issued issued) {
        awaitSaid(issued, 1);
    }

    /** What that leads to is done then too: only the next that opens makes us look at the clock. */
    private void awaitSaid(Issued issued, int messages) {
        awaitSaid(room, issued, messages);
    }

    private static void awaitSaid(EngineRoom room, Issued issued, int messages) {
        await().until(() -> room.deliveries(issued).stream()
                        .filter(message -> message.state() == Message.State.DELIVERED)
                        .count()
                >= messages);
    }

    private List<String> ids() {
        return receiver.got().stream().map(got -> got.json().getString("id")).toList();
    }

    private void awaitGot(int requests) {
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(requests));
    }

    private Issued subscribe(String channel) {
        return subscribe(room, channel);
    }

    private Issued subscribe(EngineRoom room, String channel) {
        return room.subscribe("{\"channel\":\"" + channel + "\",\"url\":\"" + receiver.url() + "\"}");
    }

    private void openAll(Issued issued) {
        all(room, issued, 0, opening -> opening);
    }

    /** The same of all but the last at once, of that one when the window is over. */
    private void all(EngineRoom room, Issued issued, int before, UnaryOperator<SomeIncident> then) {
        publish(room, issued, before, CELLS - 1, then);
        awaitSaid(room, issued, before + 1);
        room.clock.advance(WINDOW);
        room.publish(then.apply(SomeIncident.opening("i" + (CELLS - 1))));
        await().untilAsserted(() -> assertThat(room.deliveries(issued)).hasSize(before + CELLS));
    }

    private void open(Issued issued, int from, int to) {
        for (var i = from; i < to; i++) {
            room.publish(SomeIncident.opening("i" + i));
        }
        await().untilAsserted(() -> assertThat(room.deliveries(issued)).hasSize(to));
        await().untilAsserted(() -> assertThat(receiver.got()).isNotEmpty());
    }

    private static void publish(
            EngineRoom room, Issued issued, int before, int count, UnaryOperator<SomeIncident> then) {
        for (var i = 0; i < count; i++) {
            room.publish(then.apply(SomeIncident.opening("i" + i)));
        }
        await().untilAsserted(() -> assertThat(room.deliveries(issued)).hasSize(before + count));
    }

    private void awaitDelivered(Issued issued, int messages) {
        awaitDelivered(room, issued, messages);
    }

    private static void awaitDelivered(EngineRoom room, Issued issued, int messages) {
        await().untilAsserted(() -> assertThat(room.deliveries(issued))
                .hasSize(messages)
                .allMatch(message -> message.state() == Message.State.DELIVERED));
    }
}
