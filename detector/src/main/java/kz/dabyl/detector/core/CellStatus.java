package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Thresholds;

/**
 * A cell as it stands now.
 *
 * @param expected reports due in the last minute by promises
 * @param heard reports that came in the last minute
 * @param probes probes that keep their promises
 * @param known probes heard in the last twenty minutes, silent ones too: a cell does not get smaller by being cut
 * @param affected whether it is part of an open incident and not restored
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
                var affected = incidents.stream().anyMatch(i -> i.open() && stillIn(i, view.cell));
                statuses.add(new CellStatus(
                        view.cell,
                        view.area,
                        view.perMinute(world.hop() - CellView.MINUTE_HOPS),
                        view.heardSince(world.hop() - CellView.MINUTE_HOPS, world.hop()),
                        view.alive(),
                        view.known(),
                        affected,
                        reaches.of(view.cell)));
            }
        }
        return statuses;
    }

    private static boolean stillIn(IncidentState incident, Cell cell) {
        var member = incident.members.get(cell);
        return member != null && !member.restored();
    }
}
