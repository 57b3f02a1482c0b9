package kz.dabyl.model.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import kz.dabyl.model.Documents;
import kz.dabyl.model.InvalidInputException;

/** What probes are asked to measure as people write it; apart from {@link TargetListJson}, which a probe carries without YAML. */
public final class TargetDocument {

    private TargetDocument() {}

    /** The targets of a YAML list, or of {@code targets} of an object. */
    public static List<Target> read(String text) {
        var list = Documents.tree(text)
                .map(tree -> tree.isObject() ? tree.path("targets") : tree)
                .filter(tree -> tree.isArray())
                .orElseThrow(() -> new InvalidInputException("", "expected a list of targets"));
        return TargetListJson.targets(list.toString().getBytes(UTF_8));
    }
}
