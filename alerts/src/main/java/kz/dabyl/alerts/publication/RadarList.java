package kz.dabyl.alerts.publication;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Networks;
import kz.dabyl.model.Places;
import kz.dabyl.model.Times;
import kz.dabyl.words.Language;

/**
 * Incidents in the shape in which Cloudflare Radar lists outages, for programs that read that. What was retracted is left
 * out, for the shape cannot say so. Thread-safe.
 */
public final class RadarList {

    /** Radar's vocabulary of causes names who and why; from outside nobody can know either. */
    private static final String CAUSE = "UNKNOWN";

    private static final Pattern AS_NUMBER = Pattern.compile("AS([0-9]{1,10})");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Links links;
    private final IntFunction<List<String>> home;

    /** @param home ISO codes of the watched countries, by the version of thresholds; hexagons are in the first that is named */
    public RadarList(Links links, IntFunction<List<String>> home) {
        this.links = links;
        this.home = home;
    }

    public String of(List<Incident> incidents, Optional<String> nextCursor) {
        var tree = JSON.createObjectNode();
        tree.put("success", true).putArray("errors");
        var annotations = tree.putObject("result").putArray("annotations");
        incidents.stream()
                .filter(incident -> incident.state() != Incident.State.RETRACTED)
                .forEach(incident -> annotations.add(annotation(incident)));
        // Clients hand out what is in the envelope, and readers of that know no other shape.
        tree.set("annotations", annotations);
        tree.put("next_cursor", nextCursor.orElse(null));
        return tree.toString();
    }

    private ObjectNode annotation(Incident incident) {
        var tree = JSON.createObjectNode();
        tree.put("id", incident.id());
        var numbers = tree.putArray("asns");
        var details = tree.putArray("asnsDetails");
        for (var number : asNumbers(incident)) {
            numbers.add(number);
            details.addObject().put("asn", String.valueOf(number)).put("name", "AS" + number);
        }
        tree.put("dataSource", "DABYL");
        tree.put("description", Labels.of(Language.EN).sentence(incident));
        if (incident.ended() != null) {
            tree.put("endDate", Times.format(incident.ended()));
        }
        tree.put("eventType", lost(incident.kind()) ? "OUTAGE" : "EVENT");
        tree.put("linkedUrl", links.page(incident.id()));
        var locations = tree.putArray("locations");
        var named = tree.putArray("locationsDetails");
        for (var country : countries(incident)) {
            locations.add(country);
            named.addObject().put("code", country).put("name", Areas.of(country));
        }
        tree.putObject("outage").put("outageCause", CAUSE).put("outageType", type(incident));
        tree.put("scope", scope(incident));
        tree.put("startDate", Times.format(incident.started()));
        return tree;
    }

    private static List<Long> asNumbers(Incident incident) {
        return incident.networks().stream()
                .map(AS_NUMBER::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> Long.parseLong(matcher.group(1)))
                .distinct()
                .toList();
    }

    private List<String> countries(Incident incident) {
        var watched = home.apply(incident.thresholdsVersion());
        return incident.places().stream()
                .map(place -> Areas.country(place, watched))
                .filter(code -> !code.equals(Places.UNKNOWN))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean lost(IncidentKind kind) {
        return switch (kind) {
            case SHUTDOWN, NETWORK_OUTAGE, OUTAGE, BLACKOUT, INTERNATIONAL_CUT -> true;
            case THROTTLING, BLOCKING, TLS_INTERCEPTION, TARGET_DOWN, COLLECTOR_UNREACHABLE -> false;
        };
    }

    private static String type(Incident incident) {
        if (incident.kind() == IncidentKind.BLACKOUT
                || incident.places().stream().anyMatch(place -> place.length() == 2)) {
            return "NATIONWIDE";
        }
        return incident.kind() == IncidentKind.NETWORK_OUTAGE ? "NETWORK" : "REGIONAL";
    }

    /** Where and for whom, in words: networks of phones have no AS number of their own. */
    private static String scope(Incident incident) {
        var networks =
                incident.networks().stream().map(Networks::name).distinct().collect(Collectors.joining(", "));
        return networks.isEmpty() ? incident.area() : incident.area() + ": " + networks;
    }
}
