package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.incidents.Revision;
import kz.dabyl.alerts.routing.Told;
import kz.dabyl.alerts.subscriptions.EventType;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final String SUB = "sub_1";

    private final Ledger ledger = new Ledger();

    @Test
    void theFirstPendingMessageOfALaneGoesFirst() {
        var first = put("i", 1, Message.State.PENDING);
        var second = put("i", 2, Message.State.PENDING);
        put("j", 1, Message.State.PENDING);

        assertThat(ledger.head(SUB, "i")).contains(first);

        ledger.put(delivered(first));

        assertThat(ledger.head(SUB, "i")).contains(second);
    }

    @Test
    void countsWhatIsOnItsWayAsTold() {
        put("i", 1, Message.State.DELIVERED);
        put("i", 2, Message.State.PENDING);

        assertThat(ledger.told(SUB, "i")).map(Told::revision).contains(2);
    }

    @Test
    void knowsWhatWasToldBeforeAMessage() {
        var first = put("i", 1, Message.State.DELIVERED);
        put("i", 2, Message.State.DROPPED);
        var third = put("i", 3, Message.State.PENDING);

        assertThat(ledger.toldBefore(third).map(Told::revision)).contains(1);
        assertThat(ledger.toldBefore(first)).isEmpty();
    }

    @Test
    void doesNotCountWhatIsHeldOrWasDroppedAsTold() {
        put("i", 1, Message.State.DELIVERED);
        put("i", 2, Message.State.DROPPED);
        put("i", 3, Message.State.HELD);

        assertThat(ledger.told(SUB, "i")).map(Told::revision).contains(1);
        assertThat(ledger.told(SUB, "other")).isEmpty();
        assertThat(ledger.held(SUB, "i")).extracting(Message::revision).containsExactly(3);
    }

    @Test
    void theSurplusAreTheOldestFinishedMessages() {
        for (var i = 1; i <= 5; i++) {
            put("i" + i, 1, Message.State.DELIVERED, i);
        }
        put("waiting", 1, Message.State.PENDING, 0);

        assertThat(ledger.surplus(SUB, 3, incident -> false))
                .extracting(Message::lane)
                .containsExactlyInAnyOrder("i1", "i2");
        assertThat(ledger.surplus(SUB, 5, incident -> false)).isEmpty();
    }

    @Test
    void thereIsNoSurplusBeforeATenthMoreThanIsKept() {
        for (var i = 1; i <= 11; i++) {
            put("i" + i, 1, Message.State.DELIVERED, i);
        }

        var ofEleven = ledger.surplus(SUB, 10, incident -> false);
        put("i12", 1, Message.State.DELIVERED, 12);

        assertThat(ofEleven).isEmpty();
        assertThat(ledger.surplus(SUB, 10, incident -> false))
                .extracting(Message::lane)
                .containsExactlyInAnyOrder("i1", "i2");
    }

    @Test
    void theLastWordOnAnOpenIncidentIsNeverSurplus() {
        put("open", 1, Message.State.DELIVERED, 1);
        put("open", 2, Message.State.DELIVERED, 2);
        put("over", 1, Message.State.DELIVERED, 3);
        put("new", 1, Message.State.DELIVERED, 4);

        assertThat(ledger.surplus(SUB, 1, "open"::equals))
                .extracting(message -> message.lane() + " " + message.revision())
                .containsExactlyInAnyOrder("open 1", "over 1");
    }

    @Test
    void keepsNothingOfWhatWasRemoved() {
        var message = put("i", 1, Message.State.PENDING);
        ledger.remove(message);

        assertThat(ledger.all()).isEmpty();
        assertThat(ledger.get(message.id())).isEmpty();
        assertThat(ledger.of(SUB)).isEmpty();
        assertThat(ledger.head(SUB, "i")).isEmpty();
    }

    @Test
    void aMessageIsNamedByWhatItSaysToWhom() {
        var id = Message.id("sub_1", "i", 1, "incident.opened");

        assertThat(id).matches("msg_[0-9a-f]{32}");
        assertThat(Message.id("sub_1", "i", 1, "incident.opened")).isEqualTo(id);
        assertThat(java.util.List.of(
                        Message.id("sub_2", "i", 1, "incident.opened"),
                        Message.id("sub_1", "j", 1, "incident.opened"),
                        Message.id("sub_1", "i", 2, "incident.opened"),
                        Message.id("sub_1", "i", 1, "incident.closed")))
                .doesNotContain(id)
                .doesNotHaveDuplicates();
    }

    @Test
    void aMessageReadsAsItWasStored() {
        var waiting = put("i", 2, Message.State.PENDING)
                .tried(Message.State.PENDING, 1_000, OptionalInt.of(503), "the receiver answered 503", 6_000);
        var test = Message.alone(SUB, "test-1", Message.TEST, "{}", 5);

        assertThat(MessageJson.parse(MessageJson.stored(waiting))).isEqualTo(waiting);
        assertThat(MessageJson.parse(MessageJson.stored(delivered(waiting)))).isEqualTo(delivered(waiting));
        assertThat(MessageJson.parse(MessageJson.stored(test))).isEqualTo(test);
    }

    @Test
    void aMessageThatIsOverKeepsNoBody() {
        assertThat(delivered(put("i", 1, Message.State.PENDING)).body()).isEmpty();
        assertThat(put("i", 2, Message.State.PENDING).dropped("why").body()).isEmpty();
    }

    private Message put(String lane, int revision, Message.State state) {
        return put(lane, revision, state, revision);
    }

    private Message put(String lane, int revision, Message.State state, long created) {
        var incident = SomeIncident.opening(lane).revision(revision).incident();
        var told = Told.after(Optional.empty(), EventType.UPDATED, incident);
        var message = Message.telling(
                SUB, EventType.UPDATED, told, new Revision(revision, incident, ""), Message.State.PENDING, created);
        var put = state == Message.State.PENDING
                ? message
                : message.tried(state, created, OptionalInt.empty(), "", created);
        ledger.put(put);
        return put;
    }

    private static Message delivered(Message message) {
        return message.tried(Message.State.DELIVERED, 9, OptionalInt.of(204), "", 9);
    }
}
