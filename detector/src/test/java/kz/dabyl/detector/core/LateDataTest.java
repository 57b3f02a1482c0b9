package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LateDataTest {

    @ParameterizedTest
    @ValueSource(strings = {"XX"})
    void measures(String ignored) throws Exception {
        for (var name : System.getProperty("late.set").split(",")) {
            for (var seed = 1; seed <= Integer.getInteger("late.seeds", 1); seed++) {
                var scenario = Scenarios.named(name);
                var probes = new ProbeFold(0, 1);
                var with = new IncidentFold(Thresholds.DEFAULT, List.of());
                var without = new IncidentFold(Thresholds.DEFAULT, List.of());
                Map<String, List<Incident>> a = new LinkedHashMap<>();
                Map<String, List<Incident>> b = new LinkedHashMap<>();
                Simulation.run(
                        scenario,
                        seed,
                        e -> probes.accept(e, hop -> {
                            with.accept(
                                    hop,
                                    i -> a.computeIfAbsent(i.id(), k -> new ArrayList<>())
                                            .add(i));
                            without.accept(
                                    stripped(hop),
                                    i -> b.computeIfAbsent(i.id(), k -> new ArrayList<>())
                                            .add(i));
                        }));
                var truth = Simulation.truth(scenario, seed);
                try (var out = new java.io.FileWriter("/tmp/late-out.txt", true)) {
                    for (var event : truth.events()) {
                        out.write(name + " " + seed + " " + event.kind() + " probes " + event.probes() + " n="
                                + b.size() + "/" + a.size() + " :");
                        for (var m : List.of(b, a)) {
                            for (var revs : m.values()) {
                                var l = revs.get(revs.size() - 1);
                                if (l.started() > event.start() + 400_000 || l.started() < event.start() - 400_000)
                                    continue;
                                var end = event.end().orElse(0);
                                out.write(String.format(
                                        "  [%s %s s%+.1f e%+.1f revs %d late %d]",
                                        l.kind(),
                                        l.state(),
                                        (l.started() - event.start()) / 1e3,
                                        l.ended() == null ? 0.0 : (l.ended() - end) / 1e3,
                                        revs.size(),
                                        l.evidence().lateConfirmations()));
                            }
                            out.write("  ->");
                        }
                        out.write("\n");
                    }
                }
            }
        }
    }

    private static HopSummary stripped(HopSummary hop) {
        var cells = hop.cells().stream()
                .map(c -> c.late().isEmpty()
                        ? c
                        : new CellSummary(
                                c.cell(),
                                c.collector(),
                                c.heard(),
                                c.losses(),
                                c.sources(),
                                c.cohorts(),
                                c.returns(),
                                List.of(),
                                c.targets()))
                .toList();
        return new HopSummary(hop.partition(), hop.partitions(), hop.hop(), hop.collectors(), cells, hop.rules());
    }
}
