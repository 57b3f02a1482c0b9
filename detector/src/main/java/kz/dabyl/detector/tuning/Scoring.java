package kz.dabyl.detector.tuning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds incidents against a truth.
 *
 * <p>An incident that was taken back is neither found nor a false alarm, unless it had been confirmed: then it is a false
 * alarm. One about nothing is a false alarm, unless it was raised during the warm-up. Of those about one event
 * ({@link Attribution}) the one that shares most cells leads: its kind and its times count; the earliest gives the delay;
 * the cells of all of them count; the others are fragments. Where an incident of the event's family of kinds is about it,
 * those of the other family are fragments at most.
 */
public final class Scoring {

    private final Truth truth;
    private final Coverage coverage;
    private final List<About> all;

    /** An incident and the events that it is about, each with the time of the first word. */
    private record About(Finding finding, Map<Truth.Event, Long> events, Set<Truth.Cell> cells) {

        boolean counts() {
            return !finding.retracted() && !events.isEmpty();
        }
    }

    private Scoring(Truth truth, Collection<Finding> findings) {
        this.truth = truth;
        coverage = new Coverage(truth);
        var attribution = new Attribution(truth, coverage);
        all = findings.stream()
                .map(f -> new About(f, attribution.events(f), coverage.named(f.verdict())))
                .sorted(Comparator.comparingLong((About a) -> a.finding.detected())
                        .thenComparing(a -> a.finding.id()))
                .toList();
    }

    /** What {@code findings} are worth; their order does not matter. */
    public static Scorecard score(Truth truth, Collection<Finding> findings) {
        return new Scoring(truth, findings).score();
    }

    private Scorecard score() {
        var leading = new HashSet<About>();
        var events = new ArrayList<EventOutcome>();
        for (var event : truth.events()) {
            var about = about(event);
            var leader = about.stream().max(leads(event));
            leader.ifPresent(leading::add);
            events.add(outcome(event, about, leader));
        }
        var judged = Math.max(0, truth.end() - truth.judgedFrom());
        return new Scorecard(events, alarms(leading), judged, (double) judged * coverage.size());
    }

    /** Incidents about the event, of its family of kinds if there are such. */
    private List<About> about(Truth.Event event) {
        var about = all.stream()
                .filter(a -> a.counts() && a.events.containsKey(event))
                .toList();
        var related = about.stream()
                .filter(a -> Attribution.sameFamily(a.finding.kind(), event.kind()))
                .toList();
        return related.isEmpty() ? about : related;
    }

    private static Comparator<About> leads(Truth.Event event) {
        return Comparator.comparing((About a) -> Attribution.shared(a.cells, event))
                .thenComparing(a -> a.finding.kind() == event.kind())
                .thenComparing(Comparator.comparingLong((About a) -> a.finding.detected())
                        .reversed())
                .thenComparing(a -> a.finding.id());
    }

    private EventOutcome outcome(Truth.Event event, List<About> about, Optional<About> leader) {
        var cells = new HashSet<Truth.Cell>();
        about.forEach(a -> cells.addAll(a.cells));
        return new EventOutcome(
                truth.scenario(),
                event,
                event.visible(),
                leader.map(a -> found(event, a, about)),
                event.cells().size(),
                Attribution.shared(cells, event),
                about.size());
    }

    private EventOutcome.Found found(Truth.Event event, About leader, List<About> about) {
        var finding = leader.finding;
        var told = about.stream().mapToLong(a -> first(a, event)).min().orElseThrow();
        var end = event.end().orElse(Long.MAX_VALUE);
        var ends = end < truth.end();
        var after = finding.closings().stream().filter(at -> at >= end).findFirst();
        var early = finding.closings().stream()
                .filter(at -> at < end && at > first(leader, event))
                .reduce((first, second) -> second);
        return new EventOutcome.Found(
                finding.kind(),
                told - event.start(),
                ends ? after.or(() -> early).map(at -> (double) at - end).orElse(Double.NaN) : Double.NaN,
                early.isPresent(),
                ends && end + Attribution.LATE_MILLIS <= truth.end() && after.isEmpty() && early.isEmpty(),
                startsIt(leader, event) ? finding.started() - event.start() : Double.NaN,
                ends && endsIt(leader, event) && finding.ended().isPresent()
                        ? (double) finding.ended().getAsLong() - end
                        : Double.NaN);
    }

    private static long first(About about, Truth.Event event) {
        return Optional.ofNullable(about.events.get(event)).orElseThrow();
    }

    /** An incident about several events has one beginning: that of the first. */
    private static boolean startsIt(About about, Truth.Event event) {
        return about.events.keySet().stream().allMatch(other -> other.start() >= event.start());
    }

    private static boolean endsIt(About about, Truth.Event event) {
        var end = event.end().orElse(Long.MAX_VALUE);
        return about.events.keySet().stream().allMatch(other -> other.end().orElse(Long.MAX_VALUE) <= end);
    }

    private List<AlarmOutcome> alarms(Set<About> leading) {
        var wronged = new HashMap<Truth.Event, Set<Truth.Cell>>();
        var outcomes = new ArrayList<AlarmOutcome>();
        for (var about : all) {
            var event =
                    truth.events().stream().filter(about.events::containsKey).findFirst();
            var verdict = verdict(about, leading);
            var wrong = new HashSet<>(about.cells);
            about.events.keySet().forEach(e -> wrong.removeAll(e.cells()));
            if (verdict == AlarmOutcome.Verdict.RETRACTED || verdict == AlarmOutcome.Verdict.WARM_UP) {
                wrong.clear();
            } else if (event.isPresent()) {
                // Fragments that err in the same cell err once.
                wrong.removeIf(cell -> !wronged.computeIfAbsent(event.get(), e -> new HashSet<>())
                        .add(cell));
            }
            outcomes.add(new AlarmOutcome(
                    truth.scenario(),
                    about.finding.id(),
                    about.finding.kind(),
                    event.map(Truth.Event::kind).orElse(about.finding.kind()),
                    verdict,
                    about.finding.detected(),
                    about.finding.confirmed(),
                    about.finding.retracted(),
                    about.finding.firstConfidence(),
                    about.finding.confidence(),
                    wrong.size()));
        }
        return outcomes;
    }

    private AlarmOutcome.Verdict verdict(About about, Set<About> leading) {
        if (leading.contains(about)) {
            return AlarmOutcome.Verdict.LEADING;
        }
        if (about.counts()) {
            return AlarmOutcome.Verdict.FRAGMENT;
        }
        if (about.events.isEmpty() && about.finding.detected() < truth.judgedFrom()) {
            return AlarmOutcome.Verdict.WARM_UP;
        }
        return about.finding.retracted() && !about.finding.confirmed()
                ? AlarmOutcome.Verdict.RETRACTED
                : AlarmOutcome.Verdict.FALSE_ALARM;
    }
}
