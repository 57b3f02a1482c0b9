package kz.dabyl.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kz.dabyl.model.Documents;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private final JsonNode description = read();

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(ServiceDocuments.openApi());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("openapi.yaml is not YAML", e);
        }
    }

    @Test
    void refersOnlyToWhatItHas() {
        var references = new TreeSet<String>();
        collect(description, references);

        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(description.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        });
    }

    @Test
    void namesEveryKindOfIncident() {
        var kinds = words(description.at("/components/schemas/Kind/enum"));

        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(List.of(IncidentKind.values()).stream()
                        .map(IncidentKind::word)
                        .toList());
    }

    @Test
    void namesEveryStateAndCertaintyOfAnIncident() {
        assertThat(words(description.at("/components/schemas/Incident/properties/state/enum")))
                .containsExactlyElementsOf(List.of(Incident.State.values()).stream()
                        .map(Incident.State::word)
                        .toList());
        assertThat(words(description.at("/components/schemas/Incident/properties/certainty/enum")))
                .containsExactlyElementsOf(List.of(Incident.Certainty.values()).stream()
                        .map(Incident.Certainty::word)
                        .toList());
    }

    @Test
    void namesEveryThresholdWithItsDefault() {
        var described = description.at("/components/schemas/Thresholds/properties");
        var defaults = Documents.json(Thresholds.DEFAULT);

        defaults.properties().forEach(field -> {
            assertThat(described.has(field.getKey())).as(field.getKey()).isTrue();
            if (field.getValue().isNumber() && !field.getKey().equals("version")) {
                assertThat(described.path(field.getKey()).path("default").asDouble())
                        .as(field.getKey())
                        .isEqualTo(field.getValue().asDouble());
            }
        });
        assertThat(described.size()).isEqualTo(defaults.size());
    }

    @Test
    void saysOfEveryOperationWhatItAnswers() {
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> !operation.getKey().equals("parameters"))
                        .forEach(operation -> {
                            var name = operation.getKey() + " " + path.getKey();
                            assertThat(operation.getValue().path("summary").asText())
                                    .as(name)
                                    .isNotEmpty();
                            assertThat(operation.getValue().path("responses").size())
                                    .as(name)
                                    .isPositive();
                        }));
    }

    private static void collect(JsonNode node, Set<String> references) {
        if (node.path("$ref").isTextual()) {
            references.add(node.path("$ref").asText());
        }
        node.forEach(child -> collect(child, references));
    }

    private static List<String> words(JsonNode array) {
        var words = new ArrayList<String>();
        array.forEach(word -> words.add(word.asText()));
        return words;
    }
}
