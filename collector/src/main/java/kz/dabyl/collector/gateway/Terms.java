package kz.dabyl.collector.gateway;

import java.util.Map;
import java.util.Optional;

/**
 * What else of a request a format may want to know.
 *
 * @param sender the probe that sends, if it is one: what bears no name is its own
 * @param received when it came, epoch milliseconds: what bears no time was measured now
 * @param query parameters of the address
 */
public record Terms(Optional<String> sender, long received, Map<String, String> query) {

    public Terms {
        query = Map.copyOf(query);
    }
}
