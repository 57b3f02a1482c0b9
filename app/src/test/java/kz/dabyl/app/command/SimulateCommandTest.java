package kz.dabyl.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {

    private static final String SCENARIO = """
            {"scenario":"small","start":"2021-04-24T07:00:00Z","duration_s":120,
             "places":{"centre":{"city":"Almaty","count":1}},
             "probes":[{"kind":"phone","places":"centre","per_place":5}],
             "events":[{"kind":"shutdown","start_s":60,"end_s":100}]}""";

    @TempDir
    private Path folder;

    @Test
    void printsTheSameRecordingForTheSameSeed() {
        var one = Run.with("simulate - --seed 7", SCENARIO, Map.of());
        var same = Run.with("simulate - --seed 7", SCENARIO, Map.of());
        var other = Run.with("simulate - --seed 8", SCENARIO, Map.of());

        assertThat(one.exitCode()).isZero();
        assertThat(one.out())
                .startsWith("{\"tick\":\"2021-04-24T07:00:00.000Z\"")
                .contains("\"report\":");
        assertThat(one).isEqualTo(same).isNotEqualTo(other);
    }

    @Test
    void writesWhatReallyHappened() throws IOException {
        var truth = folder.resolve("truth.json");

        Run.with("simulate - --truth " + truth, SCENARIO, Map.of());

        assertThat(Files.readString(truth)).contains("\"scenario\":\"small\"").contains("\"kind\":\"shutdown\"");
    }

    @Test
    void failsWhenTheTruthCannotBeWritten() {
        var run = Run.with("simulate - --truth " + folder, SCENARIO, Map.of());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(folder + " cannot be written").hasLineCount(1);
    }

    @Test
    void knowsTheScenariosThatShip() {
        var recording = Run.of("simulate demo").out();

        assertThat(recording).isEqualTo(Run.of("simulate demo.json").out()).hasSizeGreaterThan(100_000);
    }

    @Test
    void listsTheScenariosThatShipWithWhatTheyTest() {
        var run = Run.of("simulate --list");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .anyMatch(line -> line.startsWith("fleet-restart\trestart,confounder\tThe whole fleet"));
    }

    @Test
    void namesTheFieldOfAScenarioThatIsWrong() {
        var run = Run.with("simulate -", SCENARIO.replace("\"end_s\":100", "\"end_s\":10"), Map.of());

        assertThat(run).isEqualTo(new Run(2, "", "dabyl: -: /events/0/end_s: expected more than start_s\n"));
    }

    @Test
    void saysThatThereIsNoSuchScenario() {
        assertThat(Run.of("simulate no-such-scenario"))
                .isEqualTo(new Run(2, "", "dabyl: no-such-scenario: there is no such file\n"));
    }
}
