package kz.dabyl.detector.core.world;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.cells.Cadence;
import kz.dabyl.detector.core.cells.TestSources;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What is left out so that nobody need be looked at one by one changes nothing, whoever there is. */
class SuspicionProperties {

    private static final List<String> PLACES =
            List.of(TestCity.CENTRE, TestCity.WEST, TestCity.ASTANA, TestCity.SHYMKENT, "KZ-15", "KZ-23");

    private static final List<Integer> VERSIONS = List.of(0, 7, 7, 8, 9);

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF, seed = "4242")
    void theBoundLeavesOutNobodyWhoIsSuspect(@ForAll @IntRange(min = 0) int seed) {
        var world = world(seed);

        var bound = SuspicionPrefilter.of(world.cells.values(), HOP, world.health, several(world));

        var collectors = Suspicion.of(world.cells.values(), HOP, Trait.COLLECTOR, Set.of());
        var versions = Suspicion.of(world.cells.values(), HOP, Trait.VERSION, Set.of());
        if (!bound.collectorMayFail()) {
            assertThat(collectors).isEmpty();
        }
        if (!bound.versionMayFail()) {
            assertThat(versions).isEmpty();
        }
        demand("somebody is suspect", !collectors.isEmpty() || !versions.isEmpty());
        demand("a collector is left out", !bound.collectorMayFail());
        demand("versions are left out", !bound.versionMayFail());
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF, seed = "4242")
    void thoseWhoAreSuspectAreThoseOfWhomEachIsHeldAgainstTheOthers(@ForAll @IntRange(min = 0) int seed) {
        var world = world(seed);

        var collectors = Suspicion.of(world.cells.values(), HOP, Trait.COLLECTOR, Set.of());
        var versions = Suspicion.of(world.cells.values(), HOP, Trait.VERSION, Set.of());

        assertThat(collectors).isEqualTo(oneByOne(world, Trait.COLLECTOR));
        assertThat(versions).isEqualTo(oneByOne(world, Trait.VERSION));
        demand("somebody is suspect", !collectors.isEmpty() || !versions.isEmpty());
    }

    /** Without such cases a property would hold of nothing. */
    private static void demand(String what, boolean so) {
        Statistics.label(what)
                .collect(so)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 3));
    }

    /** As {@link Suspicion} would find them if nobody were left out. */
    private static Set<String> oneByOne(World world, Trait trait) {
        var failing = trait == Trait.COLLECTOR ? mostlySilent(world) : Set.<String>of();
        var quickest = new TreeMap<String, Integer>();
        for (var view : world.cells.values()) {
            for (var presence : view.presences()) {
                if (!presence.keepsPromises() && !presence.newcomers() && presence.weight() > 0) {
                    quickest.merge(trait.of(presence), presence.intervalSeconds(), Math::min);
                }
            }
        }
        quickest.remove("");
        var suspects = new TreeSet<String>();
        quickest.forEach((name, interval) -> {
            var charge =
                    new Charge(name, HOP, Suspicion.WINDOW_HOPS, interval, failing.contains(name) ? failing : Set.of());
            for (var view : world.cells.values()) {
                var names = view.presences().stream().map(trait::of).toList();
                charge.add(view.presences(), names, view.area(), trait.replaced(view));
            }
            if (charge.holds()) {
                suspects.add(name);
            }
        });
        return suspects;
    }

    /** The collectors of whose probes six in ten are silent of late, of those of whom anything is known. */
    private static Set<String> mostlySilent(World world) {
        var silent = new TreeMap<String, Double>();
        var all = new TreeMap<String, Double>();
        for (var view : world.cells.values()) {
            for (var presence : view.presences()) {
                var late = Charge.silentOfLate(presence, HOP, Suspicion.WINDOW_HOPS);
                if (late || presence.lives()) {
                    all.merge(presence.collector(), presence.weight(), Double::sum);
                    silent.merge(presence.collector(), late ? presence.weight() : 0, Double::sum);
                }
            }
        }
        all.entrySet().removeIf(each -> silent.getOrDefault(each.getKey(), 0.0) < 0.6 * each.getValue());
        return all.keySet();
    }

    private static Several several(World world) {
        var several = new Several();
        world.cells.values().forEach(view -> view.latest().forEach(several::see));
        return several;
    }

    private static World world(int seed) {
        var random = new Random(seed);
        var world = new TestWorld();
        var kind = random.nextInt(10);
        if (kind == 0) {
            rack(world, random);
        } else if (kind == 1) {
            few(world, random);
        } else {
            many(world, random);
        }
        if (random.nextInt(3) == 0) {
            world.world.health.update(HOP - random.nextInt(60), List.of(blind("c" + (1 + random.nextInt(3)))));
        }
        return world.now();
    }

    private static HopSummary blind(String collector) {
        return new HopSummary(0, 1, HOP, List.of(new HopSummary.CollectorClock(collector, 0, true)), List.of());
    }

    /** Cells in which one collector or one version is missed more than the others, beside all that weighs less than it seems. */
    private static void many(TestWorld world, Random random) {
        var missed = random.nextDouble();
        var others = random.nextDouble() * random.nextDouble();
        var byVersion = random.nextBoolean();
        var pair = random.nextBoolean();
        var newcomers = random.nextInt(4) * 0.15;
        var invited = random.nextInt(3) * 0.3;
        var many = random.nextInt(4) == 0;
        var back = random.nextInt(3) * 0.3;
        for (var cell : cells()) {
            var byCollector = new TreeMap<String, List<CellSummary.Cohort>>();
            for (var left = 1 + random.nextInt(6); left > 0; left--) {
                var collector = "c" + (1 + random.nextInt(3));
                int version = VERSIONS.get(random.nextInt(VERSIONS.size()));
                var fails = byVersion ? version == 7 : collector.equals("c1") || (pair && collector.equals("c2"));
                byCollector
                        .computeIfAbsent(collector, c -> new ArrayList<>())
                        .add(cohort(
                                random,
                                random.nextDouble() < (fails ? missed : others),
                                version,
                                random.nextDouble() < invited ? 1 + random.nextInt(2) : 0,
                                many ? 12 : 4,
                                random.nextDouble() < newcomers));
            }
            byCollector.forEach(
                    (collector, cohorts) -> world.with(cell, collector, cohorts.toArray(CellSummary.Cohort[]::new)));
            if (byCollector.containsKey("c1") && random.nextInt(4) == 0) {
                world.withSources(cell, TestSources.KNOWN, cadence(random.nextInt(40)));
            }
            if (random.nextDouble() < back) {
                var probes = 1 + random.nextInt(6);
                world.returning(cell, 9 + random.nextInt(50), probes, random.nextInt(probes + 1));
            }
        }
    }

    /** Two collectors lost most of their probes: one a crowd where it is alone, few beside a third, and none beside the other. */
    private static void rack(TestWorld world, Random random) {
        var crowd = 1 + random.nextInt(400);
        for (var cell : cells()) {
            var place = cell.place();
            if (place.equals("KZ-15")) {
                world.with(cell, "c1", probes(crowd, 20));
            } else if (place.equals("KZ-23") && cell.network().equals("401-01")) {
                world.with(cell, "c1", probes(crowd, 1)).with(cell, "c2", probes(1 + random.nextInt(4), 20));
            } else if (random.nextInt(5) > 0) {
                world.with(cell, "c1", probes(1 + random.nextInt(2), random.nextInt(9) == 0 ? 1 : 20))
                        .with(cell, random.nextInt(9) == 0 ? "c2" : "c3", probes(1 + random.nextInt(2), 1));
            }
        }
    }

    /** A version beside one or two others in each cell, missed of late or so long ago that it says nothing any more. */
    private static void few(TestWorld world, Random random) {
        for (var cell : cells()) {
            if (random.nextInt(3) > 0) {
                var ago = random.nextInt(3) == 0 ? 200 : 20;
                world.with(cell, "c1", probes(1 + random.nextInt(3), ago, 7))
                        .with(cell, "c2", probes(1, 1, 8 + random.nextInt(2)));
            }
        }
    }

    private static List<Cell> cells() {
        return PLACES.stream()
                .flatMap(place -> Stream.of("401-01", "401-02").map(network -> mobile(place, network)))
                .toList();
    }

    private static CellSummary.Cohort cohort(
            Random random, boolean silent, int version, int invite, int most, boolean newcomers) {
        var hopsAgo = silent ? 9 + random.nextInt(random.nextInt(4) == 0 ? 200 : 50) : random.nextInt(7);
        var probes = 1 + random.nextInt(most);
        return new CellSummary.Cohort(
                HOP - hopsAgo,
                random.nextInt(4) == 0 ? 60 : 30,
                1,
                2,
                version,
                invite,
                probes,
                probes * (1 + random.nextInt(100)),
                newcomers,
                !silent && random.nextInt(10) == 0,
                false);
    }

    /** Of sources of which one spoke every other minute, until so many minutes ago. */
    private static Cadence cadence(int silentMinutes) {
        var cadence = new Cadence();
        var random = new Random(1);
        var from = HOP - 120 * TestSources.MINUTE;
        for (var hop = from; hop < HOP; hop++) {
            var speaks = random.nextInt((int) (2 * TestSources.MINUTE)) == 0
                    && hop < HOP - silentMinutes * TestSources.MINUTE;
            cadence.take(hop, new CellSummary.Sources(speaks ? 1 : 0, TestSources.KNOWN), false);
        }
        return cadence;
    }
}
