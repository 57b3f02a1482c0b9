package kz.dabyl.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.SideBySide;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.detector.tuning.history.Distillery;
import kz.dabyl.detector.tuning.history.History;
import kz.dabyl.detector.tuning.history.HistoryRun;
import kz.dabyl.detector.tuning.history.Leniency;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.detector.tuning.history.Trial;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On scenarios of the development set: thresholds together, and on what is kept of the log, raise what each raises alone. */
class ScenarioHistoryTest {

    private static final List<Thresholds> TRIED =
            List.of(thresholds(1, 3, 60, 120), thresholds(30, 2, 0, 300), thresholds(0.001, 8, 120, 10));

    @TempDir
    private java.nio.file.Path folder;

    private static Thresholds thresholds(double falseAlarms, int minProbes, int confirmAfter, int closeAfter) {
        return new Thresholds(falseAlarms, minProbes, List.of("KZ"), confirmAfter, closeAfter, 20, 3, 0.2, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"district-flapping", "restart-then-cut", "flapping", "rally-announced", "power-cut"})
    void eachRaisesWhatItRaisesAlone(String scenario) throws java.io.IOException {
        var hops = hops(scenario);
        var alone = TRIED.stream().map(t -> alone(t, hops)).toList();

        var together = together(hops);
        var kept = kept(hops);

        assertThat(together).isEqualTo(alone);
        assertThat(kept).isEqualTo(alone);
        assertThat(alone.get(0)).isNotEmpty();
    }

    private static List<HopSummary> hops(String scenario) {
        var hops = new ArrayList<HopSummary>();
        var fold = new ProbeFold(0, 1);
        Simulation.run(Scenarios.named(scenario), 7, entry -> {
            if (!(entry instanceof LogEntry.ThresholdsSet)) {
                fold.accept(entry, hops::add);
            }
        });
        return hops;
    }

    private static List<Incident> alone(Thresholds thresholds, List<HopSummary> hops) {
        var revisions = new ArrayList<Incident>();
        var fold = new IncidentFold(thresholds, List.of());
        hops.forEach(hop -> fold.accept(hop, revisions::add));
        return revisions;
    }

    private static List<List<Incident>> together(List<HopSummary> hops) {
        var revisions = TRIED.stream()
                .map(t -> (List<Incident>) new ArrayList<Incident>())
                .toList();
        var sideBySide = new SideBySide(TRIED, Optional.empty());
        hops.forEach(hop -> sideBySide.accept(
                hop, (contender, revision) -> revisions.get(contender).add(revision)));
        return revisions;
    }

    private List<List<Incident>> kept(List<HopSummary> hops) throws java.io.IOException {
        var file = folder.resolve("history");
        try (var distillery = Distillery.open(file, Leniency.covering(TRIED, List.of()))) {
            for (var hop : hops) {
                distillery.accept(hop, hop.hop());
            }
        }
        try (var history = History.open(file)) {
            var trials = TRIED.stream().map(t -> new Trial("", t)).toList();
            return HistoryRun.of(history, trials, Optional.empty(), Span.ALL, 2, done -> {}).stream()
                    .map(outcome -> outcome.revisions())
                    .toList();
        }
    }
}
