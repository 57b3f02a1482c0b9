package kz.dabyl.detector.tuning.history;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import kz.dabyl.model.Access;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Places;
import kz.dabyl.model.Thresholds;

/**
 * Summaries of two places of two cities with two mobile networks and a fixed one, six probes each that report every minute,
 * sleep, fall into short outages far more often than real ones, and whatever cuts a test adds. Two partitions take turns in
 * telling of a cell's probes. Deterministic.
 */
final class TestLog {

    static final long FIRST = HopSummary.hopOf(1_619_222_400_000L);
    static final long MINUTE = 60_000 / HopSummary.HOP_MILLIS;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private static final int PROBES = 6;
    private static final int INTERVAL_SECONDS = 60;
    private static final long REMEMBERED = 22 * MINUTE;
    private static final double OUTAGES_A_HOP = 4.0 / DAY;
    private static final double LONGEST_OUTAGE = 4 * MINUTE;

    private final SplittableRandom chance;
    private final List<Place> places = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();

    /** Cells that nobody hears from, hops counted from the first. */
    private record Cut(Predicate<Cell> cells, long from, long until) {}

    /** A cell and its probes. */
    private static final class Place {

        private final Cell cell;
        private final long[] lastHeard = new long[PROBES];
        private final long[] asleepUntil = new long[PROBES];
        private long outageUntil = Long.MIN_VALUE;

        Place(Cell cell) {
            this.cell = cell;
        }
    }

    TestLog(long seed) {
        chance = new SplittableRandom(seed);
        for (var city : List.of(Places.at(43.2383, 76.9454, 7), Places.at(51.1290, 71.4300, 7))) {
            for (var place : Places.disk(city, 1).subList(0, 2)) {
                places.add(new Place(new Cell(place, "401-01", Access.MOBILE)));
                places.add(new Place(new Cell(place, "401-02", Access.MOBILE)));
                places.add(new Place(new Cell(place, "AS9198", Access.FIXED)));
            }
        }
    }

    TestLog cut(long from, long until, Predicate<Cell> cells) {
        cuts.add(new Cut(cells, from, until));
        return this;
    }

    static Predicate<Cell> mobile(String area) {
        return cell -> cell.access() == Access.MOBILE
                && kz.dabyl.model.Areas.of(cell.place()).equals(area);
    }

    static Thresholds thresholds(double falseAlarms, int minProbes, int closeAfter) {
        return new Thresholds(falseAlarms, minProbes, List.of("KZ"), 60, closeAfter, 20, 3, 0.2, 1);
    }

    /** So many hops from the beginning. */
    List<HopSummary> hops(long count) {
        var hops = new ArrayList<HopSummary>();
        for (var hop = FIRST; hop < FIRST + count; hop++) {
            var cells = List.of(new ArrayList<CellSummary>(), new ArrayList<CellSummary>());
            for (var place : places) {
                hear(place, hop, cells);
            }
            var clock = new HopSummary.CollectorClock("c1", HopSummary.startOf(hop + 1), false);
            hops.add(new HopSummary(0, 2, hop, List.of(clock), cells.get(0)));
            hops.add(new HopSummary(1, 2, hop, List.of(clock), cells.get(1)));
        }
        return hops;
    }

    private boolean cut(Place place, long hop) {
        if (hop > place.outageUntil && chance.nextDouble() < OUTAGES_A_HOP) {
            place.outageUntil = hop + (long) (chance.nextDouble() * LONGEST_OUTAGE);
        }
        return place.outageUntil >= hop
                || cuts.stream()
                        .anyMatch(c -> c.cells.test(place.cell) && hop >= FIRST + c.from && hop < FIRST + c.until);
    }

    private void hear(Place place, long hop, List<? extends List<CellSummary>> partitions) {
        var cut = cut(place, hop);
        for (var partition = 0; partition < partitions.size(); partition++) {
            var cohorts = new ArrayList<CellSummary.Cohort>();
            var returns = new ArrayList<CellSummary.Return>();
            var late = new ArrayList<CellSummary.Late>();
            var heard = 0;
            for (var probe = partition; probe < PROBES; probe += partitions.size()) {
                var before = place.lastHeard[probe];
                if (Math.floorMod(hop, MINUTE) == 2L * probe && !cut && awake(place, probe, hop)) {
                    heard++;
                    place.lastHeard[probe] = hop;
                    if (before > 0 && hop - before > 2 * MINUTE) {
                        returns.add(new CellSummary.Return(before, 1, 0));
                        late.add(new CellSummary.Late((before + hop) / 2, 1, 0, 1));
                    }
                }
                if (hop - place.lastHeard[probe] <= REMEMBERED) {
                    cohorts.add(new CellSummary.Cohort(
                            place.lastHeard[probe], INTERVAL_SECONDS, 1, 2, 0, 0, 1, 100, false, false, false));
                }
            }
            if (!cohorts.isEmpty()) {
                partitions
                        .get(partition)
                        .add(new CellSummary(
                                place.cell,
                                "c1",
                                heard,
                                0,
                                CellSummary.Sources.NONE,
                                cohorts,
                                returns,
                                late,
                                targets(hop)));
            }
        }
    }

    private boolean awake(Place place, int probe, long hop) {
        if (place.asleepUntil[probe] < hop && chance.nextInt(300) == 0) {
            place.asleepUntil[probe] = hop + chance.nextInt(360);
        }
        return place.asleepUntil[probe] < hop && chance.nextInt(50) != 0;
    }

    private List<CellSummary.TargetTally> targets(long hop) {
        if (chance.nextInt(20) != 0) {
            return List.of(new CellSummary.TargetTally("site/example.org", 3, 300, 0, List.of()));
        }
        var trouble = new CellSummary.Trouble(Ailment.TIMEOUT, hop - 12, 1, 0, 1, 100, false);
        return List.of(new CellSummary.TargetTally("site/example.org", 2, 200, 50, List.of(trouble)));
    }
}
