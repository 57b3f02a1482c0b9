package kz.dabyl.detector.core.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.LogEntry;

/**
 * Holds summaries back until every partition has spoken, so that a hop is judged once and whole. A partition whose next
 * summary is of a later hop has nothing to say of the earlier one. Not thread-safe.
 */
public final class HopBarrier {

    private final Map<Integer, Deque<HopSummary>> pending = new TreeMap<>();
    private long last = Long.MIN_VALUE;

    public void add(HopSummary summary) {
        if (summary.hop() > last) {
            pending.computeIfAbsent(summary.partition(), p -> new ArrayDeque<>())
                    .add(summary);
        }
    }

    /** The summaries of the earliest hop of which no more can come, in the order of their partitions. */
    public Optional<List<HopSummary>> next() {
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        var partitions = 0;
        var hop = Long.MAX_VALUE;
        for (var queue : pending.values()) {
            var head = queue.peek();
            if (head == null) {
                return Optional.empty();
            }
            partitions = Math.max(partitions, head.partitions());
            hop = Math.min(hop, head.hop());
        }
        if (pending.size() < partitions) {
            return Optional.empty();
        }
        var whole = new ArrayList<HopSummary>();
        for (var queue : pending.values()) {
            if (queue.element().hop() == hop) {
                whole.add(queue.remove());
            }
        }
        last = hop;
        return Optional.of(whole);
    }

    /** The thresholds and rallies that came to hold in a whole hop. */
    public static List<LogEntry.Notice> notices(List<HopSummary> whole) {
        List<LogEntry.Notice> notices = List.of();
        for (var summary : whole) {
            if (!summary.rules().isEmpty()) {
                notices = notices.isEmpty() ? new ArrayList<>() : notices;
                notices.addAll(summary.rules());
            }
        }
        return notices;
    }

    /** Summaries that wait for other partitions, in an order that restores them. */
    public List<HopSummary> waiting() {
        return pending.values().stream().flatMap(Deque::stream).toList();
    }

    public long last() {
        return last;
    }

    public void startAfter(long hop) {
        last = hop;
    }
}
