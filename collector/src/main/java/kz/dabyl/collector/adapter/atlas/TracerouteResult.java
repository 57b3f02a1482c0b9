package kz.dabyl.collector.adapter.atlas;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import kz.dabyl.collector.adapter.Addresses;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;

/**
 * Results of type {@code traceroute}: answered if the target itself replied in time, by its shortest round trip. The way
 * there is not kept: its first hops are somebody's home.
 */
final class TracerouteResult {

    /** ICMP errors by which the target itself says that nobody listens there: it was reached. */
    private static final List<String> REACHED = List.of("p", "P");

    private TracerouteResult() {}

    static Ping read(Field result, String target) {
        var hops = result.at("result");
        if (hops.isAbsent()) {
            throw hops.missing();
        }
        var destination = result.at("dst_addr").text().orElse("");
        var trips = new ArrayList<Double>();
        var error = PingError.TIMEOUT;
        for (var hop : hops.elements()) {
            if (!hop.at("error").isAbsent()) {
                error = AtlasErrors.of(hop.at("error"), PingError.UNREACHABLE);
            }
            for (var reply : hop.at("result").elements()) {
                var complaint = reply.at("err").node().asText();
                var rtt = reply.at("rtt").number(0, AtlasPings.MAX_RTT_MILLIS);
                if (answers(reply, destination, complaint) && rtt.isPresent()) {
                    trips.add(rtt.getAsDouble());
                } else if (!complaint.isEmpty()) {
                    error = PingError.UNREACHABLE;
                }
            }
        }
        return trips.isEmpty() ? Ping.failed(target, error) : AtlasPings.answered(target, shortest(trips));
    }

    private static boolean answers(Field reply, String destination, String complaint) {
        return (complaint.isEmpty() || REACHED.contains(complaint))
                && Addresses.same(reply.at("from").text().orElse(""), destination);
    }

    private static OptionalDouble shortest(List<Double> trips) {
        return trips.stream().mapToDouble(Double::doubleValue).min();
    }
}
