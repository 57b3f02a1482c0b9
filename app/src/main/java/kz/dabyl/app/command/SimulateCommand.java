package kz.dabyl.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingWriter;
import kz.dabyl.simulator.Scenario;
import kz.dabyl.simulator.ScenarioReader;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;
import kz.dabyl.simulator.Tag;
import kz.dabyl.simulator.TruthWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dabyl simulate}: the recording of a scenario. */
@Command(
        name = "simulate",
        description = "Prints a recording of a scenario; the same scenario and seed always give the same.")
final class SimulateCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            paramLabel = "SCENARIO.json",
            description = "Scenario, - is standard input; or the name of one that ships, such as almaty-afternoon.")
    private String scenario = "-";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What chance is drawn from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--truth", paramLabel = "FILE", description = "Where to write what really happened, as JSON.")
    private Optional<Path> truth = Optional.empty();

    @Option(
            names = "--list",
            help = true,
            description = "Lists the scenarios that ship: name, what each tests, a note; tabs between.")
    private boolean list;

    SimulateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (list) {
            list();
            return 0;
        }
        var chosen = scenario();
        if (truth.isPresent()) {
            try (var out = Files.newOutputStream(truth.get())) {
                TruthWriter.write(Simulation.truth(chosen, seed), out);
            } catch (IOException e) {
                throw new IOException(truth.get() + " cannot be written: " + e, e);
            }
        }
        try (var recording = new RecordingWriter(terminal.out())) {
            Simulation.run(chosen, seed, entry -> write(recording, entry));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return 0;
    }

    private void list() throws IOException {
        for (var about : Scenarios.all()) {
            var tests = about.tests().stream().map(Tag::word).collect(Collectors.joining(","));
            terminal.print(String.join("\t", about.name(), tests, about.note()));
        }
    }

    private Scenario scenario() {
        var shipped = scenario.replaceFirst("\\.json$", "");
        return Scenarios.NAMES.contains(shipped) && !Files.exists(Path.of(scenario))
                ? Scenarios.named(shipped)
                : InputFile.parse(scenario, terminal, ScenarioReader::read);
    }

    private static void write(RecordingWriter recording, LogEntry entry) {
        try {
            recording.write(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
