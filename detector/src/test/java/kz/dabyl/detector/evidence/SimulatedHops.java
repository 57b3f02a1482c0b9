package kz.dabyl.detector.evidence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.IncidentFoldCodec;
import kz.dabyl.detector.core.ProbeFold;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Partitions;
import kz.dabyl.model.StartState;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;

/** What the live service would have in its topics after a scenario. */
final class SimulatedHops implements Hops {

    private final List<HopSummary> summaries = new ArrayList<>();
    private final List<Snapshot> states = new ArrayList<>();
    private final Map<String, List<Incident>> incidents = new LinkedHashMap<>();
    private final List<ProbeFold> probes = new ArrayList<>();
    private final IncidentFold fold;

    private SimulatedHops(Thresholds thresholds, int partitions) {
        fold = new IncidentFold(thresholds, List.of());
        for (var i = 0; i < partitions; i++) {
            probes.add(new ProbeFold(i, partitions));
        }
    }

    static SimulatedHops of(String scenario, long seed, Thresholds thresholds, int partitions) {
        var hops = new SimulatedHops(thresholds, partitions);
        Simulation.run(Scenarios.named(scenario), seed, hops::take);
        return hops;
    }

    static SimulatedHops of(String scenario) {
        return of(scenario, 1, Thresholds.DEFAULT, 1);
    }

    private void take(LogEntry entry) {
        if (entry instanceof LogEntry.Received received) {
            probes.get(Partitions.of(received.report().probe(), probes.size())).accept(entry, this::take);
        } else {
            probes.forEach(fold -> fold.accept(entry, this::take));
        }
    }

    private void take(HopSummary summary) {
        var before = fold.now();
        summaries.add(summary);
        fold.accept(
                summary,
                revision -> incidents
                        .computeIfAbsent(revision.id(), id -> new ArrayList<>())
                        .add(revision));
        if (fold.now() != before && Snapshot.due(before, fold.now())) {
            states.add(new Snapshot(summaries.size(), new StartState(fold.now(), IncidentFoldCodec.blocks(fold))));
        }
    }

    /** All revisions of each incident. */
    List<List<Incident>> incidents() {
        return List.copyOf(incidents.values());
    }

    List<Snapshot> states() {
        return states;
    }

    @Override
    public Optional<Snapshot> stateAt(long time) {
        var before = states.stream().filter(state -> state.state().until() <= time);
        return before.reduce((one, other) -> other).or(() -> states.stream().findFirst());
    }

    @Override
    public void after(Snapshot state, Sink sink) throws IOException {
        for (var i = (int) state.next(); i < summaries.size(); i++) {
            if (!sink.accept(summaries.get(i))) {
                return;
            }
        }
    }
}
