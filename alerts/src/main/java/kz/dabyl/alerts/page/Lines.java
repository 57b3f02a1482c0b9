package kz.dabyl.alerts.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.alerts.cells.CellState;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Networks;

/**
 * One column of the table: the mobile lines of one network, or the fixed lines of all.
 *
 * @param network empty for all
 */
record Lines(String network, Access access) {

    static final Lines FIXED = new Lines("", Access.FIXED);

    /** Networks that are asked about whether probes are there or not. */
    private static final List<String> KNOWN = List.of("401-01", "401-02", "401-77");

    /** A table that is wider cannot be read; probes name networks freely. */
    private static final int MOST = 6;

    /** The mobile networks of a picture, those of Kazakhstan first, then by how many cells they have. */
    static List<Lines> mobile(List<CellState> cells, List<Incident> open) {
        Map<String, Long> seen = Stream.concat(
                        cells.stream()
                                .filter(cell -> cell.cell().access() == Access.MOBILE)
                                .map(cell -> cell.cell().network()),
                        open.stream()
                                .filter(incident -> incident.access().equals(List.of(Access.MOBILE)))
                                .flatMap(incident -> incident.networks().stream()))
                .collect(Collectors.groupingBy(network -> network, Collectors.counting()));
        var columns = new ArrayList<>(KNOWN);
        seen.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .filter(network -> !KNOWN.contains(network))
                .limit(MOST - KNOWN.size())
                .forEach(columns::add);
        return columns.stream()
                .map(network -> new Lines(network, Access.MOBILE))
                .toList();
    }

    String name(Texts texts) {
        return access == Access.FIXED ? texts.get("lines.fixed") : Networks.name(network);
    }

    boolean have(CellState cell) {
        return cell.cell().access() == access
                && (network.isEmpty() || network.equals(cell.cell().network()));
    }

    /** Whether an incident is about these lines: where it names nothing, about all. */
    boolean concerns(Incident incident) {
        return (incident.access().isEmpty() || incident.access().contains(access))
                && (network.isEmpty()
                        || incident.networks().isEmpty()
                        || incident.networks().contains(network));
    }
}
