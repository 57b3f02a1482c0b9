package kz.dabyl.detector.tuning.history;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** @param raised the incidents that thresholds raised and did not take back */
    public Tally tally(Collection<Incident> raised) {
        var alarms = 0;
        var unlabelled = 0;
        for (var incident : raised) {
            if (!Comparison.anySame(incident, happened)) {
                var isFalse = Comparison.anySame(incident, falseAlarms);
                alarms += isFalse ? 1 : 0;
                unlabelled += isFalse ? 0 : 1;
            }
        }
        return new Tally(
                happened.stream()
                        .map(known -> new Episode(known, delay(known, raised)))
                        .toList(),
                alarms,
                unlabelled);
    }

    private static OptionalLong delay(Incident known, Collection<Incident> raised) {
        return raised.stream()
                .filter(incident -> Comparison.anySame(incident, List.of(known)))
                .mapToLong(incident -> incident.detected() - known.started())
                .min();
    }
}
