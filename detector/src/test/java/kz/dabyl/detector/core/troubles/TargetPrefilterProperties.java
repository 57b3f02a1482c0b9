package kz.dabyl.detector.core.troubles;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.cells.Habits;
import kz.dabyl.detector.core.cells.TroubleBound;
import kz.dabyl.detector.core.scopes.HopView;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Thresholds;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;

/** What is passed over so that most cells need not be looked at changes nothing that is found. */
class TargetPrefilterProperties {

    private static final List<String> TARGETS = List.of("domestic/kaspi.kz", "site/vlast.kz");
    private static final List<Ailment> AILMENTS =
            List.of(Ailment.TIMEOUT, Ailment.SLOW_2, Ailment.SLOW_5, Ailment.THIN_2, Ailment.FOREIGN_ISSUER);

    private static final Thresholds LENIENT = Thresholds.DEFAULT.withRttFactor(2);
    private static final Thresholds STRICT = Thresholds.DEFAULT.withRttFactor(8);

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF, seed = "4242")
    void aCellThatWasClearHidesNothingLater(
            @ForAll @IntRange(min = 0) int seed, @ForAll @LongRange(min = 1, max = 300) long later) {
        var looked = world(seed);
        var first = looked.now();
        found(first, STRICT);
        var before = found(first, STRICT);

        var then = looked.at(HOP + later);
        var passed = then.cells().values().stream().anyMatch(view -> view.mayAil() && view.isClear(STRICT));
        var strict = found(then, STRICT);
        var lenient = found(then, LENIENT);

        assertThat(lenient).isEqualTo(found(world(seed).at(HOP + later), LENIENT));
        assertThat(strict).isEqualTo(found(world(seed).at(HOP + later), STRICT));
        demand("nothing is found at first, but by others", before.isEmpty() && !lenient.isEmpty());
        demand("a cell is passed over", passed);
        demand("something is found", !strict.isEmpty());
        demand("what is found gets too old", !before.isEmpty() && strict.isEmpty());
    }

    @Property(tries = 2000, seed = "4242")
    void whatIsLeftOutByItsPercentsIsNothingByItsWeight(
            @ForAll @IntRange(min = 0, max = 2000) int ailing,
            @ForAll @IntRange(min = 0, max = 4000) int well,
            @ForAll @IntRange(min = 1, max = 100) int trust) {
        var habits = new Habits(30, trust / 100.0, 1);

        var much = TroubleBound.isMuch(habits.weight(ailing, 0), habits.weight(well, 0));

        if (!TroubleBound.isMuch((long) ailing, (long) well)) {
            assertThat(much).isFalse();
        }
        Statistics.label("much")
                .collect(much)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 5));
    }

    private static void demand(String what, boolean so) {
        Statistics.label(what)
                .collect(so)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 1));
    }

    private static List<String> found(World world, Thresholds thresholds) {
        var found = new ArrayList<String>();
        new TargetPrefilter(new HopView(world), thresholds, (view, signal) -> true)
                .forEach((signal, areas) -> found.add(signal + " " + areas));
        return found;
    }

    private static TestWorld world(int seed) {
        var random = new Random(seed);
        var world = new TestWorld();
        for (var place : List.of(TestCity.CENTRE, TestCity.ASTANA)) {
            var cell = mobile(place, "401-01");
            world.with(
                    cell, TestWorld.probes(1 + random.nextInt(30), 1), TestWorld.newcomers(1 + random.nextInt(5), 1));
            for (var target : TARGETS) {
                world.trying(cell, tally(random, target));
            }
        }
        return world;
    }

    private static CellSummary.TargetTally tally(Random random, String target) {
        var troubles = new ArrayList<CellSummary.Trouble>();
        for (var left = random.nextInt(4); left > 0; left--) {
            var probes = 1 + random.nextInt(8);
            troubles.add(new CellSummary.Trouble(
                    AILMENTS.get(random.nextInt(AILMENTS.size())),
                    HOP - 1 - random.nextInt(300),
                    1 + random.nextInt(5),
                    0,
                    probes,
                    100 * probes,
                    random.nextInt(6) == 0));
        }
        var well = random.nextInt(8);
        return new CellSummary.TargetTally(target, well, 100 * well, random.nextBoolean() ? 0 : 50 * well, troubles);
    }
}
