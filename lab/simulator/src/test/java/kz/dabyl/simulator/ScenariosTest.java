package kz.dabyl.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.Stream;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingReader;
import kz.dabyl.model.RecordingWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {

    static Stream<String> names() {
        return Scenarios.NAMES.stream();
    }

    @Test
    void listsEveryFileThatShips() {
        var shipped = new File(
                Objects.requireNonNull(Scenarios.class.getResource("scenarios")).getPath());

        assertThat(Stream.of(Objects.requireNonNull(shipped.list())).map(file -> file.replace(".json", "")))
                .containsExactlyInAnyOrderElementsOf(Scenarios.NAMES);
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysWhatEveryScenarioIsFor(String name) {
        var about = Scenarios.named(name).about();

        assertThat(about.tests()).isNotEmpty();
        assertThat(about.note()).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("names")
    void callsAScenarioAConfounderWhenItHasNoEvents(String name) {
        var scenario = Scenarios.named(name);
        var quiet = scenario.events().stream().allMatch(event -> event.truth().isEmpty());

        assertThat(scenario.about().tests().contains(Tag.CONFOUNDER)).isEqualTo(quiet);
    }

    @Test
    void listsThemWithWhatTheyTest() {
        assertThat(Scenarios.all()).hasSameSizeAs(Scenarios.NAMES).anySatisfy(about -> {
            assertThat(about.name()).isEqualTo("fleet-restart");
            assertThat(about.tests()).containsExactly(Tag.RESTART, Tag.CONFOUNDER);
        });
    }

    @Test
    void documentsEveryScenarioAndTag() throws IOException {
        var document = Files.readString(Path.of("../../docs/scenarios.md"));

        assertThat(Scenarios.NAMES).allSatisfy(name -> assertThat(document).contains("`" + name + "`"));
        assertThat(Tag.values()).allSatisfy(tag -> assertThat(document).contains("`" + tag.word() + "`"));
    }

    @Test
    void readsBackTheRecordingThatItWrites() throws IOException {
        var entries = new ArrayList<LogEntry>();
        var bytes = new ByteArrayOutputStream();
        Simulation.run(Scenarios.named("demo"), 1, entries::add);
        try (var writer = new RecordingWriter(bytes)) {
            for (var entry : entries) {
                writer.write(entry);
            }
        }

        var read = new ArrayList<LogEntry>();
        try (var reader = new RecordingReader(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                read.add(entry.get());
            }
        }

        assertThat(read).isEqualTo(entries);
    }
}
