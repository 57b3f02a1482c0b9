package kz.dabyl.bench.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Places;

/**
 * Summaries of a deployment as the first fold would write them, made without probes or reports: places of 25 cities with three
 * mobile networks and a fixed one, ten probes a cell that sleep, lose reports and fall into natural outages of 40 s at 0.3 a
 * day, a city's networks cut for hours every other week and one network of a city every week. The same for a seed. Not
 * thread-safe.
 *
 * <p>A history keeps little but the cuts. So the quiet time between them can be passed over: clocks go on as though it had
 * been, and all that was to come comes so much later.
 */
final class Deployment {

    /** Probes a cell. */
    static final int PROBES = 10;

    private static final String COLLECTOR = "c1";
    private static final int RESOLUTION = 7;
    private static final String[] MOBILE = {"401-01", "401-02", "401-77"};
    private static final String FIXED = "AS9198";
    private static final long WEEK_HOPS = 7 * 86_400_000L / HopSummary.HOP_MILLIS;
    private static final double CUTS_A_WEEK = 1.5;
    private static final long HOUR_HOPS = 3_600_000 / HopSummary.HOP_MILLIS;

    private static final double[][] CITIES = {
        {43.238, 76.945}, {51.129, 71.430}, {42.317, 69.590}, {49.807, 73.088}, {50.283, 57.167},
        {42.900, 71.367}, {52.287, 76.967}, {49.948, 82.615}, {50.411, 80.227}, {47.107, 51.914},
        {53.214, 63.632}, {44.853, 65.509}, {51.233, 51.367}, {54.873, 69.150}, {43.652, 51.158},
        {43.302, 68.270}, {53.285, 69.388}, {45.018, 78.374}, {51.724, 75.323}, {52.960, 63.120},
        {43.341, 52.862}, {47.804, 67.714}, {46.844, 74.980}, {43.867, 77.063}, {50.054, 72.959}
    };

    private final SplittableRandom chance;
    private final List<Site> sites = new ArrayList<>();
    private final int sitesOfCity;
    private long cutUntil = Long.MIN_VALUE;
    private long passed;

    /** @param cells how many, a multiple of 100 */
    Deployment(int cells, long seed) {
        chance = new SplittableRandom(seed);
        sitesOfCity = cells / CITIES.length;
        for (var city : CITIES) {
            var places = Places.disk(Places.at(city[0], city[1], RESOLUTION), 3).stream()
                    .sorted()
                    .limit(sitesOfCity / (MOBILE.length + 1))
                    .toList();
            for (var place : places) {
                for (var network : MOBILE) {
                    sites.add(new Site(new Cell(place, network, Access.MOBILE), COLLECTOR, chance.split()));
                }
                sites.add(new Site(new Cell(place, FIXED, Access.FIXED), COLLECTOR, chance.split()));
            }
        }
    }

    /**
     * The summary of the next hop; hops are asked for one after the other.
     *
     * @param hop not counting what was passed over
     */
    HopSummary next(long hop) {
        return at(hop + passed);
    }

    /** Passes over the quiet time after {@code hop}, if half an hour of it was seen, up to the next cut. */
    void passOver(long hop) {
        var now = hop + passed;
        cutUntil = cutUntil == Long.MIN_VALUE ? now : cutUntil;
        if (now <= cutUntil + HOUR_HOPS / 2) {
            return;
        }
        var wait = (long) (-Math.log(1 - chance.nextDouble()) * WEEK_HOPS / CUTS_A_WEEK);
        var whole = wait - wait % Site.INTERVAL_HOPS;
        passed += whole;
        sites.forEach(site -> site.passOver(whole));
        cut(now + whole + 1);
    }

    /** Hops that were passed over so far. */
    long passed() {
        return passed;
    }

    private HopSummary at(long hop) {
        if (hop > cutUntil && chance.nextDouble() < CUTS_A_WEEK / WEEK_HOPS) {
            cut(hop);
        }
        var cells = new ArrayList<kz.dabyl.model.CellSummary>(sites.size());
        for (var site : sites) {
            site.next(hop).ifPresent(cells::add);
        }
        var clock = new HopSummary.CollectorClock(COLLECTOR, HopSummary.startOf(hop + 1), false);
        return new HopSummary(0, 1, hop, List.of(clock), cells);
    }

    private void cut(long from) {
        cutUntil = from + HOUR_HOPS / 2 + chance.nextLong(4 * HOUR_HOPS);
        cut(chance.nextInt(CITIES.length), chance.nextInt(3));
    }

    /** Of every third cut all mobile networks of half a city, of the others one network. */
    private void cut(int city, int which) {
        for (var i = 0; i < sitesOfCity; i++) {
            var site = sites.get(city * sitesOfCity + i);
            var network = i % (MOBILE.length + 1);
            if (which == 0 ? network < MOBILE.length && i < sitesOfCity / 2 : network == which) {
                site.cutUntil(cutUntil);
            }
        }
    }
}
