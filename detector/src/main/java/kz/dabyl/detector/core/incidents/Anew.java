package kz.dabyl.detector.core.incidents;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Restarts;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Thresholds;

/**
 * What becomes of an incident whose probes come back with another boot: it was a restart, and is taken back. But a restart in one
 * city is none of another in which nobody is back, and where a cut began within the same minutes: that goes on without the others
 * once its probes are away for longer than theirs were. One step a hop.
 */
final class Anew {

    private static final double HALF = 0.5;

    private final World world;
    private final Thresholds thresholds;

    Anew(World world, Thresholds thresholds) {
        this.world = world;
        this.thresholds = thresholds;
    }

    /** Whether it was a restart, or may yet turn out to have been one; it is taken back where it was. */
    boolean explains(IncidentState incident) {
        if (!mayBeRestart(incident)) {
            return false;
        }
        var mostly = incident.rebooted >= HALF * incident.silentWeight();
        var byArea =
                incident.telling().stream().collect(Collectors.groupingBy(member -> Areas.of(member.cell.place())));
        var dark = areas(byArea, this::isDark);
        if (dark.isEmpty() || byArea.size() == 1) {
            if (mostly) {
                incident.retract(IncidentState.RESTART, world.hop());
            }
            return mostly;
        }
        var anew = areas(byArea, this::isBackAnew);
        if (!mostly && anew.isEmpty()) {
            return false;
        }
        if (!areOverdue(incident, dark)) {
            return mostly;
        }
        leave(mostly ? others(byArea.keySet(), dark) : anew, incident);
        return false;
    }

    private boolean mayBeRestart(IncidentState incident) {
        return incident.rebooted > 0
                && (world.hop() - incident.onset <= Confirmation.RESTART_HOPS || incident.fixedOnly())
                && !incident.late.showLife(incident.silentWeight());
    }

    private static Set<String> areas(Map<String, List<Member>> byArea, Predicate<List<Member>> which) {
        return byArea.entrySet().stream()
                .filter(area -> which.test(area.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<String> others(Set<String> all, Set<String> some) {
        return all.stream().filter(area -> !some.contains(area)).collect(Collectors.toSet());
    }

    /** Whether enough of an area fell silent, and nobody is back with another boot, nor half of them without. */
    private boolean isDark(List<Member> members) {
        var probes = members.stream().mapToInt(Member::silentProbes).sum();
        return probes >= thresholds.minProbes()
                && restarted(members) == 0
                && Member.sum(members, Member::heardWeight) < HALF * Member.sum(members, Member::silentWeight);
    }

    private boolean isBackAnew(List<Member> members) {
        return restarted(members) >= HALF * Member.sum(members, Member::silentWeight);
    }

    private int restarted(List<Member> members) {
        return members.stream().mapToInt(this::restarted).sum();
    }

    private int restarted(Member member) {
        var view = world.cells().get(member.cell);
        return view == null ? 0 : view.restartedSince(member.onset);
    }

    private boolean areOverdue(IncidentState incident, Set<String> dark) {
        var silent = new ArrayList<CellView>();
        var around = new ArrayList<CellView>();
        var fell = incident.onset;
        for (var member : incident.telling()) {
            var isDark = dark.contains(Areas.of(member.cell.place()));
            var view = world.cells().get(member.cell);
            if (view != null) {
                (isDark ? silent : around).add(view);
            }
            fell = isDark ? Math.max(fell, member.onset) : fell;
        }
        return Restarts.areOverdue(fell, world.hop(), around, silent);
    }

    private static void leave(Set<String> areas, IncidentState incident) {
        incident.members.keySet().removeIf(cell -> areas.contains(Areas.of(cell.place())));
        incident.areas.removeAll(areas);
        incident.rebooted = 0;
        incident.floor = Double.POSITIVE_INFINITY;
        incident.startedHop = incident.members.values().stream()
                .mapToLong(member -> member.onset)
                .min()
                .orElse(incident.startedHop);
        incident.dating.clear();
    }
}
