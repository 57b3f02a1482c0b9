package kz.dabyl.collector.adapter.atlas;

import java.util.HashMap;
import java.util.Map;
import kz.dabyl.collector.adapter.HostNames;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Quoted;
import kz.dabyl.model.TargetClass;

/**
 * Where targets stand: as somebody has written down, else as {@link HostNames#classOf} says. Immutable.
 */
public final class TargetClasses {

    /** Nobody has written anything down. */
    public static final TargetClasses BY_NAME = new TargetClasses(Map.of());

    private final Map<String, TargetClass> known;

    private TargetClasses(Map<String, TargetClass> known) {
        this.known = known;
    }

    /**
     * Reads CSV with a header that names the columns {@code name} and {@code class} in any order.
     *
     * @throws InvalidInputException if a column is missing or a value makes no sense; the message names the line
     */
    public static TargetClasses parse(String csv) {
        var known = new HashMap<String, TargetClass>();
        for (var row : CsvTable.rows(csv, "name", "class")) {
            var name = HostNames.canonical(row.cell(0))
                    .orElseThrow(() -> row.bad("expected a host or an address, was " + Quoted.of(row.cell(0))));
            var targetClass = TargetClass.ofWord(row.cell(1))
                    .orElseThrow(() -> row.bad(
                            "expected international, domestic, platform or site, was " + Quoted.of(row.cell(1))));
            known.put(name, targetClass);
        }
        return new TargetClasses(known);
    }

    /** The target that a report names for this host or address. */
    String target(String name) {
        return target(name, HostNames.classOf(name));
    }

    /** The same, of the class {@code otherwise} where nobody has written it down. */
    String target(String name, TargetClass otherwise) {
        return known.getOrDefault(name, otherwise).word() + "/" + name;
    }
}
