package kz.dabyl.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingReader;
import kz.dabyl.model.RecordingWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenariosTest {

    @TempDir
    private Path folder = Path.of("");

    static Stream<String> names() {
        return Scenarios.NAMES.stream();
    }

    /** A null run is days long; what it is like shows in its first hours. */
    static Stream<String> shortNames() {
        return names().filter(name -> !Scenarios.named(name).about().tests().contains(Tag.NULL_RUN));
    }

    @ParameterizedTest
    @MethodSource("shortNames")
    void makesALogThatHoldsTogether(String name) {
        var scenario = Scenarios.named(name);
        var auditor = new LogAuditor(scenario, 1);

        Simulation.run(scenario, 1, auditor);

        auditor.checkWhole();
        auditor.checkAgainst(Simulation.truth(scenario, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null-60", "null-60-sparse", "null-60-pings"})
    void makesANullRunOfSixtyMobileCells(String name) {
        var scenario = firstHours(Scenarios.named(name), 12);
        var auditor = new LogAuditor(scenario, 1);

        Simulation.run(scenario, 1, auditor);

        auditor.checkWhole();
        auditor.checkAgainst(Simulation.truth(scenario, 1));
        assertThat(Simulation.truth(scenario, 1).observed().stream()
                        .filter(cell -> cell.network().startsWith("401")))
                .hasSize(60);
    }

    private static Scenario firstHours(Scenario scenario, int hours) {
        return new Scenario(
                scenario.about(),
                scenario.start(),
                hours * 3600,
                scenario.warmupSeconds(),
                scenario.surroundings(),
                scenario.collectors(),
                scenario.targets(),
                scenario.groups(),
                scenario.events(),
                scenario.rallies());
    }

    @ParameterizedTest
    @MethodSource("shortNames")
    void tellsATruthThatHoldsTogether(String name) {
        var scenario = Scenarios.named(name);

        var truth = Simulation.truth(scenario, 1);

        assertThat(truth.scenario()).isEqualTo(name);
        assertThat(truth.observed()).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(20);
        assertThat(truth.events()).allSatisfy(event -> {
            assertThat(event.start()).isBetween(scenario.start() + scenario.warmupSeconds() * 1000L, scenario.end());
            assertThat(event.end().orElse(scenario.end())).isGreaterThan(event.start());
            assertThat(event.cells()).isNotEmpty().isSubsetOf(truth.observed());
        });
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

    @Test
    void findsAScenarioByItsName() throws IOException {
        assertThat(Scenarios.find("demo")).isEqualTo(Scenarios.named("demo"));
    }

    @Test
    void findsAScenarioInAFile() throws IOException {
        var file = folder.resolve("own.json");
        Files.writeString(file, """
                {"scenario": "own", "start": "2021-04-24T04:00:00Z", "duration_s": 60,
                 "probes": [{"kind": "phone", "places": "KZ-75", "per_cell": 1}]}""");

        var found = Scenarios.find(file.toString());

        assertThat(found.name()).isEqualTo("own");
        assertThat(found.groups().get(0).places()).isEqualTo(List.of("KZ-75"));
    }

    @Test
    void saysWhenThereIsNoSuchFile() {
        assertThatThrownBy(() -> Scenarios.find("none.json")).isInstanceOf(NoSuchFileException.class);
    }
}
