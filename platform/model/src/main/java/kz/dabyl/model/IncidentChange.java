package kz.dabyl.model;

import java.util.Locale;
import java.util.Optional;

/** What a revision of an incident tells that the one before did not. */
public enum IncidentChange {
    /** It is new, or open again. */
    OPENED,
    UPDATED,
    CONFIRMED,
    CLOSED,
    RETRACTED;

    /** What {@code revision} tells to those who know {@code before}, which is empty before the first revision. */
    public static IncidentChange between(Optional<Incident> before, Incident revision) {
        if (before.isEmpty() || before.get().state() != revision.state()) {
            return switch (revision.state()) {
                case OPEN -> OPENED;
                case CLOSED -> CLOSED;
                case RETRACTED -> RETRACTED;
            };
        }
        var rose = before.get().certainty() == Incident.Certainty.SUSPECTED
                && revision.certainty() == Incident.Certainty.CONFIRMED;
        return rose ? CONFIRMED : UPDATED;
    }

    /** Word in types of messages and events. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
