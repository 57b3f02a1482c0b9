package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Cell;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Thresholds;

/**
 * A cell as it stands now.
 *
 * @param expected reports due in the last minute by promises
 * @param heard reports that came in the last minute
 * @param probes probes that keep their promises, as far as the collectors that hear them are not blind
 * @param known probes heard in the last twenty minutes, silent ones too: a cell does not get smaller by being cut
 * @param affected whether it is part of an open incident, other than of a target that is down everywhere, and not restored
 * @param reach what it could see, as of the last minutes; nothing before that was looked at
 */
public record CellStatus(
        Cell cell,
        String area,
        double expected,
        int heard,
        int probes,
        int known,
        boolean affected,
        Optional<Reach> reach) {

    static List<CellStatus> of(
            World world, Thresholds thresholds, Collection<IncidentState> incidents, Reaches reaches) {
        var statuses = new ArrayList<CellStatus>();
        for (var views : world.watchedAreas(thresholds).values()) {
            for (var view : views) {
                var affected = incidents.stream().anyMatch(i -> i.open() && ailing(i) && stillIn(i, view.cell()));
                statuses.add(new CellStatus(
                        view.cell(),
                        view.area(),
                        view.perMinute(world.hop() - CellView.MINUTE_HOPS),
                        view.heardSince(world.hop() - CellView.MINUTE_HOPS, world.hop()),
                        view.watching(),
                        view.known(),
                        affected,
                        reaches.of(view.cell())));
            }
        }
        return statuses;
    }

    /** Whether it is about cells: a site that fails everywhere is none of their ailments. */
    private static boolean ailing(IncidentState incident) {
        return incident.kind() != IncidentKind.TARGET_DOWN;
    }

    private static boolean stillIn(IncidentState incident, Cell cell) {
        var member = incident.members().get(cell);
        return member != null && !member.restored();
    }
}
