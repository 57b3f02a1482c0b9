package kz.dabyl.detector.core.scopes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kz.dabyl.detector.core.cells.AlteredPopulation;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.cells.Pulse;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;

/**
 * A crowd on the masts of a place or of a whole area: what its cells lose together says more of each of them than the few
 * reports of that cell do. Not thread-safe.
 *
 * <p>The quarter of the cells that lose most is left out, one at least, and none counts for more than twice the reports that are
 * usual there: whoever floods one cell with numbers that seem lost, and a cell that flaps, say nothing of the others. Looked at
 * only where a scope has much for it: most of the time nobody asks what an area loses.
 */
public final class Crowd {

    /** Where less of everything is lost each probe and each cell knows better. */
    private static final double LEAST_SHARE = 0.1;

    /** Masts are not overrun alike, and what is lost shows only once its probe is heard again. */
    private static final double MARGIN = 2;

    private static final int LEFT_OUT_OF = 4;
    private static final double MOST_TIMES_USUAL = 2;

    private static final String ALL = "";

    /** What each cell of phones loses: of all networks in a place, of one network in the area, and of all in the area by {@link #ALL}. */
    private final Map<String, List<Pulse.Tally>> tallies = new HashMap<>();

    private final Map<String, Double> losses = new HashMap<>();

    private Crowd(List<CellView> cells) {
        for (var view : cells) {
            if (view.cell().access() == Access.MOBILE) {
                var tally = view.air();
                for (var group : List.of(ALL, view.cell().network(), view.cell().place())) {
                    tallies.computeIfAbsent(group, some -> new ArrayList<>()).add(tally);
                }
            }
        }
        tallies.forEach((group, some) -> losses.put(group, loss(some)));
    }

    private static double loss(List<Pulse.Tally> cells) {
        var usual = cells.stream()
                .mapToDouble(Pulse.Tally::reports)
                .sorted()
                .skip((cells.size() - 1) / 2)
                .findFirst()
                .orElse(0);
        var share = cells.stream()
                .sorted(Comparator.comparingDouble(Pulse.Tally::share).reversed())
                .skip(Math.max(1, cells.size() / LEFT_OUT_OF))
                .map(tally -> tally.atMost(MOST_TIMES_USUAL * usual))
                .reduce(Pulse.Tally.NOTHING, Pulse.Tally::and)
                .share();
        return share >= LEAST_SHARE ? Pulse.expected(share, MARGIN) : 0;
    }

    /** Whether much gets lost in a place, in a network or in all of the area. */
    public static boolean isIn(List<CellView> cells) {
        return new Crowd(cells).isAny();
    }

    /** The cells of one area as they look beside what all of its phones lose: the same where that is little. */
    static List<? extends Population> seen(List<CellView> cells) {
        return new Crowd(cells).among(cells);
    }

    private boolean isAny() {
        return losses.values().stream().anyMatch(loss -> loss > 0);
    }

    private List<? extends Population> among(List<CellView> cells) {
        if (!isAny()) {
            return cells;
        }
        var seen = new ArrayList<Population>(cells.size());
        for (var view : cells) {
            var loss = view.cell().access() == Access.MOBILE ? loss(view.cell()) : 0;
            seen.add(
                    loss > 0
                            ? new AlteredPopulation(
                                    view, view.presences().stream().map(probe -> probe.losing(loss)))
                            : view);
        }
        return seen;
    }

    private double loss(Cell cell) {
        return Stream.of(ALL, cell.network(), cell.place())
                .mapToDouble(group -> losses.getOrDefault(group, 0.0))
                .max()
                .orElse(0);
    }
}
