package kz.dabyl.simulator;

import java.util.ArrayList;
import java.util.Arrays;

/** When one cell has natural outages, short and for no reason. Immutable. */
final class Outages {

    private static final double SECONDS_PER_DAY = 86_400;

    /** Starts and ends by turns. */
    private final long[] turns;

    private Outages(long... turns) {
        this.turns = turns;
    }

    static Outages draw(Scenario scenario, Chance chance) {
        var surroundings = scenario.surroundings();
        if (surroundings.outagesPerDay() == 0 || surroundings.outageMeanSeconds() == 0) {
            return new Outages();
        }
        var turns = new ArrayList<Long>();
        var between = SECONDS_PER_DAY / surroundings.outagesPerDay();
        for (var start = scenario.start() + millis(chance, between); start < scenario.end(); ) {
            var end = start + millis(chance, surroundings.outageMeanSeconds());
            turns.add(start);
            turns.add(end);
            start = end + millis(chance, between);
        }
        return new Outages(turns.stream().mapToLong(Long::longValue).toArray());
    }

    private static long millis(Chance chance, double meanSeconds) {
        return 1 + (long) chance.exponential(1000 * meanSeconds);
    }

    boolean contains(long time) {
        var found = Arrays.binarySearch(turns, time);
        var passed = found >= 0 ? found + 1 : -found - 1;
        return passed % 2 == 1;
    }
}
