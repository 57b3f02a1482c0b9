package kz.dabyl.bench.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.detector.tuning.AlarmOutcome;
import kz.dabyl.detector.tuning.EventOutcome;
import kz.dabyl.detector.tuning.Scorecard;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Times;

/** What our detector missed, misnamed and made up, one line each, so that each can be looked into. */
final class WrongWords {

    private WrongWords() {}

    static String of(Results results) {
        var trials = new ArrayList<>(results.set());
        results.yardsticks().values().forEach(trials::addAll);
        trials.addAll(results.nullRun());
        var lines = trials.stream()
                .flatMap(trial -> Stream.concat(events(trial.card(Trial.DABYL)), alarms(trial)))
                .toList();
        return lines.isEmpty() ? "Nothing.\n" : list(lines);
    }

    private static String list(List<String> lines) {
        return "- " + String.join("\n- ", lines) + "\n";
    }

    private static Stream<String> events(Scorecard card) {
        return card.events().stream()
                .filter(EventOutcome::visible)
                .flatMap(event -> wrong(event)
                        .map(what -> "%s: `%s` of %s, %s"
                                .formatted(
                                        event.scenario(),
                                        event.event().kind().word(),
                                        Times.format(event.event().start()),
                                        what))
                        .stream());
    }

    private static Optional<String> wrong(EventOutcome event) {
        if (event.found().isEmpty()) {
            return Optional.of("missed");
        }
        var found = event.found().get();
        if (found.named() != event.event().kind()) {
            return Optional.of("called `" + found.named().word() + "`");
        }
        return found.closedEarly() ? Optional.of("closed early") : Optional.empty();
    }

    /** What was taken back unconfirmed is named only if it was ever called a shutdown: that costs the most trust. */
    private static Stream<String> alarms(Trial trial) {
        var shutdowns = trial.wronglyCalled(IncidentKind.SHUTDOWN).stream()
                .map(Opening::id)
                .collect(Collectors.toSet());
        return trial.card(Trial.DABYL).alarms().stream()
                .filter(alarm -> alarm.verdict() == AlarmOutcome.Verdict.FALSE_ALARM || shutdowns.contains(alarm.id()))
                .map(alarm -> "%s: `%s` of %s, false%s%s"
                        .formatted(
                                alarm.scenario(),
                                alarm.named().word(),
                                Times.format(alarm.detected()),
                                shutdowns.contains(alarm.id()) && alarm.named() != IncidentKind.SHUTDOWN
                                        ? ", called `shutdown` before"
                                        : "",
                                alarm.retracted() ? ", retracted" : ""));
    }
}
