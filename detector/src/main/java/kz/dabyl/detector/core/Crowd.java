package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;

/**
 * A crowd on the masts of a place or of a whole area: what its phones lose together says more of each of its cells than the
 * few reports of that cell do. Not thread-safe.
 *
 * <p>Looked at only where a scope has much for it: most of the time nobody asks what an area loses.
 */
final class Crowd {

    /** Where less of everything is lost each probe and each cell knows better. */
    private static final double LEAST_SHARE = 0.1;

    /** Masts are not overrun alike, and what is lost shows only once its probe is heard again. */
    private static final double MARGIN = 2;

    private static final String ALL = "";

    /** What its phones lose: of all networks in a place, of one network in the area, and of all in the area by {@link #ALL}. */
    private final Map<String, Pulse.Tally> tallies = new HashMap<>();

    private Crowd(List<CellView> cells) {
        for (var view : cells) {
            if (view.cell.access() == Access.MOBILE) {
                var tally = view.air();
                tallies.merge(ALL, tally, Pulse.Tally::and);
                tallies.merge(view.cell.network(), tally, Pulse.Tally::and);
                tallies.merge(view.cell.place(), tally, Pulse.Tally::and);
            }
        }
    }

    /** The cells of one area as they look beside what all of its phones lose: the same where that is little. */
    static List<? extends Population> seen(List<CellView> cells) {
        return new Crowd(cells).among(cells);
    }

    private List<? extends Population> among(List<CellView> cells) {
        if (tallies.values().stream().noneMatch(tally -> tally.share() >= LEAST_SHARE)) {
            return cells;
        }
        var seen = new ArrayList<Population>(cells.size());
        for (var view : cells) {
            var loss = view.cell.access() == Access.MOBILE ? loss(view.cell) : 0;
            seen.add(loss > 0 ? new Within(view, loss) : view);
        }
        return seen;
    }

    private double loss(Cell cell) {
        return Math.max(loss(ALL), Math.max(loss(cell.network()), loss(cell.place())));
    }

    private double loss(String some) {
        var tally = tallies.getOrDefault(some, Pulse.Tally.NOTHING);
        return tally.share() >= LEAST_SHARE ? tally.loss(MARGIN) : 0;
    }

    /** A cell within a crowd. */
    private static final class Within extends Population {

        private final CellView view;

        Within(CellView view, double loss) {
            super(view.cell, view.area);
            this.view = view;
            show(view.presences().stream().map(probe -> probe.losing(loss)).toList());
        }

        @Override
        NaturalOutages natural() {
            return view.natural();
        }

        @Override
        double relapseNats(long onset) {
            return view.relapseNats(onset);
        }
    }
}
