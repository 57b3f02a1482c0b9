package kz.dabyl.collector.rules;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kz.dabyl.collector.trust.AsnTable;
import kz.dabyl.model.Documents;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.targets.Target;

/**
 * What a service is told at its start. What is not given stays as it is kept, or becomes the default where nothing is.
 *
 * @param thresholds of a file
 * @param rallies of a file
 * @param targets that probes are asked to measure; without them those that every probe knows
 * @param asns by which a probe that enrols is told its network
 */
public record StartRules(
        Optional<Given> thresholds, Optional<Given> rallies, Optional<List<Target>> targets, AsnTable asns) {

    public static final StartRules NONE = new StartRules(Optional.empty(), Optional.empty());

    /**
     * A document.
     *
     * @param source where it comes from, such as the name of its file
     * @param file to be watched for changes
     */
    public record Given(RuleReading reading, String source, Optional<RuleFile> file) {}

    /** Without targets of its own, and without a table of networks. */
    public StartRules(Optional<Given> thresholds, Optional<Given> rallies) {
        this(thresholds, rallies, Optional.empty(), AsnTable.NONE);
    }

    /** The countries to watch, as far as they are given. */
    public Optional<List<String>> home() {
        return thresholds.map(
                given -> Documents.thresholdsFromJson(given.reading().document().toString())
                        .home());
    }

    /** Has them kept as far as they are news, the thresholds first. */
    Future<Void> putInto(FiledRules filed) {
        return put(filed, RuleKind.THRESHOLDS, thresholds).compose(v -> put(filed, RuleKind.RALLIES, rallies));
    }

    private static Future<Void> put(FiledRules filed, RuleKind kind, Optional<Given> given) {
        return given.isPresent()
                ? filed.keep(
                        kind,
                        given.get().reading(),
                        given.get().source(),
                        given.get().source())
                : filed.begin(kind, kind.fromYaml(""));
    }

    List<RuleWatch> watches() {
        return Stream.concat(
                        thresholds.flatMap(given -> watch(RuleKind.THRESHOLDS, given)).stream(),
                        rallies.flatMap(given -> watch(RuleKind.RALLIES, given)).stream())
                .toList();
    }

    private static Optional<RuleWatch> watch(RuleKind kind, Given given) {
        return given.file().map(file -> new RuleWatch(kind, file, given.reading()));
    }
}
