package kz.dabyl.detector.core.troubles;

import static kz.dabyl.detector.core.TestTargets.TELEGRAM;
import static kz.dabyl.detector.core.TestTargets.failing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.TestTargets;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.PingError;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Wherever probes are: what a target does to all of them alike is nothing, what it does to one network is something. */
class CommonFailureProperties {

    private static final List<String> PLACES =
            List.of(TestCity.CENTRE, TestCity.WEST, TestCity.ASTANA, TestCity.SHYMKENT);
    private static final List<String> NETWORKS = List.of("401-01", "401-02", "401-77", "AS9198");
    private static final int FROM = 1200;

    @Property(tries = 12, shrinking = ShrinkingMode.OFF, seed = "4242")
    void aFailureThatATargetHasForSomeOfAllRaisesNothingHoweverLongItLasts(
            @ForAll @IntRange(min = 0, max = 1_000_000) int world,
            @ForAll @DoubleRange(min = 0.05, max = 0.5) double share,
            @ForAll @IntRange(min = 5, max = 900) int seconds) {
        var random = new Random(world);
        var hit = new Random(world + 1L).ints(500, 0, 1000).toArray();
        var targets = new TestTargets()
                .trouble(
                        m -> m.within(FROM, FROM + seconds) && hit[number(m)] < 1000 * share,
                        failing(PingError.TIMEOUT),
                        TELEGRAM);

        var revisions = TestCity.detect(anywhere(random).answering(targets).log(FROM + Math.min(seconds, 600) + 120));

        assertThat(revisions).isEmpty();
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF, seed = "4242")
    void aBlockOfOneNetworkIsFoundThoughTheTargetFailsSomeOfAllBesides(
            @ForAll @IntRange(min = 0, max = 1_000_000) int world,
            @ForAll @DoubleRange(min = 0, max = 0.2) double share) {
        var random = new Random(world);
        var hit = new Random(world + 1L).ints(500, 0, 1000).toArray();
        var targets = new TestTargets()
                .trouble(
                        m -> m.within(FROM, FROM + 300) && hit[number(m)] < 1000 * share,
                        failing(PingError.TIMEOUT),
                        TELEGRAM)
                .trouble(
                        m -> m.within(FROM + 60, FROM + 400)
                                && m.probe().cell().network().equals("401-01"),
                        failing(PingError.RESET),
                        TELEGRAM);

        var revisions = TestCity.detect(anywhere(random).answering(targets).log(FROM + 300));

        assertThat(revisions).extracting(Incident::kind).contains(IncidentKind.BLOCKING);
        assertThat(revisions.get(0).networks()).contains("401-01");
    }

    private static int number(TestCity.Moment moment) {
        return Integer.parseInt(moment.probe().name().substring(1)) % 500;
    }

    /** Some of the places and networks, with three to twelve probes each, and none to six witnesses. */
    private static TestCity anywhere(Random random) {
        var city = new TestCity(random.nextLong());
        var cells = new ArrayList<Cell>();
        for (var place : PLACES) {
            for (var network : NETWORKS) {
                if (random.nextInt(4) > 0 || (network.equals("401-01") && place.equals(TestCity.CENTRE))) {
                    cells.add(new Cell(place, network, network.startsWith("AS") ? Access.FIXED : Access.MOBILE));
                }
            }
        }
        cells.forEach(cell -> city.add(cell, 3 + random.nextInt(10), "c1"));
        city.add(new Cell("DE", "AS3320", Access.FIXED), random.nextInt(7), "c1");
        return city;
    }
}
