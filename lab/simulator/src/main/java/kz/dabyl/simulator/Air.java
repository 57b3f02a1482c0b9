package kz.dabyl.simulator;

import java.util.HashMap;
import java.util.Map;
import kz.dabyl.model.Cell;
import kz.dabyl.simulator.event.Draws;
import kz.dabyl.simulator.event.Moment;

/**
 * The air on an ordinary day: natural short outages of each cell, and loss that waves, per cell and, for all cells of
 * it together, per network. Pure functions of time and cell, with a memory of what was drawn. Not thread-safe.
 */
final class Air {

    private static final long WAVE_MILLIS = 300_000;

    private final Scenario scenario;
    private final DayCurve day;
    private final long seed;
    private final Map<Cell, CellAir> cells = new HashMap<>();

    private record CellAir(long salt, long networkSalt, Outages outages) {}

    Air(Scenario scenario, long seed) {
        this.scenario = scenario;
        this.day = new DayCurve(scenario.surroundings());
        this.seed = seed;
    }

    /** Whether the cell has no natural outage just now. */
    boolean connects(Moment moment) {
        return !air(moment.cell()).outages().contains(moment.time());
    }

    /** By what a probe's usual loss is multiplied just now: by the cell's and its network's waves, and by the hour. */
    double wave(Moment moment) {
        var surroundings = scenario.surroundings();
        var hour = 1 + surroundings.daily() * (2 * day.load(moment.time()) - 1);
        if (surroundings.noise() == 0) {
            return hour;
        }
        var air = air(moment.cell());
        var height = wave(air.salt(), moment.time()) + wave(air.networkSalt(), moment.time());
        return hour * StrictMath.exp(surroundings.noise() * height);
    }

    private CellAir air(Cell cell) {
        var known = cells.get(cell);
        if (known == null) {
            var salt = Draws.salt(seed, "air " + cell);
            var networkSalt = Draws.salt(seed, "air of " + cell.network());
            known = new CellAir(salt, networkSalt, Outages.draw(scenario, new Chance(salt, "outages")));
            cells.put(cell, known);
        }
        return known;
    }

    /** From -1 to 1, a new height every five minutes and straight lines between. */
    private static double wave(long salt, long time) {
        var step = Math.floorDiv(time, WAVE_MILLIS);
        var part = Math.floorMod(time, WAVE_MILLIS) / (double) WAVE_MILLIS;
        var height = (1 - part) * Draws.uniform(salt, step) + part * Draws.uniform(salt, step + 1);
        return 2 * height - 1;
    }
}
