package kz.dabyl.alerts.page;

import java.util.List;
import java.util.OptionalLong;
import kz.dabyl.alerts.cells.CellState;
import kz.dabyl.alerts.cells.Cells;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Places;

/**
 * All that the page shows, at one moment.
 *
 * @param stale whether the states of cells are of the past
 * @param incidents all that are open: every one decides what is seen
 * @param open those of them that are told of, the newest first
 * @param over what ended lately, the newest first
 * @param mobile the mobile lines that are told apart
 */
record Picture(
        Cells cells, boolean stale, List<Incident> incidents, List<Case> open, List<Case> over, List<Lines> mobile) {

    Picture {
        incidents = List.copyOf(incidents);
        open = List.copyOf(open);
        over = List.copyOf(over);
        mobile = List.copyOf(mobile);
    }

    static Picture of(Cells cells, boolean stale, List<Incident> incidents, List<Case> open, List<Case> over) {
        return new Picture(cells, stale, incidents, open, over, Lines.mobile(cells.shown(), incidents));
    }

    /** How many open incidents are not told of. */
    int hidden() {
        return incidents.size() - open.size();
    }

    /** Log time up to which all this is known. */
    OptionalLong until() {
        return cells.until();
    }

    /** What is seen of each of {@code lines} in {@code territory}. */
    List<Sight> sights(Territory territory, List<Lines> lines) {
        var here = cells.shown().stream()
                .filter(cell -> territory.within().test(cell.cell().place()))
                .toList();
        return lines.stream().map(one -> sight(territory, one, here)).toList();
    }

    private Sight sight(Territory territory, Lines lines, List<CellState> all) {
        if (stale) {
            return Sight.UNKNOWN;
        }
        var here = all.stream().filter(lines::have).toList();
        var worst = incidents.stream()
                .filter(incident -> lines.concerns(incident)
                        && Sight.meaning(incident.kind()).isPresent()
                        && affects(incident, territory, lines, here))
                .min(Sight.GRAVEST);
        if (worst.isEmpty()) {
            return calm(here);
        }
        var condition = Sight.meaning(worst.get().kind()).orElse(Condition.UNKNOWN);
        var spared = here.stream().filter(cell -> !affects(worst.get(), cell)).toList();
        var hit = here.size() - spared.size() + silenced(worst.get(), territory, lines, here);
        var partly = hit > 0 && spared.stream().anyMatch(cell -> cell.seen() == CellState.Seen.OK);
        return new Sight(condition, worst, hit, hit + spared.size(), partly);
    }

    /**
     * Places that are cut for so long already that their probes are forgotten, so that they have no cells any more. Those that
     * never had enough probes are not counted: who subtracts would learn of them.
     */
    private int silenced(Incident incident, Territory territory, Lines lines, List<CellState> here) {
        var count = incident.places().stream()
                .filter(place -> Places.isHex(place)
                        && cells.mayName(place)
                        && territory.within().test(place))
                .filter(place -> !restored(incident, lines, place))
                .filter(place -> here.stream()
                        .noneMatch(
                                cell -> Surroundings.overlap(place, cell.cell().place())))
                .count();
        return Math.toIntExact(count);
    }

    /** What is seen where no incident is: half of the cells must have been looked at, or nothing is known. */
    private static Sight calm(List<CellState> here) {
        var works =
                here.stream().filter(cell -> cell.seen() == CellState.Seen.OK).count();
        return works > 0 && 2 * works >= here.size() ? Sight.OK : Sight.doubtful(here.size());
    }

    private static boolean affects(Incident incident, Territory territory, Lines lines, List<CellState> here) {
        return here.stream().anyMatch(cell -> affects(incident, cell))
                || incident.places().stream()
                        .anyMatch(place -> territory.touches(place) && !restored(incident, lines, place));
    }

    private static boolean affects(Incident incident, CellState state) {
        var cell = state.cell();
        return incident.places().stream().anyMatch(place -> Surroundings.overlap(place, cell.place()))
                && (incident.networks().isEmpty() || incident.networks().contains(cell.network()))
                && !incident.restored().contains(cell.place() + "/" + cell.network());
    }

    /** Whether those of {@code lines} that an incident is about are back at {@code place}. */
    private static boolean restored(Incident incident, Lines lines, String place) {
        var networks = lines.network().isEmpty() ? incident.networks() : List.of(lines.network());
        return !networks.isEmpty()
                && networks.stream().allMatch(network -> incident.restored().contains(place + "/" + network));
    }
}
