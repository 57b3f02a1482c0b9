package kz.dabyl.simulator;

import java.util.ArrayList;

/** When one cell has natural outages, short and for no reason. It remembers where it was asked last, as time
 * goes on by small steps. Not thread-safe. */
final class Outages {

    private static final double SECONDS_PER_DAY = 86_400;

    /** Starts and ends by turns. */
    private final long[] turns;

    private int passed;

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
        while (passed > 0 && turns[passed - 1] > time) {
            passed--;
        }
        while (passed < turns.length && turns[passed] <= time) {
            passed++;
        }
        return passed % 2 == 1;
    }
}
