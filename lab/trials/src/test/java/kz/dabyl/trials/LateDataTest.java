package kz.dabyl.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenarios judged with and without the reports that were kept: what those say is nearer to what really happened. */
class LateDataTest {

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"slow-probes, 1", "mixed-intervals, 1", "district-ramp, 1"})
    void datesIncidentsBetterByReportsThatWereKept(String name, long seed) {
        var scenario = Scenarios.named(name);
        var probes = new ProbeFold(0, 1);
        var late = new Judge();
        var silence = new Judge();

        Simulation.run(
                scenario,
                seed,
                entry -> probes.accept(entry, hop -> {
                    late.accept(hop);
                    silence.accept(withoutLate(hop));
                }));

        var before = 0L;
        var after = 0L;
        for (var event : Simulation.truth(scenario, seed).events()) {
            var end = event.end().orElseThrow();
            var found = late.about(event.start());
            var alone = silence.about(event.start());
            before += Math.abs(alone.started() - event.start()) + Math.abs(ended(alone) - end);
            after += Math.abs(found.started() - event.start()) + Math.abs(ended(found) - end);
            assertThat(Math.abs(ended(found) - end)).isLessThanOrEqualTo(30_000);
            assertThat(found.evidence().lateConfirmations()).isPositive();
        }
        assertThat(after).isLessThan(before);
    }

    private static long ended(Incident incident) {
        return incident.ended() == null ? Long.MIN_VALUE : incident.ended();
    }

    private static HopSummary withoutLate(HopSummary hop) {
        var cells = hop.cells().stream()
                .map(cell -> new CellSummary(
                        cell.cell(),
                        cell.collector(),
                        cell.heard(),
                        cell.losses(),
                        cell.sources(),
                        cell.cohorts(),
                        cell.returns(),
                        List.of(),
                        cell.targets()))
                .toList();
        return new HopSummary(hop.partition(), hop.partitions(), hop.hop(), hop.collectors(), cells, hop.rules());
    }

    /** A second fold, and the latest revision of each incident. */
    private static final class Judge {

        private final IncidentFold fold = new IncidentFold(Thresholds.DEFAULT, List.of());
        private final Map<String, Incident> latest = new LinkedHashMap<>();

        void accept(HopSummary hop) {
            fold.accept(hop, incident -> latest.put(incident.id(), incident));
        }

        Incident about(long start) {
            return latest.values().stream()
                    .filter(incident -> Math.abs(incident.started() - start) <= 300_000)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
