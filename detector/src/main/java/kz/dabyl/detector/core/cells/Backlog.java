package kz.dabyl.detector.core.cells;

import java.util.ArrayList;
import java.util.List;

/**
 * Hops of a store that one cell has not taken in yet, since nobody has asked for it: who speaks of it, and where they stand in
 * a {@link Turnout}. Not thread-safe.
 */
public final class Backlog {

    private final Turnout turnout;
    private final List<LazySummary> speakers = new ArrayList<>(1);
    private int[] places = new int[1];
    private int taken;

    Backlog(Turnout turnout) {
        this.turnout = turnout;
    }

    public void add(LazySummary speaker, int place) {
        if (speakers.size() == places.length) {
            places = java.util.Arrays.copyOf(places, 2 * places.length);
        }
        places[speakers.size()] = place;
        speakers.add(speaker);
    }

    boolean isOf(Turnout other) {
        return turnout == other;
    }

    /** Those who speak of the cell in each of the hops. */
    List<LazySummary> speakers() {
        return speakers;
    }

    /** Whether there are hops to be taken in. */
    boolean waits() {
        return taken < turnout.size();
    }

    /** Whether there are others before the last. */
    boolean waitsBeforeTheLast() {
        return taken < turnout.size() - 1;
    }

    /** The next hop that was not taken in. */
    long hop() {
        return turnout.hop(taken);
    }

    /** Reports that came in it. */
    int reports() {
        var sum = 0;
        for (var i = 0; i < speakers.size(); i++) {
            sum += turnout.reports(taken, places[i]);
        }
        return sum;
    }

    /** It is taken in. */
    void next() {
        taken++;
    }
}
