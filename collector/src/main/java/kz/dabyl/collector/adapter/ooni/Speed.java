package kz.dabyl.collector.adapter.ooni;

import java.util.List;
import java.util.OptionalDouble;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.model.Ping;

/**
 * The tests {@code ndt} and {@code dash}: throughput to a server that M-Lab chooses for each run. All of them are one
 * target, or no cell would ever have a usual throughput.
 */
final class Speed {

    private static final double MAX_KBPS = 1e9;
    private static final double MAX_RTT_MILLIS = 3_600_000;
    private static final double MAX_RTT_SECONDS = 3_600;
    private static final double MILLIS = 1000;

    private Speed() {}

    static List<Ping> ndt(Field keys) {
        var summary = keys.firstOf("summary", "simple");
        var rtt = summary.firstOf("min_rtt", "ping").number(0, MAX_RTT_MILLIS);
        return pings(keys, "international/ndt", summary.at("download").number(0, MAX_KBPS), rtt);
    }

    static List<Ping> dash(Field keys) {
        var simple = keys.at("simple");
        var connected = simple.at("connect_latency").number(0, MAX_RTT_SECONDS);
        var rtt = connected.isPresent() ? OptionalDouble.of(MILLIS * connected.getAsDouble()) : connected;
        return pings(keys, "international/dash", simple.at("median_bitrate").number(0, MAX_KBPS), rtt);
    }

    /** What failed within the test itself says nothing of the network. */
    private static List<Ping> pings(Field keys, String target, OptionalDouble kbps, OptionalDouble rtt) {
        var failure = Failures.in(keys.at("failure"));
        if (failure.isPresent()) {
            return failure.flatMap(Failures::error).map(error -> Ping.failed(target, error)).stream()
                    .toList();
        }
        return kbps.isPresent()
                ? List.of(new Ping(target, true, rtt.orElse(Double.NaN), null, kbps.getAsDouble(), null))
                : List.of();
    }
}
