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
 */
public record Terms(
        Address address,
        List<EventType> events,
        Filter filter,
        Optional<QuietHours> quietHours,
        String language,
        SignatureScheme signature,
        OptionalInt heartbeatSeconds) {

    public Terms {
        events = List.copyOf(events);
    }

    /** The same with another address. */
    public Terms with(Address other) {
        return new Terms(other, events, filter, quietHours, language, signature, heartbeatSeconds);
    }

    public boolean wants(EventType type) {
        return events.contains(type);
    }

    /** Whether only endings are asked for, of whatever passes the filter. */
    public boolean endingsOnly() {
        return events.stream().allMatch(EventType::ending);
    }
}
