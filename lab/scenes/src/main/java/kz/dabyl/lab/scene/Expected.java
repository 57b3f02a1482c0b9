package kz.dabyl.lab.scene;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kz.dabyl.lab.net.Operator;
import kz.dabyl.lab.net.Place;
import kz.dabyl.lab.net.Plan;

/**
 * What has to be said of a scene.
 *
 * @param reason what the incident's reason begins with, empty where it does not matter
 */
record Expected(
        String kind, Set<String> places, Set<String> networks, Set<String> access, Set<String> targets, String reason) {

    Expected {
        places = Set.copyOf(places);
        networks = Set.copyOf(networks);
        access = Set.copyOf(access);
        targets = Set.copyOf(targets);
    }

    static Expected silence(String kind, Collection<Place> places, Operator... operators) {
        return trouble(kind, "", List.of(), places, operators);
    }

    static Expected trouble(
            String kind, String reason, List<Plan.Site> sites, Collection<Place> places, Operator... operators) {
        return new Expected(
                kind,
                set(places.stream().map(Place::hexagon)),
                set(Stream.of(operators).map(Operator::network)),
                set(Stream.of(operators).map(Operator::access)),
                set(sites.stream().map(Plan.Site::target)),
                reason);
    }

    private static Set<String> set(Stream<String> words) {
        return words.collect(java.util.stream.Collectors.toSet());
    }

    /** Whether an incident may be about this, rightly or wrongly told. */
    boolean concerns(JsonNode incident) {
        return !Collections.disjoint(words(incident, "places"), places)
                && !Collections.disjoint(words(incident, "networks"), networks)
                && (targets.isEmpty()
                        ? words(incident, "targets").isEmpty()
                        : !Collections.disjoint(words(incident, "targets"), targets));
    }

    /** In what the incident differs from this. */
    List<String> differences(JsonNode incident) {
        var differences = new ArrayList<String>();
        if (!incident.path("kind").asText().equals(kind)) {
            differences.add("kind is " + incident.path("kind").asText() + ", not " + kind);
        }
        compare(incident, "places", places, differences);
        compare(incident, "networks", networks, differences);
        compare(incident, "access", access, differences);
        compare(incident, "targets", targets, differences);
        if (!incident.path("reason").asText().startsWith(reason)) {
            differences.add("reason is " + incident.path("reason").asText() + ", not " + reason);
        }
        return differences;
    }

    private static void compare(JsonNode incident, String field, Set<String> wanted, List<String> differences) {
        var words = words(incident, field);
        if (!words.equals(wanted)) {
            differences.add(field + " are " + new TreeSet<>(words) + ", not " + new TreeSet<>(wanted));
        }
    }

    private static Set<String> words(JsonNode incident, String field) {
        var words = new TreeSet<String>();
        incident.path(field).forEach(word -> words.add(word.asText()));
        return words;
    }
}
