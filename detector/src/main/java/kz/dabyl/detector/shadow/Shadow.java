package kz.dabyl.detector.shadow;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.IncidentFoldCodec;
import kz.dabyl.detector.core.rules.Rules;
import kz.dabyl.detector.tuning.history.Comparison;
import kz.dabyl.detector.tuning.history.Outcome;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Thresholds;

/**
 * The second fold as it would be, had the candidate's thresholds come to hold at some hop: it goes on from what the fold in
 * force knew then, follows the rallies that the log tells of, and passes over the log's thresholds. Nothing of it is
 * published.
 *
 * <p>Incidents count that were first told of after the candidate began. Not thread-safe.
 */
final class Shadow {

    private static final int MOST_INCIDENTS = 10_000;

    private final Thresholds thresholds;
    private final Map<String, Incident> raised = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Incident> eldest) {
            return size() > MOST_INCIDENTS;
        }
    };

    private IncidentFold fold;
    private long from = Long.MAX_VALUE;

    private Shadow(IncidentFold fold, Thresholds thresholds) {
        this.fold = fold;
        this.thresholds = thresholds;
    }

    /** Where nothing is known of what was before. */
    static Shadow fresh(Thresholds thresholds) {
        return new Shadow(new IncidentFold(Thresholds.DEFAULT, List.of()), thresholds);
    }

    /**
     * Goes on from what the fold in force knew, as that one, until the candidate begins.
     *
     * @param blocks as {@link IncidentFoldCodec#blocks} wrote them
     * @throws IllegalStateException if they are damaged or of a later version
     */
    static Shadow after(List<byte[]> blocks, Thresholds thresholds) {
        return new Shadow(IncidentFoldCodec.decode(blocks), thresholds);
    }

    /** From here on the candidate's thresholds hold, and what they raise counts. */
    void begin() {
        var then = fold.rules();
        from = fold.now();
        fold = IncidentFoldCodec.decode(
                IncidentFoldCodec.encode(fold), new Rules(thresholds, then.rallies(), then.seen()));
    }

    boolean begun() {
        return from != Long.MAX_VALUE;
    }

    /** Takes the next summary of the log. */
    void accept(HopSummary summary) {
        if (!begun()) {
            fold.accept(summary, revision -> {});
            return;
        }
        fold.accept(withoutThresholds(summary), revision -> {
            if (revision.detected() > from) {
                raised.put(revision.id(), revision);
            }
        });
    }

    private static HopSummary withoutThresholds(HopSummary summary) {
        if (summary.rules().isEmpty()) {
            return summary;
        }
        var rallies = summary.rules().stream()
                .filter(LogEntry.RalliesSet.class::isInstance)
                .toList();
        return new HopSummary(
                summary.partition(),
                summary.partitions(),
                summary.hop(),
                summary.collectors(),
                summary.cells(),
                rallies);
    }

    /** What it has come to, to be shown. */
    Tale tale() {
        return begun()
                ? new Tale(from, fold.now(), List.copyOf(raised.values()))
                : new Tale(Long.MAX_VALUE, Long.MIN_VALUE, List.of());
    }

    /**
     * What a shadow raised. Immutable.
     *
     * @param from log time after which it counts, epoch milliseconds
     * @param until log time up to which it has judged
     * @param raised the last revision of each incident
     */
    record Tale(long from, long until, List<Incident> raised) {

        /** The log time up to which it has judged, if it has begun. */
        Optional<Long> judgedUntil() {
            return until > from ? Optional.of(until) : Optional.empty();
        }

        /** Held against what was published in its time: ours are the shadow's. */
        Comparison against(Collection<Incident> published) {
            var theirs = published.stream()
                    .filter(incident -> incident.detected() > from && incident.detected() <= until)
                    .toList();
            return Comparison.of(Outcome.standing(raised), Outcome.standing(theirs));
        }
    }
}
