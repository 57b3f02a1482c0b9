package kz.dabyl.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import kz.dabyl.detector.core.CellStatus;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.Reach;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.ScenarioReader;
import kz.dabyl.simulator.Simulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a cell just before it is cut, beside the time that the detector then needs. */
class ReachTest {

    private static final String CENTRE = "8720e60a1ffffff";
    private static final Cell CELL = new Cell(CENTRE, "401-01", Access.MOBILE);
    private static final int CUT_SECOND = 2_400;
    private static final int AFTER_SECONDS = 420;
    private static final int SEEDS = 5;
    private static final int NEAR_SECONDS = 10;

    /** Phones that sleep, travel and lose reports, fixed lines and witnesses, two hexagons and three networks. */
    @ParameterizedTest(name = "a {0}, {1} phones in each cell")
    @CsvSource({"network, 5", "network, 10", "place, 5", "place, 10", "area, 5", "area, 10"})
    void saysHowSoonTheDetectorTellsACut(String cut, int phones) {
        var trials = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> simulated(cut, phones, seed))
                .toList();

        var said = median(trials, trial -> trial.said(cut));
        var told = median(trials, Trial::told);
        assertThat(told).as("the detector tells it").isLessThanOrEqualTo(AFTER_SECONDS);
        assertThat(told).as(trials.toString()).isCloseTo(said, within(NEAR_SECONDS));
    }

    @Test
    void saysHowSoonTheDetectorTellsThatHalfOfTheProbesAreCut() {
        var trials = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> halved(20, seed))
                .toList();

        var said = median(trials, trial -> trial.said("half"));
        var told = median(trials, Trial::told);
        assertThat(told).as("the detector tells it").isLessThanOrEqualTo(AFTER_SECONDS);
        assertThat(told).as(trials.toString()).isCloseTo(said, within(TestCity.INTERVAL));
    }

    @Test
    void saysNothingOfHalvesThatTheDetectorDoesNotTell() {
        var trial = halved(10, 1);

        assertThat(trial.said("half")).isEmpty();
        assertThat(trial.told).isEmpty();
    }

    private static Trial simulated(String cut, int phones, long seed) {
        var alone = cut.equals("network");
        var scenario = ScenarioReader.read("""
                {"scenario": "town", "start": "2021-04-24T04:00:00.000Z", "duration_s": %d, "warmup_s": 600,
                 "collectors": ["c1", "c2"], "networks": {"401-01": 0.4, "401-02": 0.3, "401-77": 0.3},
                 "places": {"centre": ["%s"], "town": ["8720e6012ffffff", "%s"]},
                 "probes": [
                   {"kind": "phone", "places": "town", "per_cell": %d},
                   {"kind": "fixed", "places": "town", "networks": "AS9198", "per_cell": 3},
                   {"kind": "witness", "places": "DE", "networks": "AS3320", "per_cell": 2}],
                 "events": [{"kind": "%s", "start_s": %d, "places": "%s", "networks": %s}]}""".formatted(
                        CUT_SECOND + AFTER_SECONDS,
                        CENTRE,
                        CENTRE,
                        phones,
                        alone ? "network_outage" : "shutdown",
                        CUT_SECOND,
                        cut.equals("area") ? "town" : "centre",
                        alone ? "\"401-01\"" : "[\"401-01\", \"401-02\", \"401-77\"]"));
        var trial = new Trial(CELL, scenario.start() + CUT_SECOND * 1000L);
        Simulation.run(scenario, seed, trial::take);
        return trial;
    }

    /** Three networks, of one of which every second probe is cut. */
    private static Trial halved(int probes, long seed) {
        var cell = new Cell(TestCity.CENTRE, "401-01", Access.MOBILE);
        Predicate<TestCity.TestProbe> second =
                probe -> Integer.parseInt(probe.name().substring(1)) % 2 == 0;
        var city = TestCity.ofThreePlaces(seed, probes)
                .cut(m -> m.probe().cell().equals(cell)
                        && second.test(m.probe())
                        && m.within(CUT_SECOND, CUT_SECOND + AFTER_SECONDS));
        var trial = new Trial(cell, TestCity.START + CUT_SECOND * 1000L);
        city.log(CUT_SECOND + AFTER_SECONDS).forEach(trial::take);
        return trial;
    }

    private static int median(List<Trial> trials, Function<Trial, OptionalInt> seconds) {
        return trials.stream()
                .map(trial -> seconds.apply(trial).orElse(Integer.MAX_VALUE))
                .sorted()
                .skip(SEEDS / 2)
                .findFirst()
                .orElseThrow();
    }

    /** A detector that is asked just before a cut, and what it tells from then on. */
    private static final class Trial {

        private final ProbeFold probes = new ProbeFold(0, 1);
        private final IncidentFold incidents = new IncidentFold(Thresholds.DEFAULT, List.of());
        private final Cell cell;
        private final long cut;
        private Optional<Reach> asked = Optional.empty();
        private OptionalInt told = OptionalInt.empty();

        Trial(Cell cell, long cut) {
            this.cell = cell;
            this.cut = cut;
        }

        void take(LogEntry entry) {
            probes.accept(entry, hop -> incidents.accept(hop, this::hear));
            if (asked.isEmpty() && incidents.now() >= cut) {
                incidents.lookAhead();
                asked = incidents.cells().stream()
                        .filter(status -> status.cell().equals(cell))
                        .findFirst()
                        .flatMap(CellStatus::reach);
            }
        }

        private void hear(Incident incident) {
            var names = incident.places().contains(cell.place())
                    && incident.networks().contains(cell.network());
            if (told.isEmpty() && names && incident.updated() > cut) {
                told = OptionalInt.of((int) ((incident.updated() - cut) / 1000));
            }
        }

        OptionalInt told() {
            return told;
        }

        OptionalInt said(String event) {
            var reach = asked.orElseThrow();
            return switch (event) {
                case "half" -> reach.half();
                case "network" -> reach.network();
                case "place" -> reach.place();
                default -> reach.area();
            };
        }

        @Override
        public String toString() {
            return asked + " told " + told;
        }
    }
}
