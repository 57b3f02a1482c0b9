package kz.dabyl.alerts.subscriptions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What happened to an incident, as a subscriber is told. */
public enum EventType {
    OPENED,
    UPDATED,
    CONFIRMED,
    CLOSED,
    RETRACTED;

    /** Word in a subscription. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Type of the message. */
    public String messageType() {
        return "incident." + word();
    }

    public static Optional<EventType> ofMessageType(String type) {
        return Arrays.stream(values())
                .filter(event -> event.messageType().equals(type))
                .findFirst();
    }

    public static Optional<EventType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    /** Whether this says that something ended; otherwise it says that something goes on. */
    public boolean ending() {
        return this == CLOSED || this == RETRACTED;
    }
}
