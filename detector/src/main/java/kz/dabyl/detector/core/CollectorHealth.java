package kz.dabyl.detector.core;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * Which collectors cannot be believed: their ticks stay away. Blindness is never silence; after it the clocks of a
 * collector's probes start anew, with a grace in which they find back. Not thread-safe.
 */
final class CollectorHealth {

    /** Probes try again for a while before they reach a collector that has come back. */
    private static final long GRACE_HOPS = 60_000 / HopSummary.HOP_MILLIS;

    private final Map<String, Long> lastBlind = new TreeMap<>();
    private final Set<String> blind = new TreeSet<>();

    void update(long hop, List<HopSummary> summaries) {
        blind.clear();
        for (var summary : summaries) {
            for (var clock : summary.collectors()) {
                if (clock.blind()) {
                    blind.add(clock.collector());
                }
            }
        }
        blind.forEach(collector -> lastBlind.put(collector, hop));
        lastBlind.values().removeIf(when -> hop - when > 2 * ProbeFold.REMEMBERED_HOPS);
    }

    boolean blind(String collector) {
        return blind.contains(collector);
    }

    Set<String> blind() {
        return Set.copyOf(blind);
    }

    /** Silence of the collector's probes before this hop means nothing. */
    long countsFrom(String collector) {
        var when = lastBlind.get(collector);
        return when == null ? Long.MIN_VALUE : when + GRACE_HOPS;
    }

    void write(WireOutput out) {
        out.varint(lastBlind.size());
        lastBlind.forEach((collector, hop) -> {
            out.string(collector);
            out.i64(hop);
        });
    }

    static CollectorHealth read(WireInput in) {
        var health = new CollectorHealth();
        for (var left = in.count(); left > 0; left--) {
            health.lastBlind.put(in.string(), in.i64());
        }
        return health;
    }
}
