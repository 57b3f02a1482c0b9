package kz.dabyl.detector.core.cells;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.dabyl.detector.core.rules.Memory;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.jspecify.annotations.Nullable;

/**
 * Which collectors and which software cannot be believed: a collector's ticks stay away, or probes of a collector or of a
 * version fall silent alike everywhere while their neighbours live. Such silence is never evidence; after blindness the
 * clocks of a collector's probes start anew, with a grace in which they find back. Not thread-safe.
 */
public final class SourceHealth {

    /** A failing collector loses its probes over minutes: looking every quarter of a minute is enough. */
    public static final long SUSPICION_HOPS = 3;

    /** Probes try again for a while before they reach a collector that has come back. */
    private static final long GRACE_HOPS = 60_000 / HopSummary.HOP_MILLIS;

    /** Some need longer: of those that a controller of RIPE Atlas loses by a restart the last are back after a quarter of an hour. */
    private static final long STRAGGLERS_HOPS = 15 * 60_000 / HopSummary.HOP_MILLIS;

    private final Set<String> blind = new TreeSet<>();
    private final Set<String> known = new TreeSet<>();
    private final Map<String, Long> lastBlind = new TreeMap<>();
    private final Map<String, Long> collectors = new TreeMap<>();
    private final Map<String, Long> versions = new TreeMap<>();
    private long hop = Long.MIN_VALUE;

    public void update(long hop, List<HopSummary> summaries) {
        this.hop = hop;
        blind.clear();
        known.clear();
        for (var summary : summaries) {
            for (var clock : summary.collectors()) {
                known.add(clock.collector());
                if (clock.blind()) {
                    blind.add(clock.collector());
                }
            }
        }
        note(lastBlind, blind);
    }

    /** Takes the collectors and versions that seem to fail as of the last hop. */
    public void suspect(Set<String> suspectCollectors, Set<String> suspectVersions) {
        note(collectors, suspectCollectors);
        note(versions, suspectVersions);
    }

    /** Whether there are no collectors but these, as far as is known. */
    public boolean areAll(Set<String> names) {
        return !known.isEmpty() && names.containsAll(known);
    }

    /** The collectors that seem to fail as of the last hop although they tick. */
    public Set<String> suspectCollectors() {
        return since(hop, collectors);
    }

    /** The versions that seem to fail as of the last hop, by their codes. */
    public Set<String> suspectVersions() {
        return since(hop, versions);
    }

    private static Set<String> since(long least, Map<String, Long> last) {
        var since = new TreeSet<String>();
        last.forEach((name, when) -> {
            if (when >= least) {
                since.add(name);
            }
        });
        return since;
    }

    private void note(Map<String, Long> last, Set<String> names) {
        names.forEach(name -> last.put(name, hop));
        last.values().removeIf(when -> hop - when > Memory.LONGEST_REMEMBERED_HOPS);
    }

    /** Whether the silence of a probe last heard in {@code lastHeard} may be its collector's or its version's fault. */
    boolean excuses(String collector, int software, long lastHeard) {
        return isBlind(collector)
                || before(collectors.get(collector), lastHeard, STRAGGLERS_HOPS)
                || (!versions.isEmpty() && before(versions.get(Integer.toString(software)), lastHeard, GRACE_HOPS));
    }

    /** Whether it does not tick, or has not done so for so long that its clock is forgotten. */
    private boolean isBlind(String collector) {
        return blind.contains(collector) || (!known.isEmpty() && !known.contains(collector));
    }

    /** What was held against it excuses nobody for longer than {@code grace}, in which probes find back. */
    private boolean before(@Nullable Long suspected, long lastHeard, long grace) {
        return suspected != null && lastHeard <= suspected && hop - suspected <= grace;
    }

    /** The collectors that seemed to fail of late although they tick. */
    public Set<String> lateCollectors() {
        return since(hop - GRACE_HOPS, collectors);
    }

    /** The versions that seemed to fail of late, by their codes. */
    public Set<String> lateVersions() {
        return since(hop - GRACE_HOPS, versions);
    }

    /** Whether nothing can be told from what is not heard through the collector now. */
    boolean deaf(String collector, long hop) {
        return isBlind(collector) || blind().contains(collector) || countsFrom(collector) >= hop;
    }

    /** Collectors that do not tick, or seem to fail although they do. */
    public Set<String> blind() {
        var all = new TreeSet<>(blind);
        collectors.forEach((collector, when) -> {
            if (hop - when <= SUSPICION_HOPS) {
                all.add(collector);
            }
        });
        return all;
    }

    /** Silence of the collector's probes before this hop means nothing. */
    public long countsFrom(String collector) {
        // Mostly none ever was, and every summary of every hop asks.
        var when = lastBlind.isEmpty() ? null : lastBlind.get(collector);
        return when == null ? Long.MIN_VALUE : when + GRACE_HOPS;
    }

    public void write(WireOutput out, Veil veil) {
        write(out, lastBlind);
        write(out, collectors);
        write(out, veil.overVersions(versions));
    }

    private static void write(WireOutput out, Map<String, Long> hops) {
        out.varint(hops.size());
        hops.forEach((name, when) -> {
            out.string(name);
            out.i64(when);
        });
    }

    public static SourceHealth read(WireInput in) {
        var health = new SourceHealth();
        read(in, health.lastBlind);
        read(in, health.collectors);
        read(in, health.versions);
        return health;
    }

    private static void read(WireInput in, Map<String, Long> hops) {
        for (var left = in.count(); left > 0; left--) {
            hops.put(in.string(), in.i64());
        }
    }
}
