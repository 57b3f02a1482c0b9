package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.LongStream;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.ScenarioReader;
import kz.dabyl.simulator.Simulation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a cell just before it is cut, beside what the detector then needs. */
class ReachTest {

    private static final String CENTRE = "8720e60a1ffffff";
    private static final Cell CELL = new Cell(CENTRE, "401-01", Access.MOBILE);
    private static final int CUT_SECOND = 5_400;
    private static final int INTERVAL = 30;
    private static final int SEEDS = 9;

    @ParameterizedTest(name = "{0} of {1} phones a cell")
    @CsvSource({"network, 5", "network, 10", "place, 5", "place, 10", "area, 5", "area, 10"})
    void saysHowSoonTheDetectorWouldTellACut(String cut, int phones) {
        var trials = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Trial.of(cut, phones, seed))
                .toList();
        trials.forEach(t -> System.out.println(cut + " " + phones + " " + t));

        assertThat(median(trials, Trial::told))
                .isCloseTo(median(trials, Trial::said), org.assertj.core.data.Offset.offset(15));
    }

    private static int median(List<Trial> trials, Function<Trial, Integer> of) {
        return trials.stream().map(of).sorted().skip(SEEDS / 2).findFirst().orElseThrow();
    }

    private record Trial(int said, int told, Reach reach, long nanos) {

        static Trial of(String cut, int phones, long seed) {
            var networks = cut.equals("network") ? "\"401-01\"" : "[\"401-01\", \"401-02\", \"401-77\"]";
            var places = cut.equals("area") ? "town" : "centre";
            var scenario = ScenarioReader.read("""
                    {"scenario": "town", "start": "2021-04-24T04:00:00.000Z", "duration_s": %d, "warmup_s": 600,
                     "collectors": ["c1", "c2"], "networks": {"401-01": 0.4, "401-02": 0.3, "401-77": 0.3},
                     "places": {"centre": ["%s"], "town": ["8720e6012ffffff", "%s"]},
                     "probes": [
                       {"kind": "phone", "places": "town", "per_cell": %d},
                       {"kind": "fixed", "places": "town", "networks": "AS9198", "per_cell": 3},
                       {"kind": "witness", "places": "DE", "networks": "AS3320", "per_cell": 2}],
                     "events": [{"kind": "%s", "start_s": %d, "places": "%s", "networks": %s}]}""".formatted(
                            CUT_SECOND + 900,
                            CENTRE,
                            CENTRE,
                            phones,
                            cut.equals("network") ? "network_outage" : "shutdown",
                            CUT_SECOND,
                            places,
                            networks));
            var trial = new Live(scenario.start() + CUT_SECOND * 1000L);
            Simulation.run(scenario, seed, trial::accept);
            var reach = trial.reach;
            var said = switch (cut) {
                case "network" -> reach.network();
                case "place" -> reach.place();
                default -> reach.area();
            };
            return new Trial(said.orElse(9999), trial.told.orElse(9999), reach, trial.nanos);
        }
    }

    private static final class Live {
        final ProbeFold probes = new ProbeFold(0, 1);
        final IncidentFold incidents = new IncidentFold(Thresholds.DEFAULT, List.of());
        final long cut;
        Reach reach = new Reach(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
        OptionalInt told = OptionalInt.empty();
        long nanos;
        boolean looked;

        Live(long cut) {
            this.cut = cut;
        }

        void accept(LogEntry entry) {
            probes.accept(entry, hop -> incidents.accept(hop, this::told));
            if (!looked && incidents.now() >= cut) {
                looked = true;
                var t = System.nanoTime();
                incidents.lookAhead();
                nanos = System.nanoTime() - t;
                reach = incidents.cells().stream()
                        .filter(c -> c.cell().equals(CELL))
                        .findFirst()
                        .orElseThrow()
                        .reach()
                        .orElseThrow();
            }
        }

        private void told(Incident incident) {
            if (told.isEmpty()
                    && incident.updated() > cut
                    && incident.places().contains(CELL.place())
                    && incident.networks().contains(CELL.network())) {
                told = OptionalInt.of((int) ((incident.updated() - cut) / 1000));
            }
        }
    }
}
