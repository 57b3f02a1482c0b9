package kz.dabyl.collector.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import kz.dabyl.collector.trust.AsnTable;
import kz.dabyl.model.Documents;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.rules.RuleProposal;
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
        Optional<Given<Thresholds>> thresholds,
        Optional<Given<List<Rally>>> rallies,
        Optional<List<Target>> targets,
        AsnTable asns) {

    public static final StartRules NONE = new StartRules(Optional.empty(), Optional.empty());

    private static final String FILE = "file";
    private static final String DEFAULT = "default";

    /**
     * A document.
     *
     * @param source where it comes from, such as the name of its file
     */
    public record Given<T>(T document, String source) {}

    /** Without targets of its own, and without a table of networks. */
    public StartRules(Optional<Given<Thresholds>> thresholds, Optional<Given<List<Rally>>> rallies) {
        this(thresholds, rallies, Optional.empty(), AsnTable.NONE);
    }

    /** Has them kept as far as they are news, the thresholds first. */
    public Future<Void> putInto(RuleLog log, InstantSource clock) {
        var thresholdsGiven = thresholds.map(given -> json(given.document()));
        var ralliesGiven = rallies.map(given -> Documents.json(given.document()));
        return put(log, clock, RuleKind.THRESHOLDS, thresholdsGiven, thresholds.map(Given::source))
                .compose(v -> put(log, clock, RuleKind.RALLIES, ralliesGiven, rallies.map(Given::source)));
    }

    private static Future<Void> put(
            RuleLog log, InstantSource clock, RuleKind kind, Optional<JsonNode> given, Optional<String> source) {
        var proposal = RuleProposal.of(
                kind,
                given.orElseGet(() -> untouched(kind)),
                source.isPresent() ? FILE : DEFAULT,
                clock.millis(),
                source.orElse("the first start"),
                source.isPresent() ? RuleProposal.Condition.DIFFERENT : RuleProposal.Condition.FIRST);
        return log.isNews(proposal) ? log.put(proposal).mapEmpty() : Future.succeededFuture();
    }

    private static JsonNode untouched(RuleKind kind) {
        return kind == RuleKind.THRESHOLDS ? json(Thresholds.DEFAULT) : Documents.json(List.of());
    }

    private static JsonNode json(Thresholds thresholds) {
        return RuleKind.THRESHOLDS.fromJson(Documents.json(thresholds).toString());
    }
}
