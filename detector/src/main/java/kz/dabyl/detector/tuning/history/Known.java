package kz.dabyl.detector.tuning.history;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.detector.tuning.Attribution;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Label;

/**
 * What people have found out about the incidents of a log: the truth of a back-test where there is no other. Of what nobody
 * has labelled nothing is known.
 *
 * @param happened incidents that were so
 * @param falseAlarms incidents that were not
 */
public record Known(List<Incident> happened, List<Incident> falseAlarms) {

    public static final Known NOTHING = new Known(List.of(), List.of());

    public Known {
        happened = List.copyOf(happened);
        falseAlarms = List.copyOf(falseAlarms);
    }

    /**
     * What is known of some incidents.
     *
     * @param revisions all that were published of them, taken back or not
     */
    public static Known of(Collection<Incident> revisions, Collection<Label> labels) {
        var last = new LinkedHashMap<String, Incident>();
        for (var revision : revisions) {
            last.merge(revision.id(), revision, (a, b) -> b.revision() >= a.revision() ? b : a);
        }
        var verdicts = labels.stream().collect(Collectors.toMap(Label::incident, Label::verdict, (a, b) -> b));
        return new Known(
                judged(last, verdicts, Label.Verdict.HAPPENED), judged(last, verdicts, Label.Verdict.FALSE_ALARM));
    }

    private static List<Incident> judged(
            Map<String, Incident> incidents, Map<String, Label.Verdict> verdicts, Label.Verdict wanted) {
        return incidents.values().stream()
                .filter(incident -> verdicts.get(incident.id()) == wanted)
                .toList();
    }

    boolean isEmpty() {
        return happened.isEmpty() && falseAlarms.isEmpty();
    }

    /** This and what is known of another log. */
    public Known plus(Known other) {
        return new Known(joined(happened, other.happened), joined(falseAlarms, other.falseAlarms));
    }

    private static List<Incident> joined(List<Incident> one, List<Incident> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /**
     * An episode that happened.
     *
     * @param delayMillis from its beginning until it was told of; empty if it was not
     */
    public record Episode(Incident incident, OptionalLong delayMillis) {}

    /**
     * How incidents fare by what is known.
     *
     * @param falseAlarms those that are known to be none
     * @param unlabelled those of which nothing is known
     */
    public record Tally(List<Episode> episodes, int falseAlarms, int unlabelled) {

        public Tally {
            episodes = List.copyOf(episodes);
        }

        long found() {
            return episodes.stream()
                    .filter(episode -> episode.delayMillis().isPresent())
                    .count();
        }
    }

    /** @param revisions all that thresholds would have published, in their order */
    public Tally tally(Collection<Incident> revisions) {
        var alarms = 0;
        var unlabelled = 0;
        var raised = Outcome.standing(revisions);
        for (var incident : raised) {
            if (!Comparison.anySame(incident, happened)) {
                var isFalse = Comparison.anySame(incident, falseAlarms);
                alarms += isFalse ? 1 : 0;
                unlabelled += isFalse ? 0 : 1;
            }
        }
        return new Tally(
                happened.stream()
                        .map(known -> new Episode(known, delay(known, raised, revisions)))
                        .toList(),
                alarms,
                unlabelled);
    }

    private static OptionalLong delay(Incident known, Collection<Incident> raised, Collection<Incident> revisions) {
        return raised.stream()
                .filter(incident -> Comparison.anySame(incident, List.of(known)))
                .flatMapToLong(incident -> told(known, incident, revisions).stream())
                .map(told -> Math.max(0, told - known.started()))
                .min();
    }

    /**
     * When {@code incident} first told of {@code known}: with the first revision in its time that names a cell of it which
     * the one before did not, or in hindsight. An alarm that stood there already did not find it; one that is opened again does.
     */
    private static OptionalLong told(Incident known, Incident incident, Collection<Incident> revisions) {
        if (incident.detected() > Comparison.end(known)) {
            return OptionalLong.of(incident.detected());
        }
        Set<String> before = Set.of();
        for (var revision : revisions) {
            if (revision.id().equals(incident.id())) {
                var now = shared(known, revision);
                if (!before.containsAll(now) && inTime(known, revision.updated())) {
                    return OptionalLong.of(revision.updated());
                }
                before = now;
            }
        }
        return OptionalLong.empty();
    }

    private static boolean inTime(Incident known, long at) {
        return at >= known.started() - Attribution.EARLY_MILLIS
                && at - Attribution.LATE_MILLIS <= Comparison.end(known);
    }

    /** The cells of {@code known} that the revision says are affected at its time. */
    private static Set<String> shared(Incident known, Incident revision) {
        if (revision.state() != Incident.State.OPEN && revision.revision() > 1) {
            return Set.of();
        }
        return revision.places().stream()
                .filter(place -> known.places().stream().anyMatch(one -> Comparison.same(one, place)))
                .flatMap(place -> revision.networks().stream()
                        .filter(known.networks()::contains)
                        .map(network -> place + "/" + network))
                .filter(cell -> !revision.restored().contains(cell))
                .collect(Collectors.toSet());
    }
}
