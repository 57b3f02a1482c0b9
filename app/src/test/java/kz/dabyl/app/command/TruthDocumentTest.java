package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.dabyl.detector.tuning.Truth;
import kz.dabyl.detector.tuning.TruthReader;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.simulator.ScenarioReader;
import kz.dabyl.simulator.Simulation;
import kz.dabyl.simulator.TruthWriter;
import org.junit.jupiter.api.Test;

/** The chapter of {@code docs/scenarios.md} on the truth says what {@code simulate} writes and {@code score} reads. */
class TruthDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "scenarios.md");
    private static final Pattern CHAPTER = Pattern.compile("\\n## The truth\\n(.*?)\\n## ", Pattern.DOTALL);
    private static final Pattern EXAMPLE = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| [^|]+ \\| [^|]+ \\| [^|]+ \\|$");
    private static final String SCENARIO = """
            {"scenario": "town", "start": "2021-04-24T04:00:00Z", "duration_s": 3600,
             "places": {"square": ["8720e60a1ffffff"]},
             "probes": [{"kind": "phone", "places": "square", "per_cell": 3}],
             "events": [{"kind": "congestion", "start_s": 300, "places": "square"},
                        {"kind": "blocking", "start_s": 600, "targets": "site/vlast.kz", "method": "dns"}]}""";

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void exampleIsATruth() throws IOException {
        var truth = TruthReader.read(example());

        assertThat(truth.home()).isEqualTo("KZ");
        assertThat(truth.warmupSeconds()).isEqualTo(7200);
        assertThat(truth.observed()).hasSize(3);
        assertThat(truth.events())
                .extracting(Truth.Event::kind)
                .containsExactly(IncidentKind.SHUTDOWN, IncidentKind.BLOCKING);
        assertThat(truth.events()).extracting(Truth.Event::visible).containsExactly(true, false);
        assertThat(truth.observed()).containsAll(truth.events().get(0).cells());
    }

    @Test
    void tableHasEveryFieldOfTheExample() throws IOException {
        var example = fields(json.readTree(example()));

        assertThat(table()).containsExactlyInAnyOrderElementsOf(example);
    }

    @Test
    void tableHasEveryFieldThatIsWritten() throws IOException {
        var written = new ByteArrayOutputStream();
        TruthWriter.write(Simulation.truth(ScenarioReader.read(SCENARIO), 1), written);

        var fields = fields(json.readTree(written.toString(UTF_8)));

        assertThat(fields).contains("events[].reason").isSubsetOf(table());
        assertThat(table())
                .filteredOn(field -> !fields.contains(field))
                .containsExactlyInAnyOrder("home", "events[].visible");
    }

    private static Set<String> fields(JsonNode truth) {
        var fields = new LinkedHashSet<String>();
        truth.fieldNames().forEachRemaining(fields::add);
        for (var event : truth.path("events")) {
            event.fieldNames().forEachRemaining(field -> fields.add("events[]." + field));
        }
        return fields;
    }

    private static List<String> table() throws IOException {
        return ROW.matcher(chapter()).results().map(row -> row.group(1)).collect(Collectors.toList());
    }

    private static String example() throws IOException {
        return found(EXAMPLE, chapter());
    }

    private static String chapter() throws IOException {
        return found(CHAPTER, Files.readString(DOCUMENT));
    }

    private static String found(Pattern pattern, String text) {
        var match = pattern.matcher(text);
        assertThat(match.find()).as(pattern.pattern()).isTrue();
        return match.group(1);
    }
}
