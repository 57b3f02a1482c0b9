package kz.dabyl.detector.core;

import java.util.function.Predicate;

/**
 * How a signal stands among some cells, by the weight of their probes.
 *
 * @param well of those for whom it is as usual
 * @param ailing of those for whom it is not
 */
record Standing(double well, double ailing) {

    private static final double MOST = 0.6;

    static Standing of(Landscape landscape, Predicate<Population> which) {
        var well = 0.0;
        var ailing = 0.0;
        for (var population : landscape.cells().values()) {
            if (which.test(population)) {
                for (var presence : population.presences()) {
                    well += presence.keepsPromises() ? presence.weight() : 0;
                    ailing += presence.keepsPromises() ? 0 : presence.weight();
                }
            }
        }
        return new Standing(well, ailing);
    }

    /** Share of those who ail, 0 where nobody could tell. */
    double share() {
        return well + ailing == 0 ? 0 : ailing / (well + ailing);
    }

    /** Silent stands for ailing: 60 % of those who could tell. */
    Controls.Life life() {
        if (well + ailing == 0) {
            return Controls.Life.UNOBSERVED;
        }
        return ailing >= MOST * (well + ailing) ? Controls.Life.SILENT : Controls.Life.LIVE;
    }
}
