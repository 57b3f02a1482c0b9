package kz.dabyl.alerts.subscriptions;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a subscriber asked for.
 *
 * @param address where messages go
 * @param language en, ru or kk
 * @param heartbeatSeconds how long nothing may be heard of us
 * @param fallback id of the subscription that is told when this one gets nothing any more
 */
public record Terms(
        Address address,
        List<EventType> events,
        Filter filter,
        Optional<QuietHours> quietHours,
        String language,
        SignatureScheme signature,
        OptionalInt heartbeatSeconds,
        Optional<String> fallback) {

    public Terms {
        events = List.copyOf(events);
    }

    /** The same with another address. */
    public Terms with(Address other) {
        return new Terms(other, events, filter, quietHours, language, signature, heartbeatSeconds, fallback);
    }

    /** The same with another to be told when this one gets nothing any more. */
    public Terms fallingBackTo(Optional<String> other) {
        return new Terms(address, events, filter, quietHours, language, signature, heartbeatSeconds, other);
    }

    public boolean wants(EventType type) {
        return events.contains(type);
    }

    /** Whether only endings are asked for, of whatever passes the filter. */
    public boolean endingsOnly() {
        return events.stream().allMatch(EventType::ending);
    }
}
