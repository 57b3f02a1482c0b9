package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import kz.dabyl.alerts.delivery.SubscriptionDesk.Issued;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A message to people that is durable while the note of with what it is said is not: the broker takes its time. */
class NotedBeforeSaidTest {

    private static final Duration ASKED = Duration.ofHours(1);

    private final EngineRoom room = EngineRoom.at("2021-04-24T07:00:30Z");
    private final Receiver receiver = room.receiver();

    /** Gets signs of life, which need no log: what could have been sent by then was. */
    private final Receiver beating = room.receiver();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void isNotSaidBeforeTheNoteIsDurable() {
        waitForTheNote();

        letTimePass();
        assertThat(receiver.got()).isEmpty();

        await().until(() -> {
            room.log().acknowledge();
            return !receiver.got().isEmpty();
        });
    }

    @Test
    void isNotSaidWhereTheReceiverAskedToBeLeftAloneMeanwhile() {
        receiver.always(request -> request.response()
                .setStatusCode(429)
                .putHeader("retry-after", String.valueOf(ASKED.toSeconds()))
                .end());
        var issued = waitForTheNote();
        var test = room.desk().test(issued.subscription().id());
        await().until(() -> {
            acknowledgeAllButTheNote();
            return test.isComplete() && written("\"type\":\"test\"", "\"attempts\":1");
        });

        room.log().acknowledge();
        letTimePass();
        assertThat(receiver.got()).hasSize(1);

        receiver.always(Receiver.status(200));
        room.clock.advance(ASKED);
        room.publish(SomeIncident.opening("j"));
        await().until(() -> {
            room.log().acknowledge();
            return receiver.got().size() > 1;
        });
    }

    @Test
    void isNotSaidWhereTheSubscriptionIsDeletedMeanwhile() {
        var issued = waitForTheNote();
        var deleted = room.desk().unsubscribe(issued.subscription().id());
        await().until(() -> {
            acknowledgeAllButTheNote();
            return deleted.isComplete();
        });

        room.log().acknowledge();
        letTimePass();

        assertThat(receiver.got()).isEmpty();
    }

    private Issued waitForTheNote() {
        room.subscribe(beating, ",\"heartbeat_s\":1");
        var issued = room.subscribe("{\"channel\":\"slack\",\"url\":\"" + receiver.url() + "\"}");
        room.log().slow();
        room.publish(SomeIncident.opening("i"));
        await().until(() -> {
            acknowledgeAllButTheNote();
            return written("said_as", issued.subscription().id());
        });
        return issued;
    }

    private void acknowledgeAllButTheNote() {
        room.log().acknowledge(write -> !String.valueOf(write.document()).contains("said_as"));
    }

    private boolean written(String one, String other) {
        return room.log().writes().stream()
                .map(write -> String.valueOf(write.document()))
                .anyMatch(document -> document.contains(one) && document.contains(other));
    }

    private void letTimePass() {
        var before = beating.got().size();
        await().untilAsserted(() -> assertThat(beating.got()).hasSizeGreaterThanOrEqualTo(before + 2));
    }
}
