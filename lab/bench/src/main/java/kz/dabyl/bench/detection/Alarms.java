package kz.dabyl.bench.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import kz.dabyl.detector.tuning.Finding;
import kz.dabyl.detector.tuning.Truth;
import kz.dabyl.model.Areas;
import kz.dabyl.model.IncidentKind;

/**
 * Makes incidents of the alarms of single cells, as Alertmanager would: cells of one area that fire within five minutes of
 * the first (its usual {@code group_interval}) are one incident, which is over when none of them fires any more. Not
 * thread-safe.
 */
final class Alarms {

    private static final long GROUP_MILLIS = 300_000;

    private final String rule;
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, Group> latest = new HashMap<>();
    private final Map<Truth.Cell, Group> firing = new LinkedHashMap<>();

    private static final class Group {

        private final long detected;
        private final Set<Truth.Cell> cells = new HashSet<>();
        private final Set<Truth.Cell> live = new HashSet<>();
        private final List<Finding.Stage> stages = new ArrayList<>();
        private final List<Long> closings = new ArrayList<>();
        private long started = Long.MAX_VALUE;
        private OptionalLong ended = OptionalLong.empty();

        Group(long detected) {
            this.detected = detected;
        }

        void tell(long now) {
            var restored = new HashSet<>(cells);
            restored.removeAll(live);
            if (!stages.isEmpty() && stages.get(stages.size() - 1).at() == now) {
                stages.remove(stages.size() - 1);
            }
            stages.add(new Finding.Stage(now, !live.isEmpty(), cells, restored));
        }
    }

    Alarms(String rule) {
        this.rule = rule;
    }

    boolean fires(Truth.Cell cell) {
        return firing.containsKey(cell);
    }

    /** The cell is held to be cut since {@code started}; it must not fire already. */
    void raise(Truth.Cell cell, long started, long now) {
        var area = Areas.of(cell.place());
        var group = latest.get(area);
        if (group == null || now - group.detected > GROUP_MILLIS) {
            group = new Group(now);
            latest.put(area, group);
            groups.add(group);
        }
        firing.put(cell, group);
        group.cells.add(cell);
        group.live.add(cell);
        group.started = Math.min(group.started, started);
        group.ended = OptionalLong.empty();
        group.tell(now);
    }

    /** The cell is held to be back since {@code ended}; it must have fired. */
    void resolve(Truth.Cell cell, long ended, long now) {
        var group = firing.remove(cell);
        if (group == null) {
            throw new IllegalStateException(cell + " does not fire");
        }
        group.live.remove(cell);
        group.tell(now);
        if (group.live.isEmpty()) {
            group.closings.add(now);
            group.ended = OptionalLong.of(ended);
        }
    }

    /** Every incident so far, in the order in which they began. */
    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (var group : groups) {
            findings.add(new Finding(
                    rule + "-" + findings.size(),
                    kind(group.cells),
                    false,
                    false,
                    1,
                    1,
                    group.detected,
                    group.started,
                    group.ended,
                    group.closings,
                    group.stages));
        }
        findings.sort(Comparator.comparingLong(Finding::detected));
        return findings;
    }

    /** What anyone would call it by the networks alone. */
    private static IncidentKind kind(Set<Truth.Cell> cells) {
        var networks = new HashSet<String>();
        cells.forEach(cell -> networks.add(cell.network()));
        if (networks.size() == 1) {
            return IncidentKind.NETWORK_OUTAGE;
        }
        return networks.stream().anyMatch(network -> network.startsWith("AS"))
                ? IncidentKind.OUTAGE
                : IncidentKind.SHUTDOWN;
    }
}
