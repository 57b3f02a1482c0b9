package kz.dabyl.detector.tuning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/**
 * What a detector said about one incident in all its revisions; the last revision is the verdict. Times are epoch
 * milliseconds.
 *
 * @param retracted whether it took it back in the end
 * @param confirmed whether it was ever called confirmed
 * @param firstConfidence confidence of the first revision, 0 to 1
 * @param confidence confidence of the last revision that did not retract it
 * @param detected when the first revision was published
 * @param started estimated beginning, by the verdict
 * @param ended estimated end, by the verdict
 * @param closings when it was told to be over, each time that it was
 * @param stages what it named when, by time, the verdict last
 */
public record Finding(
        String id,
        IncidentKind kind,
        boolean retracted,
        boolean confirmed,
        double firstConfidence,
        double confidence,
        long detected,
        long started,
        OptionalLong ended,
        List<Long> closings,
        List<Stage> stages) {

    /**
     * What one revision named.
     *
     * @param open false where the revision said that it was over
     * @param cells every cell affected at any time; places may be coarser than those of the truth
     * @param restored those of them that were back
     */
    public record Stage(long at, boolean open, Set<Truth.Cell> cells, Set<Truth.Cell> restored) {

        public Stage {
            cells = Set.copyOf(cells);
            restored = Set.copyOf(restored);
        }

        private static Stage of(Incident revision) {
            var cells = new HashSet<Truth.Cell>();
            var restored = new HashSet<Truth.Cell>();
            for (var place : revision.places()) {
                for (var network : revision.networks()) {
                    var cell = new Truth.Cell(place, network);
                    cells.add(cell);
                    if (revision.restored().contains(place + "/" + network)) {
                        restored.add(cell);
                    }
                }
            }
            return new Stage(revision.updated(), revision.state() == Incident.State.OPEN, cells, restored);
        }
    }

    public Finding {
        closings = List.copyOf(closings);
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("an incident has at least one revision");
        }
    }

    /** What it named in the end. */
    public Stage verdict() {
        return stages.get(stages.size() - 1);
    }

    /** Findings by id; the order of the revisions does not matter, and one that comes twice counts once. */
    public static List<Finding> of(Collection<Incident> revisions) {
        var byId = new LinkedHashMap<String, TreeMap<Integer, Incident>>();
        for (var revision : revisions) {
            byId.computeIfAbsent(revision.id(), id -> new TreeMap<>()).put(revision.revision(), revision);
        }
        return byId.values().stream()
                .map(ordered -> ofOne(List.copyOf(ordered.values())))
                .sorted(Comparator.comparingLong(Finding::detected).thenComparing(Finding::id))
                .toList();
    }

    private static Finding ofOne(List<Incident> revisions) {
        var first = revisions.get(0);
        var last = revisions.get(revisions.size() - 1);
        var believed = first;
        var closings = new ArrayList<Long>();
        var before = Incident.State.OPEN;
        for (var revision : revisions) {
            if (revision.state() == Incident.State.CLOSED && before == Incident.State.OPEN) {
                closings.add(revision.updated());
            }
            if (revision.state() != Incident.State.RETRACTED) {
                believed = revision;
            }
            before = revision.state();
        }
        return new Finding(
                last.id(),
                last.kind(),
                last.state() == Incident.State.RETRACTED,
                revisions.stream().anyMatch(r -> r.certainty() == Incident.Certainty.CONFIRMED),
                first.confidence(),
                believed.confidence(),
                first.detected(),
                last.started(),
                last.ended() == null ? OptionalLong.empty() : OptionalLong.of(last.ended()),
                closings,
                revisions.stream().map(Stage::of).toList());
    }
}
