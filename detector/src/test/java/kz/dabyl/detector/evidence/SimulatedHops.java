package kz.dabyl.detector.evidence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.IncidentFoldCodec;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Partitions;
import kz.dabyl.model.Rally;
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

    private SimulatedHops(Thresholds thresholds, List<Rally> rallies, int partitions) {
        fold = new IncidentFold(thresholds, rallies);
        for (var i = 0; i < partitions; i++) {
            probes.add(new ProbeFold(i, partitions));
        }
    }

    static SimulatedHops of(String scenario, long seed, Thresholds thresholds, int partitions) {
        var hops = new SimulatedHops(thresholds, List.of(), partitions);
        Simulation.run(Scenarios.named(scenario), seed, hops::take);
        return hops;
    }

    /** Of the first partition alone, with the rallies that somebody has announced. */
    static SimulatedHops of(String scenario, Thresholds thresholds, List<Rally> rallies) {
        var hops = new SimulatedHops(thresholds, rallies, 1);
        Simulation.run(Scenarios.named(scenario), 1, entry -> {
            // A scenario has rallies of its own.
            if (!(entry instanceof LogEntry.RalliesSet)) {
                hops.take(entry);
            }
        });
        return hops;
    }

    /** The same as {@link #of(String)}, but that from some time on other thresholds hold. */
    static SimulatedHops changed(String scenario, long at, Thresholds later) {
        var hops = new SimulatedHops(Thresholds.DEFAULT, List.of(), 1);
        var changed = new AtomicBoolean();
        Simulation.run(Scenarios.named(scenario), 1, entry -> {
            if (entry instanceof LogEntry.Tick tick && tick.time() >= at && changed.compareAndSet(false, true)) {
                hops.take(new LogEntry.ThresholdsSet(later));
            }
            hops.take(entry);
        });
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
