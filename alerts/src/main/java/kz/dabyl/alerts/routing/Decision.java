package kz.dabyl.alerts.routing;

import java.time.Instant;
import kz.dabyl.alerts.subscriptions.EventType;

/** What becomes of one revision for one subscriber, and why. */
public sealed interface Decision {

    Reason reason();

    /** They are told now. */
    record Send(EventType type, Reason reason) implements Decision {}

    /** They are told when their quiet hours end, of what is known by then. */
    record Hold(EventType type, Instant until, Reason reason) implements Decision {}

    /** They are not told. */
    record Skip(Reason reason) implements Decision {}
}
