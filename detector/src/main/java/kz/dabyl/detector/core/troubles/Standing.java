package kz.dabyl.detector.core.troubles;

import java.util.function.Predicate;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.detector.core.scopes.Controls;
import kz.dabyl.detector.core.scopes.Landscape;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.model.HopSummary;

/**
 * How a signal stands among some cells, by the weight of their probes.
 *
 * @param well of those for whom it is as usual
 * @param ailing of those for whom it is not
 */
public record Standing(double well, double ailing) {

    public static Standing of(Landscape landscape, Predicate<Population> which) {
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

    /**
     * Of those alone who have tried since a scope began to ail: without whoever has ailed for longer, and with as many of those
     * for whom it is as usual as have had a round since then.
     */
    static Standing since(Scope scope, Landscape landscape, Predicate<Population> which) {
        var onset = HopSummary.startOf(scope.onset() + 1);
        var seconds = (landscape.nowMillis() - onset) / 1000.0;
        var well = 0.0;
        var ailing = 0.0;
        for (var population : landscape.cells().values()) {
            if (which.test(population)) {
                for (var presence : population.presences()) {
                    if (presence.keepsPromises()) {
                        well += presence.weight() * Math.min(1, seconds / presence.intervalSeconds());
                    } else if (presence.brokenAt(onset - scope.rampMillis()) == 0) {
                        ailing += presence.weight();
                    }
                }
            }
        }
        return new Standing(well, ailing);
    }

    /** Both together. */
    Standing and(Standing other) {
        return new Standing(well + other.well, ailing + other.ailing);
    }

    /** As if they weighed no more than so much. */
    Standing atMost(double weight) {
        var all = well + ailing;
        return all <= weight ? this : new Standing(well * weight / all, ailing * weight / all);
    }

    /** As if at least such a share of them ailed. */
    Standing ailingAtLeast(double share) {
        var more = Math.max(ailing, share * (well + ailing));
        return new Standing(well + ailing - more, more);
    }

    double weight() {
        return well + ailing;
    }

    /** Share of those who ail, 0 where nobody could tell. */
    public double share() {
        return well + ailing == 0 ? 0 : ailing / (well + ailing);
    }

    /** Silent stands for ailing: 60 % of those who could tell. */
    public Controls.Life life() {
        if (well + ailing == 0) {
            return Controls.Life.UNOBSERVED;
        }
        return ailing >= Shares.MOST * (well + ailing) ? Controls.Life.SILENT : Controls.Life.LIVE;
    }
}
