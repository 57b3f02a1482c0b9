package kz.dabyl.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The labels of incidents, folded from {@link Topics#LABELS} in its order. Thread-safe. */
public final class LabelBook {

    /** Of each incident in order, the incident that was changed last at the end. */
    private final Map<String, List<LabelChange>> changes = new LinkedHashMap<>();

    /** Takes the next change of the topic. */
    public synchronized void take(LabelChange change) {
        var before = changes.remove(change.incident());
        var all = before == null ? new ArrayList<LabelChange>() : before;
        all.add(change);
        changes.put(change.incident(), all);
    }

    /** The label of an incident, if it has one. */
    public synchronized Optional<Label> of(String incident) {
        return newest(history(incident)).flatMap(LabelChange::label);
    }

    /** Every change of an incident's label, in order. */
    public synchronized List<LabelChange> history(String incident) {
        return List.copyOf(changes.getOrDefault(incident, List.of()));
    }

    /** The labels that hold, the one that was set last at the end. */
    public synchronized List<Label> all() {
        return changes.values().stream()
                .flatMap(all -> newest(all).flatMap(LabelChange::label).stream())
                .toList();
    }

    private static Optional<LabelChange> newest(List<LabelChange> changes) {
        return changes.isEmpty() ? Optional.empty() : Optional.of(changes.get(changes.size() - 1));
    }
}
