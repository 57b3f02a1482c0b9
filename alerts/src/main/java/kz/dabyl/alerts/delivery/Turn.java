package kz.dabyl.alerts.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.alerts.delivery.DeliveryQueue.Lane;

/** A lane and the message that is its turn. */
record Turn(Lane lane, Message message) {

    /** What waits for company now, by its lane. */
    static Map<String, Turn> waiting(Ledger ledger, DeliveryQueue queue, String type, long now) {
        var turns = new LinkedHashMap<String, Turn>();
        for (var lane : queue.lanes.values()) {
            if (!lane.busy) {
                ledger.head(queue.subscription, lane.name)
                        .filter(head ->
                                head.type().equals(type) && head.progress().nextTry() <= now)
                        .ifPresent(head -> turns.put(lane.name, new Turn(lane, head)));
            }
        }
        return turns;
    }

    /** Whether its message is still to be tried. */
    boolean stands(Ledger ledger) {
        return ledger.get(message.id())
                .filter(known -> known.state() == Message.State.PENDING)
                .isPresent();
    }

    Gathering.Waiting waiting() {
        var progress = message.progress();
        return new Gathering.Waiting(lane.name, progress.tries(), progress.nextTry(), progress.saidAs());
    }

    /** What is to be sent where it is the turn of all of these. */
    static Courier.Item item(Ledger ledger, List<Turn> turns) {
        var first = turns.get(0).message;
        return turns.size() == 1
                ? Courier.Item.of(first, ledger.toldBefore(first))
                : Courier.Item.ofAll(messages(turns));
    }

    static List<Message> messages(List<Turn> turns) {
        return turns.stream().map(Turn::message).toList();
    }

    /** The same turns with what became of their messages, one for each. */
    static List<Turn> with(List<Turn> turns, List<Message> messages) {
        var changed = new ArrayList<Turn>();
        for (var i = 0; i < turns.size(); i++) {
            changed.add(new Turn(turns.get(i).lane, messages.get(i)));
        }
        return changed;
    }
}
