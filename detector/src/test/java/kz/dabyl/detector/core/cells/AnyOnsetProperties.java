package kz.dabyl.detector.core.cells;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.CellSummary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

class AnyOnsetProperties {

    @Property(tries = 2000, seed = "4242")
    void anOnsetGivesSoMuchIfTheBestDoes(
            @ForAll Random random,
            @ForAll @DoubleRange(min = 0.5, max = 40) double nats,
            @ForAll @IntRange(min = 0, max = 60) int likely) {
        var cell = mobile(TestCity.CENTRE, "401-01");
        var cohorts = new ArrayList<CellSummary.Cohort>();
        var silent = random.nextDouble();
        for (var left = 1 + random.nextInt(9); left > 0; left--) {
            cohorts.add(cohort(random, random.nextDouble() < silent));
        }
        var world = new TestWorld().with(cell, cohorts.toArray(CellSummary.Cohort[]::new));
        world.now();
        var view = world.view(cell);

        var any = view.anyOnset(nats, HOP - likely);

        assertThat(any).isEqualTo(view.sharpest().onset().nats() >= nats);
        assertThat(view.anyOnset(nats, HOP - likely)).isEqualTo(any);
        Statistics.label("any").collect(any).coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 5);
            coverage.check(false).percentage(share -> share > 5);
        });
    }

    private static CellSummary.Cohort cohort(Random random, boolean silent) {
        var ago = silent ? 9 + 5 * random.nextInt(8) : random.nextInt(7);
        var probes = 1 + random.nextInt(8);
        return new CellSummary.Cohort(
                HOP - ago,
                List.of(10, 30, 60).get(random.nextInt(3)),
                random.nextInt(3),
                random.nextInt(4),
                0,
                0,
                probes,
                probes * (20 + random.nextInt(81)),
                random.nextInt(8) == 0,
                random.nextInt(12) == 0,
                random.nextBoolean());
    }
}
