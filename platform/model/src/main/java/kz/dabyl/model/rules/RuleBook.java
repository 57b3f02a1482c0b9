package kz.dabyl.model.rules;

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
        return Optional.of(change);
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
