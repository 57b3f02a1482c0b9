package kz.dabyl.collector.adapter.atlas;

import java.util.OptionalDouble;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;

/**
 * Results of type {@code ping}: answered if any packet was. The round trip is the shortest, which all firmware tells and
 * which a busy probe disturbs least.
 */
final class PingResult {

    private static final long MOST_PACKETS = 1_000_000;
    private static final double NONE = -1;

    private PingResult() {}

    static Ping read(Field result, String target) {
        var received = result.at("rcvd").integer(0, MOST_PACKETS);
        if (received.orElse(0) > 0) {
            var shortest = result.at("min").number(NONE, AtlasPings.MAX_RTT_MILLIS);
            return AtlasPings.answered(target, shortest.orElse(NONE) < 0 ? OptionalDouble.empty() : shortest);
        }
        return Ping.failed(target, failure(result));
    }

    private static PingError failure(Field result) {
        if (!result.at("dnserr").isAbsent()) {
            return PingError.DNS;
        }
        if (!result.at("error").isAbsent()) {
            return AtlasErrors.of(result.at("error"), PingError.UNREACHABLE);
        }
        for (var packet : result.at("result").elements()) {
            if (!packet.at("error").isAbsent()) {
                return AtlasErrors.of(packet.at("error"), PingError.UNREACHABLE);
            }
        }
        if (result.at("rcvd").isAbsent()) {
            throw result.at("rcvd").missing();
        }
        var sent = result.at("sent");
        if (sent.integer(0, MOST_PACKETS).orElse(1) == 0) {
            throw sent.unusable("nothing was sent");
        }
        return PingError.TIMEOUT;
    }
}
