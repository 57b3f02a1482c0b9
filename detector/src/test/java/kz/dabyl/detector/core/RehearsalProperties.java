package kz.dabyl.detector.core;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.openings.OpeningBar;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.rules.Memory;
import kz.dabyl.detector.core.scopes.ScopeScan;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Thresholds;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** More probes never see later, and slower ones never sooner. */
class RehearsalProperties {

    private static final int INTERVAL = 30;
    private static final Cell CELL = mobile(TestCity.CENTRE, "401-01");
    private static final Cell BESIDE = mobile(TestCity.CENTRE, "401-02");

    @Property(tries = 100)
    void twiceAsManyProbesNeverSeeLater(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 5) Integer> hopsAgo,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 5) Integer> beside) {
        var more = new ArrayList<>(hopsAgo);
        more.addAll(hopsAgo);

        var few = new AlteredPopulation(hopsAgo, beside, INTERVAL);
        var many = new AlteredPopulation(more, beside, INTERVAL);

        assertThat(later(many.network)).isLessThanOrEqualTo(later(few.network));
        assertThat(later(many.place)).isLessThanOrEqualTo(later(few.place));
    }

    /** Whoever is heard later than the others speaks against a cut until its promise is broken too, and dates it later. */
    @Property(tries = 100)
    void anotherProbeDelaysNothingByMoreThanAnInterval(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 5) Integer> hopsAgo,
            @ForAll @IntRange(min = 0, max = 5) int another,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 5) Integer> beside) {
        var more = new ArrayList<>(hopsAgo);
        more.add(another);

        var few = new AlteredPopulation(hopsAgo, beside, INTERVAL);
        var many = new AlteredPopulation(more, beside, INTERVAL);

        assertThat((long) later(many.network)).isLessThanOrEqualTo((long) later(few.network) + INTERVAL);
        assertThat((long) later(many.place)).isLessThanOrEqualTo((long) later(few.place) + INTERVAL);
    }

    @Property(tries = 100)
    void longerIntervalsNeverSeeSooner(
            @ForAll @IntRange(min = 1, max = 12) int probes,
            @ForAll @IntRange(min = 1, max = 6) int beside,
            @ForAll @IntRange(min = 0, max = 5) int hopsAgo,
            @ForAll @IntRange(min = INTERVAL, max = 600) int longer) {
        var cell = Collections.nCopies(probes, hopsAgo);
        var others = Collections.nCopies(beside, hopsAgo);

        var often = new AlteredPopulation(cell, others, INTERVAL);
        var seldom = new AlteredPopulation(cell, others, longer);

        assertThat(later(seldom.network)).isGreaterThanOrEqualTo(later(often.network));
        assertThat(later(seldom.place)).isGreaterThanOrEqualTo(later(often.place));
    }

    @Property(tries = 100)
    void aPlaceIsNeverSeenLaterThanItsNetwork(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 5) Integer> hopsAgo,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 5) Integer> beside) {
        var seen = new AlteredPopulation(hopsAgo, beside, INTERVAL);

        assertThat(later(seen.place)).isLessThanOrEqualTo(later(seen.network));
    }

    /** It is found by doubling and halving: nothing would have opened in any hop before. */
    @Property(tries = 50)
    void theHopThatIsSaidIsTheFirst(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 5) Integer> hopsAgo,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 5) Integer> beside) {
        var seen = new AlteredPopulation(hopsAgo, beside, INTERVAL);

        assertThat(later(seen.place)).isEqualTo(later(seen.hopByHop()));
    }

    private static int later(OptionalInt seconds) {
        return seconds.orElse(Integer.MAX_VALUE);
    }

    /** What a cell sees with probes last heard so many hops ago, and others beside it. */
    private static final class AlteredPopulation {

        private final TestWorld town = new TestWorld();
        private final OptionalInt network;
        private final OptionalInt place;

        AlteredPopulation(List<Integer> hopsAgo, List<Integer> beside, int interval) {
            add(town, CELL, hopsAgo, interval);
            add(town, BESIDE, beside, interval);
            var rehearsal = new Rehearsal(town.now(), Thresholds.DEFAULT, List.of(), List.of());
            var views = List.of(town.view(CELL), town.view(BESIDE));
            network = rehearsal.network(town.view(CELL), views);
            place = rehearsal.everywhere(Access.MOBILE, views).getOrDefault(CELL, OptionalInt.empty());
        }

        /** Seconds until a cut of the place opens an incident that names the cell, tried hop by hop. */
        OptionalInt hopByHop() {
            var bar = new OpeningBar(town.world(), Thresholds.DEFAULT, List.of(), List.of());
            for (var hops = 1; hops <= Memory.longestHops(INTERVAL); hops++) {
                var later = List.of(silentFor(town.view(CELL), hops), silentFor(town.view(BESIDE), hops));
                var scan = new ScopeScan(later, HopSummary.startOf(HOP + hops + 1), Family.SILENCE, view -> true);
                var scope = scan.best();
                if (scope.isPresent()
                        && bar.suffices(scope.get(), bar.nats())
                        && scope.get().cells().contains(CELL)) {
                    return OptionalInt.of(hops * 5);
                }
            }
            return OptionalInt.empty();
        }

        private static Population silentFor(CellView view, long hops) {
            var population = new Population(view.cell(), view.area());
            population.show(
                    view.presences().stream().map(p -> p.silentFor(hops, HOP)).toList());
            return population;
        }

        private static void add(TestWorld town, Cell cell, List<Integer> hopsAgo, int interval) {
            var counts = new TreeMap<Integer, Integer>();
            hopsAgo.forEach(hops -> counts.merge(hops, 1, Integer::sum));
            counts.descendingMap()
                    .forEach((hops, count) -> town.with(cell, RehearsalTest.probes(count, hops, interval)));
        }
    }
}
