package kz.dabyl.alerts.routing;

import java.time.Instant;
import java.util.Optional;
import kz.dabyl.alerts.subscriptions.EventType;

/** What becomes of one revision for one subscriber, and why. */
public sealed interface Decision {

    Reason reason();

    /** Word for programs. */
    String word();

    /** What they are told. */
    Optional<EventType> event();

    /** They are told now. */
    record Send(EventType type, Reason reason) implements Decision {

        @Override
        public String word() {
            return "send";
        }

        @Override
        public Optional<EventType> event() {
            return Optional.of(type);
        }
    }

    /** They are told when their quiet hours end, of what is known by then. */
    record Hold(EventType type, Instant until, Reason reason) implements Decision {

        @Override
        public String word() {
            return "hold";
        }

        @Override
        public Optional<EventType> event() {
            return Optional.of(type);
        }
    }

    /** They are not told. */
    record Skip(Reason reason) implements Decision {

        @Override
        public String word() {
            return "skip";
        }

        @Override
        public Optional<EventType> event() {
            return Optional.empty();
        }
    }
}
