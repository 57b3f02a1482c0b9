package kz.dabyl.alerts.delivery;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kz.dabyl.alerts.routing.Told;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.model.Incident;

/** All messages by subscription and lane, and what follows from them. Holds no I/O. Confined to one context. */
final class Ledger {

    private record Place(int revision, String id) implements Comparable<Place> {

        private static final Comparator<Place> IN_ORDER =
                Comparator.comparingInt(Place::revision).thenComparing(Place::id);

        static Place of(Message message) {
            return new Place(message.revision(), message.id());
        }

        @Override
        public int compareTo(Place other) {
            return IN_ORDER.compare(this, other);
        }
    }

    private static final NavigableMap<Place, Message> EMPTY = new TreeMap<>();

    private final Map<String, Message> byId = new HashMap<>();
    private final Map<String, Map<String, NavigableMap<Place, Message>>> lanes = new HashMap<>();

    /** How many messages of a subscription are over: asked for with every message that arrives. */
    private final Map<String, Integer> finished = new HashMap<>();

    /** Adds or replaces a message. */
    void put(Message message) {
        Optional.ofNullable(byId.put(message.id(), message)).ifPresent(former -> count(former, -1));
        count(message, 1);
        lanes.computeIfAbsent(message.subscription(), s -> new HashMap<>())
                .computeIfAbsent(message.lane(), l -> new TreeMap<>())
                .put(Place.of(message), message);
    }

    private void count(Message message, int by) {
        if (message.state().terminal()) {
            finished.merge(message.subscription(), by, Integer::sum);
        }
    }

    void remove(Message message) {
        Optional.ofNullable(byId.remove(message.id())).ifPresent(former -> count(former, -1));
        var ofSubscription = lanes.get(message.subscription());
        if (ofSubscription == null) {
            return;
        }
        var lane = ofSubscription.get(message.lane());
        if (lane != null) {
            lane.remove(Place.of(message));
            if (lane.isEmpty()) {
                ofSubscription.remove(message.lane());
            }
        }
        if (ofSubscription.isEmpty()) {
            lanes.remove(message.subscription());
            finished.remove(message.subscription());
        }
    }

    Optional<Message> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<Message> all() {
        return List.copyOf(byId.values());
    }

    /** Messages of a subscription, newest first. */
    List<Message> of(String subscription) {
        return messages(subscription)
                .sorted(Comparator.comparing(DeliveryPosition::of))
                .toList();
    }

    /** What the subscriber knows of the lane's incident, counting what is on its way. */
    Optional<Told> told(String subscription, String lane) {
        return told(lane(subscription, lane));
    }

    private static Optional<Told> told(NavigableMap<Place, Message> lane) {
        return lane.descendingMap().values().stream()
                .filter(Message::counts)
                .findFirst()
                .flatMap(Message::told);
    }

    /** What the subscriber knew of the lane's incident before {@code message}. */
    Optional<Told> toldBefore(Message message) {
        return told(lane(message.subscription(), message.lane()).headMap(Place.of(message), false));
    }

    List<String> lanes(String subscription) {
        return List.copyOf(lanes.getOrDefault(subscription, Map.of()).keySet());
    }

    /** All that is known of a lane, oldest revision first. */
    List<Message> about(String subscription, String lane) {
        return List.copyOf(lane(subscription, lane).values());
    }

    /** The messages of a lane that wait for the end of quiet hours, oldest revision first. */
    List<Message> held(String subscription, String lane) {
        return lane(subscription, lane).values().stream()
                .filter(message -> message.state() == Message.State.HELD)
                .toList();
    }

    /** The message that the lane's later ones wait for. */
    Optional<Message> head(String subscription, String lane) {
        return lane(subscription, lane).values().stream()
                .filter(message -> message.state() == Message.State.PENDING)
                .findFirst();
    }

    /** What was delivered since {@code since} and says that an incident is over. */
    List<Message> endings(String subscription, long since) {
        return messages(subscription)
                .filter(message -> message.state() == Message.State.DELIVERED)
                .filter(message -> message.progress().lastTry().orElse(0) >= since)
                .filter(message -> message.told()
                        .filter(told -> told.state() != Incident.State.OPEN)
                        .isPresent())
                .toList();
    }

    /** Messages of a subscription that are still on their way. */
    List<Message> unfinished(String subscription) {
        return messages(subscription)
                .filter(message -> !message.state().terminal())
                .toList();
    }

    /** Messages that were given up since a subscription is as it is; tests do not count. */
    List<Message> failed(Subscription subscription) {
        return messages(subscription.id())
                .filter(message -> message.state() == Message.State.FAILED
                        && !message.type().equals(Message.TEST))
                .filter(message -> message.progress().lastTry().orElse(0)
                        >= subscription.standing().since())
                .toList();
    }

    /**
     * Finished messages beyond the {@code kept} newest, once there are a tenth more, so that not every message sorts all before
     * it. The last word on an incident that {@code goesOn} is never among them, for what comes next depends on it.
     */
    List<Message> surplus(String subscription, int kept, Predicate<String> goesOn) {
        if (finished.getOrDefault(subscription, 0) <= kept + kept / 10) {
            return List.of();
        }
        return of(subscription).stream()
                .filter(message -> message.state().terminal())
                .skip(kept)
                .filter(message -> !goesOn.test(message.lane()) || !lastWord(message))
                .toList();
    }

    private boolean lastWord(Message message) {
        return told(message.subscription(), message.lane()).equals(message.told());
    }

    private Stream<Message> messages(String subscription) {
        return lanes.getOrDefault(subscription, Map.of()).values().stream().flatMap(lane -> lane.values().stream());
    }

    private NavigableMap<Place, Message> lane(String subscription, String lane) {
        return lanes.getOrDefault(subscription, Map.of()).getOrDefault(lane, EMPTY);
    }
}
