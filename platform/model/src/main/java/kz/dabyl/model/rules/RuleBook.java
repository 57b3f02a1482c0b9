package kz.dabyl.model.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every change of thresholds and rallies, as topic {@code dabyl.rules} says. A version is the number of changes of its
 * kind up to it: the order of the topic decides, so that all collectors count alike. Thread-safe.
 */
public final class RuleBook {

    private final Map<RuleKind, List<RuleChange>> changes = new EnumMap<>(RuleKind.class);
    private final Map<RuleKind, Reading> readings = new EnumMap<>(RuleKind.class);

    /**
     * What a file said last, be it a change or what held already.
     *
     * @param mark of the file
     * @param version that held from then on
     */
    public record Reading(JsonNode document, String mark, int version) {}

    public RuleBook() {
        for (var kind : RuleKind.values()) {
            changes.put(kind, new ArrayList<>());
        }
    }

    /** Takes the next change of the topic; empty if it does not count. */
    public synchronized Optional<RuleChange> take(RuleProposal proposal) {
        var before = of(proposal.kind());
        var newest = newest(proposal.kind());
        if (!proposal.condition().holds(proposal.document(), newest)) {
            newest.filter(held -> held.document().equals(proposal.document()))
                    .ifPresent(held -> note(proposal, held.version()));
            return Optional.empty();
        }
        var change = new RuleChange(
                proposal.kind(),
                before.size() + 1,
                newest.map(RuleChange::series).orElse(proposal.id()),
                proposal.who(),
                proposal.when(),
                proposal.why(),
                proposal.document(),
                proposal.way());
        before.add(change);
        note(proposal, change.version());
        return Optional.of(change);
    }

    private void note(RuleProposal proposal, int version) {
        proposal.mark()
                .ifPresent(mark -> readings.put(proposal.kind(), new Reading(proposal.document(), mark, version)));
    }

    /** What a file said last that was a change or held already, empty before the first. */
    public synchronized Optional<Reading> read(RuleKind kind) {
        return Optional.ofNullable(readings.get(kind));
    }

    /** What holds, empty before the first change. */
    public synchronized Optional<RuleChange> newest(RuleKind kind) {
        var all = of(kind);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** All changes of a kind, in their order. */
    public synchronized List<RuleChange> history(RuleKind kind) {
        return List.copyOf(of(kind));
    }

    private List<RuleChange> of(RuleKind kind) {
        return changes.getOrDefault(kind, List.of());
    }
}
