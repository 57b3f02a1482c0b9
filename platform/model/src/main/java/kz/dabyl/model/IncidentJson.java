package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Incidents as the contract's JSON, fields in its order. */
public final class IncidentJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final List<String> LANGUAGES = List.of("en", "ru", "kk");

    private IncidentJson() {}

    public static String text(Incident incident) {
        return tree(incident).toString();
    }

    /** The incident as a tree, to be put into larger documents. */
    public static ObjectNode tree(Incident incident) {
        var tree = JSON.createObjectNode();
        tree.put("id", incident.id());
        tree.put("revision", incident.revision());
        tree.put("kind", incident.kind().word());
        tree.put("state", incident.state().word());
        tree.put("certainty", incident.certainty().word());
        tree.put("confidence", incident.confidence());
        tree.put("area", incident.area());
        strings(tree, "places", incident.places());
        strings(tree, "networks", incident.networks());
        strings(tree, "access", incident.access().stream().map(Access::word).toList());
        strings(tree, "targets", incident.targets());
        tree.put("started", Times.format(incident.started()));
        tree.put("detected", Times.format(incident.detected()));
        tree.put("updated", Times.format(incident.updated()));
        tree.put("ended", incident.ended() == null ? null : Times.format(incident.ended()));
        var evidence = tree.putObject("evidence");
        evidence.put("expected", incident.evidence().expected());
        evidence.put("heard", incident.evidence().heard());
        evidence.put("probes_silent", incident.evidence().probesSilent());
        evidence.put("control_expected", incident.evidence().controlExpected());
        evidence.put("control_heard", incident.evidence().controlHeard());
        evidence.put("late_confirmations", incident.evidence().lateConfirmations());
        strings(tree, "restored", incident.restored());
        tree.put("rally", incident.rally());
        tree.put("reason", incident.reason());
        tree.put("thresholds_version", incident.thresholdsVersion());
        var summary = tree.putObject("summary");
        for (var language : LANGUAGES) {
            summary.put(language, incident.summary().getOrDefault(language, ""));
        }
        return tree;
    }

    /** @throws InvalidInputException if the text is no incident */
    public static Incident parse(String text) {
        try {
            return parse(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw InvalidInputException.unreadable(e);
        }
    }

    static Incident parse(JsonNode tree) {
        var evidence = tree.path("evidence");
        var summary = new TreeMap<String, String>();
        tree.path("summary")
                .properties()
                .forEach(e -> summary.put(e.getKey(), e.getValue().asText()));
        try {
            return new Incident(
                    required(tree, "id"),
                    tree.path("revision").asInt(),
                    IncidentKind.ofWord(required(tree, "kind")),
                    Incident.State.ofWord(required(tree, "state")),
                    Incident.Certainty.ofWord(required(tree, "certainty")),
                    tree.path("confidence").asDouble(),
                    tree.path("area").asText(),
                    strings(tree, "places"),
                    strings(tree, "networks"),
                    strings(tree, "access").stream().map(IncidentJson::access).toList(),
                    strings(tree, "targets"),
                    time(tree, "started"),
                    time(tree, "detected"),
                    time(tree, "updated"),
                    tree.path("ended").isTextual() ? (Long) time(tree, "ended") : null,
                    new Incident.Evidence(
                            evidence.path("expected").asDouble(),
                            evidence.path("heard").asInt(),
                            evidence.path("probes_silent").asInt(),
                            evidence.path("control_expected").asDouble(),
                            evidence.path("control_heard").asInt(),
                            evidence.path("late_confirmations").asInt()),
                    strings(tree, "restored"),
                    textOrNull(tree, "rally"),
                    textOrNull(tree, "reason"),
                    tree.path("thresholds_version").asInt(1),
                    summary);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("", "not an incident: " + e.getMessage());
        }
    }

    private static Access access(String word) {
        return Access.ofWord(word)
                .orElseThrow(
                        () -> new InvalidInputException("/access", "expected mobile or fixed, was '" + word + "'"));
    }

    private static String required(JsonNode tree, String field) {
        var node = tree.path(field);
        if (!node.isTextual()) {
            throw new InvalidInputException("/" + field, "expected a string, was " + Quoted.of(node));
        }
        return node.asText();
    }

    private static @Nullable String textOrNull(JsonNode tree, String field) {
        var node = tree.path(field);
        return node.isTextual() ? node.asText() : null;
    }

    private static long time(JsonNode tree, String field) {
        return Times.parse(required(tree, field))
                .orElseThrow(() -> new InvalidInputException("/" + field, "expected an RFC 3339 time"));
    }

    private static void strings(ObjectNode tree, String field, List<String> values) {
        var array = tree.putArray(field);
        values.forEach(array::add);
    }

    private static List<String> strings(JsonNode tree, String field) {
        var values = new ArrayList<String>();
        tree.path(field).forEach(value -> values.add(value.asText()));
        return values;
    }
}
