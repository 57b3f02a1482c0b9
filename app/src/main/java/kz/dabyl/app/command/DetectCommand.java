package kz.dabyl.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.model.Documents;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Thresholds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dabyl detect}: the detector over a recording at full speed. */
@Command(
        name = "detect",
        description = {
            "Runs the detector over a recording and prints every revision of every incident, one a line.",
            "Evidence is such a recording too: of it the revisions of its incident are printed."
        })
final class DetectCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "RECORDING", description = "Recording, gzipped or not; - is standard input.")
    private String recording = "-";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Thresholds as YAML or JSON; what is absent keeps its default.")
    private Optional<String> config = Optional.empty();

    @Option(
            names = "--rallies",
            paramLabel = "FILE",
            description = "Announced rallies as a JSON array or a calendar (.ics).")
    private Optional<String> rallies = Optional.empty();

    /** The incident that the recording is the evidence of: of others it does not tell the whole. */
    private Optional<String> only = Optional.empty();

    DetectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var thresholds = config.map(file -> InputFile.parse(file, terminal, Documents::thresholds))
                .orElse(Thresholds.DEFAULT);
        var announced = rallies.map(file -> RallyFile.read(file, terminal, InstantSource.system()))
                .orElse(List.of());
        try {
            var detection = new Detection(thresholds, announced, this::print);
            InputFile.recording(recording, terminal, entry -> {
                if (entry instanceof LogEntry.Evidence evidence) {
                    only = Optional.of(evidence.incident());
                }
                detection.accept(entry);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return 0;
    }

    /** One line at once: who reads a recording as it grows wants to know now. */
    private void print(Incident incident) {
        if (only.isPresent() && !only.get().equals(incident.id())) {
            return;
        }
        try {
            terminal.print(IncidentJson.text(incident));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
