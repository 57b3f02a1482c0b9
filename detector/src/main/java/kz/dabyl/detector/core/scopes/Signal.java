package kz.dabyl.detector.core.scopes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * What to look for in a cell: the silence of its probes, or one sort of trouble with certain targets.
 *
 * @param targets {@code class/name}, sorted; none where it is silence
 */
public record Signal(Family family, List<String> targets) {

    public static final Signal SILENCE = new Signal(Family.SILENCE, List.of());

    public Signal {
        targets = List.copyOf(targets);
    }

    /** That these targets have such trouble. */
    public static Signal of(Family family, Collection<String> targets) {
        return new Signal(family, targets.stream().distinct().sorted().toList());
    }

    /** That this target has such trouble. */
    public static Signal of(Family family, String target) {
        return new Signal(family, List.of(target));
    }

    public boolean isSilence() {
        return family == Family.SILENCE;
    }

    /** Whether it is the same sort of trouble with at least all of the same targets. */
    public boolean covers(Signal other) {
        return family == other.family && targets.containsAll(other.targets);
    }

    /** Whether it is the same sort of trouble with some of the same targets, or silence like the other. */
    public boolean overlaps(Signal other) {
        return family == other.family && (isSilence() || targets.stream().anyMatch(other.targets::contains));
    }

    /** The same sort of trouble with the targets of both. */
    public Signal and(Signal other) {
        var both = new ArrayList<>(targets);
        both.addAll(other.targets);
        return of(family, both);
    }

    public void write(WireOutput out) {
        out.string(family.word());
        out.varint(targets.size());
        targets.forEach(out::string);
    }

    public static Signal read(WireInput in) {
        var family = Family.ofWord(in.string());
        var targets = new ArrayList<String>();
        for (var left = in.count(); left > 0; left--) {
            targets.add(in.string());
        }
        return new Signal(family, targets);
    }
}
