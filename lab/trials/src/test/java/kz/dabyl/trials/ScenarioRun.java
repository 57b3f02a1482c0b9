package kz.dabyl.trials;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.Scenario;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Truth;

/**
 * What the detector made of one scenario and seed, beside what really happened.
 *
 * @param audit what there is to say of the log itself
 * @param incidents in the order in which they were first published
 */
record ScenarioRun(Audit audit, List<Found> incidents) {

    Truth truth() {
        return audit.truth();
    }

    /** All revisions of one incident. */
    record Found(List<Incident> revisions) {

        Incident first() {
            return revisions.get(0);
        }

        Incident last() {
            return revisions.get(revisions.size() - 1);
        }

        /** The revision by which it was over for the first time; the last if it never was. */
        Incident firstClosed() {
            return revisions.stream()
                    .filter(revision -> revision.state() == Incident.State.CLOSED)
                    .findFirst()
                    .orElse(last());
        }

        /** The revision by which it was over for good; what is told later is what came late. */
        Incident closing() {
            var open = IntStream.range(0, revisions.size())
                    .filter(i -> revisions.get(i).state() == Incident.State.OPEN)
                    .max()
                    .orElse(-1);
            return revisions.get(Math.min(open + 1, revisions.size() - 1));
        }

        Set<IncidentKind> kinds() {
            return revisions.stream().map(Incident::kind).collect(Collectors.toSet());
        }
    }

    static ScenarioRun of(String name, long seed) {
        return of(Scenarios.named(name), seed);
    }

    static ScenarioRun of(Scenario scenario, long seed) {
        var byId = new LinkedHashMap<String, List<Incident>>();
        var detection = new Detection(
                Thresholds.DEFAULT,
                List.of(),
                revision -> byId.computeIfAbsent(revision.id(), id -> new ArrayList<>())
                        .add(revision));
        var audit = Audit.of(scenario, seed, detection::accept);
        return new ScenarioRun(audit, byId.values().stream().map(Found::new).toList());
    }

    /** Share of the event's cells that the incident names. */
    double share(Truth.TrueEvent event, Incident incident) {
        return common(event, incident) / (double) event.cells().size();
    }

    /** Share of the incident's observed cells that are the event's. */
    double precision(Truth.TrueEvent event, Incident incident) {
        return common(event, incident) / (double) named(incident).size();
    }

    private int common(Truth.TrueEvent event, Incident incident) {
        var common = named(incident);
        common.retainAll(event.cells());
        return common.size();
    }

    private Set<Truth.ObservedCell> named(Incident incident) {
        var cells = new HashSet<Truth.ObservedCell>();
        for (var cell : truth().observed()) {
            if (incident.places().contains(cell.place()) && incident.networks().contains(cell.network())) {
                cells.add(cell);
            }
        }
        return cells;
    }
}
