package kz.dabyl.alerts.subscriptions;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a subscriber asked for.
 *
 * @param url where webhooks go
 * @param language en, ru or kk
 * @param heartbeatSeconds how long nothing may be heard of us
 */
public record Terms(
        String url,
        List<EventType> events,
        Filter filter,
        Optional<QuietHours> quietHours,
        String language,
        SignatureScheme signature,
        OptionalInt heartbeatSeconds) {

    public Terms {
        events = List.copyOf(events);
    }

    public boolean wants(EventType type) {
        return events.contains(type);
    }

    /** Whether only endings are asked for, of whatever passes the filter. */
    public boolean endingsOnly() {
        return events.stream().allMatch(EventType::ending);
    }
}
