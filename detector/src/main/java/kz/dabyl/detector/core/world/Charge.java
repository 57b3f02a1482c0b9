package kz.dabyl.detector.core.world;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kz.dabyl.detector.core.cells.Presence;
import kz.dabyl.detector.core.rules.Memory;
import kz.dabyl.detector.core.rules.Silence;
import kz.dabyl.model.HopSummary;

/**
 * What speaks for one collector or one version failing, over all cells that it shares with others. Not thread-safe.
 *
 * <p>Its silent probes have to be three times as many as the others of the same cells lead to expect, and the others so many
 * that chance does not explain it. And they have to be three times as many as it loses and puts to sleep by itself in three
 * areas and in half of all: a cut district, together with the usual absentees of other cities, is no failing of what most
 * probes share.
 *
 * <p>Only whose own promise has run out since testifies for life: others may have fallen with those who were missed first.
 */
final class Charge {

    private static final int LEAST_AREAS = 3;
    private static final double LEAST_OF_AREA = 1;
    private static final double ALIKE = 0.5;

    /** Sums in another order are rounded otherwise. */
    private static final double SLACK = 1e-6;

    /** One in a hundred: so unlikely chance has to be. */
    private static final double LEAST_NATS = 4.6;

    private static final double HOURS_PER_HOP = HopSummary.HOP_MILLIS / 3_600_000.0;

    private final String name;
    private final Set<String> failing;
    private final long hop;
    private final long window;
    private final long asked;
    private final Group own = new Group();
    private final Group others = new Group();
    private final Map<String, Group> areas = new TreeMap<>();
    private double expected;
    private double silentAnywhere;
    private double liveAnywhere;

    /**
     * @param name whose charge it is
     * @param window so many hops ago the last promise was broken that counts
     * @param intervalSeconds how often those of its probes promise that do so most often
     * @param failing that may fail with it, and say nothing against it
     */
    Charge(String name, long hop, long window, int intervalSeconds, Set<String> failing) {
        this.name = name;
        this.failing = failing;
        this.hop = hop;
        this.window = window;
        this.asked = Silence.brokenAfter(intervalSeconds);
    }

    /**
     * Takes the probes of a cell, and what each of them is called.
     *
     * @param replaced that came back and may have been called as who is charged: they have not failed
     */
    void add(List<Presence> all, List<String> names, String area, int replaced) {
        var here = new Group();
        var beside = new Group();
        for (var i = 0; i < all.size(); i++) {
            if (names.get(i).equals(name)) {
                here.add(all.get(i));
            } else if (!failing.contains(names.get(i))) {
                beside.add(all.get(i));
            }
        }
        // Who is back is among those who live; in a cell where nobody is left these say nothing else.
        here.live(Math.min(replaced, beside.live));
        silentAnywhere += here.silent;
        liveAnywhere += here.live;
        if (beside.all() >= 1) {
            own.add(here);
            areas.computeIfAbsent(area, a -> new Group()).add(here);
            if (names.contains(name)) {
                others.add(beside);
                expected += here.all() * beside.silent / beside.all();
            }
        }
    }

    /** Whether the last promise was broken so many hops ago at most. */
    static boolean lately(long silentHops, int intervalSeconds, long window) {
        return silentHops <= window + Silence.brokenAfter(intervalSeconds) / HopSummary.HOP_MILLIS;
    }

    /** Whether silent probes count as of {@code hop}. */
    static boolean silentOfLate(Presence presence, long hop, long window) {
        var interval = presence.sources() ? 0 : presence.intervalSeconds();
        return !presence.keepsPromises() && lately(hop - presence.lastHeard(), interval, window);
    }

    /** Whether a charge may hold against one of whom so much is silent of late, by area; beside others or not. */
    static boolean mayHold(Collection<Double> silentByArea) {
        var sum = 0.0;
        var areas = 0;
        for (var silent : silentByArea) {
            sum += silent;
            areas += silent >= LEAST_OF_AREA - SLACK ? 1 : 0;
        }
        return sum >= Suspicion.LEAST_SILENT - SLACK && areas >= LEAST_AREAS;
    }

    /** Whether it fails. */
    boolean holds() {
        return own.silent >= Suspicion.LEAST_SILENT
                && others.all() >= Suspicion.LEAST_OTHERS
                && own.silent >= Suspicion.LEAST_SHARE * own.all()
                && own.silent >= Suspicion.TIMES_EXPECTED * expected
                && nats() >= LEAST_NATS
                && alike();
    }

    /** Whether what was found before is still so: most of its probes have not come back, and most of the others did not follow. */
    boolean stands() {
        return silentAnywhere > liveAnywhere && others.silent <= others.heard;
    }

    private boolean alike() {
        var ailing = areas.values().stream().filter(Group::ails).count();
        return ailing >= LEAST_AREAS
                && ailing
                        >= ALIKE * areas.values().stream().filter(Group::tells).count();
    }

    /** How unlikely the others' little silence is if they fell silent as often as its own probes did (Chernoff). */
    private double nats() {
        var share = own.silent / own.asked();
        var theirs = others.asked() == 0 ? share : others.silent / others.asked();
        return theirs >= share ? 0 : others.asked() * (part(theirs, share) + part(1 - theirs, 1 - share));
    }

    private static double part(double seen, double believed) {
        return seen == 0 ? 0 : seen * Math.log(seen / Math.max(believed, 1e-3));
    }

    /** Some of the probes, by weight. */
    private final class Group {

        private double silent;
        private double live;
        private double heard;
        private double usual;

        void add(Presence presence) {
            if (presence.unknown()) {
                return;
            }
            var ago = hop - presence.lastHeard();
            if (!presence.keepsPromises()) {
                if (!silentOfLate(presence, hop, window)) {
                    return;
                }
                silent += presence.weight();
            } else {
                live += presence.weight();
                heard += ago * HopSummary.HOP_MILLIS <= asked ? presence.weight() : 0;
            }
            var hours = Math.min(window, Memory.REMEMBERED_HOPS) * HOURS_PER_HOP;
            usual += presence.weight() * Math.min(1, presence.loss() + presence.sleepsPerHour() * hours);
        }

        void live(double weight) {
            live += weight;
            heard += weight;
        }

        void add(Group other) {
            silent += other.silent;
            live += other.live;
            heard += other.heard;
            usual += other.usual;
        }

        double all() {
            return silent + live;
        }

        double asked() {
            return silent + heard;
        }

        boolean tells() {
            return asked() >= 1;
        }

        /** Whether more are silent than it loses and puts to sleep by itself, of those who were asked. */
        boolean ails() {
            return silent >= LEAST_OF_AREA
                    && silent >= Suspicion.LEAST_SHARE * asked()
                    && silent >= Suspicion.TIMES_EXPECTED * usual * asked() / all();
        }
    }
}
