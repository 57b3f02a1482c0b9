package kz.dabyl.detector.tuning;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kz.dabyl.model.IncidentKind;

/**
 * What became of the events and incidents of one or many recordings; cards add up.
 *
 * @param judgedMillis time after the warm-ups
 * @param cellMillis the same times the number of cells
 */
public record Scorecard(List<EventOutcome> events, List<AlarmOutcome> alarms, long judgedMillis, double cellMillis) {

    public static final Scorecard NOTHING = new Scorecard(List.of(), List.of(), 0, 0);

    public Scorecard {
        events = List.copyOf(events);
        alarms = List.copyOf(alarms);
    }

    public Scorecard plus(Scorecard other) {
        return new Scorecard(
                Stream.concat(events.stream(), other.events.stream()).toList(),
                Stream.concat(alarms.stream(), other.alarms.stream()).toList(),
                judgedMillis + other.judgedMillis,
                cellMillis + other.cellMillis);
    }

    /** The events of one kind, the incidents about them, and the false alarms that were called so. */
    public Scorecard ofKind(IncidentKind kind) {
        return where(event -> event.event().kind() == kind, alarm -> alarm.kind() == kind);
    }

    /** Some of the events and incidents in the same time. */
    public Scorecard where(Predicate<EventOutcome> event, Predicate<AlarmOutcome> alarm) {
        return new Scorecard(
                events.stream().filter(event).toList(),
                alarms.stream().filter(alarm).toList(),
                judgedMillis,
                cellMillis);
    }

    /** The kinds that occur, in their order. */
    public List<IncidentKind> kinds() {
        return Stream.concat(
                        events.stream().map(event -> event.event().kind()),
                        alarms.stream().map(AlarmOutcome::kind))
                .distinct()
                .sorted()
                .toList();
    }

    public long count(AlarmOutcome.Verdict verdict) {
        return alarms.stream().filter(alarm -> alarm.verdict() == verdict).count();
    }
}
