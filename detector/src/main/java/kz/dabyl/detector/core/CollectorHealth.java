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
 * Which collectors cannot be believed: their ticks stay away, or their probes fall silent alike everywhere. Blindness is never silence; after it the clocks of a
 * collector's probes start anew, with a grace in which they find back. Not thread-safe.
 */
final class CollectorHealth {

    /** Probes try again for a while before they reach a collector that has come back. */
    private static final long GRACE_HOPS = 60_000 / HopSummary.HOP_MILLIS;

    private final Map<String, Long> lastBlind = new TreeMap<>();
    private final Set<String> blind = new TreeSet<>();
    private final Map<String, Long> lastSuspected = new TreeMap<>();
    private final Set<String> suspected = new TreeSet<>();

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

    /** Takes the collectors that seem to fail as of the last hop. */
    void suspect(long hop, Set<String> suspects) {
        suspected.clear();
        suspected.addAll(suspects);
        suspects.forEach(collector -> lastSuspected.put(collector, hop));
        lastSuspected.values().removeIf(when -> hop - when > 2 * ProbeFold.REMEMBERED_HOPS);
    }

    /** Whether the silence of a probe last heard in {@code lastHeard} may be its collector's fault. */
    boolean excuses(String collector, long lastHeard) {
        if (blind.contains(collector)) {
            return true;
        }
        var when = lastSuspected.get(collector);
        return when != null && lastHeard <= when;
    }

    /** Collectors that do not tick, or seem to fail although they do. */
    Set<String> blind() {
        var all = new TreeSet<>(blind);
        all.addAll(suspected);
        return all;
    }

    /** Silence of the collector's probes before this hop means nothing. */
    long countsFrom(String collector) {
        var when = lastBlind.get(collector);
        return when == null ? Long.MIN_VALUE : when + GRACE_HOPS;
    }

    void write(WireOutput out) {
        write(out, lastBlind);
        write(out, lastSuspected);
    }

    private static void write(WireOutput out, Map<String, Long> hops) {
        out.varint(hops.size());
        hops.forEach((collector, hop) -> {
            out.string(collector);
            out.i64(hop);
        });
    }

    static CollectorHealth read(WireInput in) {
        var health = new CollectorHealth();
        read(in, health.lastBlind);
        read(in, health.lastSuspected);
        return health;
    }

    private static void read(WireInput in, Map<String, Long> hops) {
        for (var left = in.count(); left > 0; left--) {
            hops.put(in.string(), in.i64());
        }
    }
}
