package kz.dabyl.lab.scene;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.lab.actor.Desk;

/**
 * What came of a run.
 *
 * @param strays incidents that were opened though no scene had done anything of the kind, in words
 * @param afterwards what was not as expected any more when all scenes were over
 */
public record Verdict(List<Outcome> outcomes, List<String> strays, List<String> afterwards) {

    public Verdict {
        outcomes = List.copyOf(outcomes);
        strays = List.copyOf(strays);
        afterwards = List.copyOf(afterwards);
    }

    /** @param deliveries all webhooks of the run */
    static Verdict of(List<Outcome> outcomes, List<Desk.Delivery> deliveries, List<String> afterwards) {
        var claimed =
                outcomes.stream().flatMap(outcome -> outcome.ids().stream()).collect(Collectors.toUnmodifiableSet());
        var strays = deliveries.stream()
                .filter(delivery -> delivery.type().equals("incident.opened"))
                .map(Desk.Delivery::incident)
                .filter(incident -> !claimed.contains(incident.path("id").asText()))
                .map(incident -> Performance.words(incident) + " of "
                        + incident.path("area").asText())
                .toList();
        return new Verdict(outcomes, strays, afterwards);
    }

    /** The same, and that a scene which was asked for has not been played at all is a fault too. */
    Verdict ofAll(Set<Integer> numbers) {
        var played = outcomes.stream().map(Outcome::number).collect(Collectors.toUnmodifiableSet());
        var left = numbers.stream()
                .filter(number -> !played.contains(number))
                .sorted()
                .map(number -> "scene " + number + ": was not played");
        return new Verdict(
                outcomes, strays, Stream.concat(afterwards.stream(), left).toList());
    }

    /** All that was not as expected. */
    public List<String> problems() {
        return Stream.of(
                        outcomes.stream()
                                .flatMap(outcome -> outcome.problems().stream()
                                        .map(problem -> "scene " + outcome.number() + ": " + problem)),
                        strays.stream().map(stray -> "no scene: " + stray),
                        afterwards.stream())
                .flatMap(problems -> problems)
                .toList();
    }
}
