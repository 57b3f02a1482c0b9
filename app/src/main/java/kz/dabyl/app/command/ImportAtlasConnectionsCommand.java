package kz.dabyl.app.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.dabyl.app.atlas.ConnectionImport;
import kz.dabyl.collector.adapter.atlas.ConnectionEvent;
import kz.dabyl.collector.adapter.atlas.ConnectionLogReader;
import kz.dabyl.collector.adapter.atlas.ProbeDirectory;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.RecordingWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dabyl import ripe-atlas-connections}: connection logs of RIPE Atlas probes as a recording. */
@Command(
        name = "ripe-atlas-connections",
        description = "Reads RIPE Atlas measurement 7000: a probe reports while it is connected to its controller.")
final class ImportAtlasConnectionsCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Connection logs as JSON, gzipped or not; - is standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--probes",
            paramLabel = "FILE.csv",
            description = "Where probes are: prb_id,country,asn. Without it every place is ZZ.")
    private Optional<String> probes = Optional.empty();

    @Option(
            names = "--interval-s",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Time between two reports of a connected probe, 1 to 3600 (default: ${DEFAULT-VALUE}).")
    private int intervalSeconds;

    ImportAtlasConnectionsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (intervalSeconds < 1 || intervalSeconds > 3600) {
            throw new BadInputException("--interval-s: expected 1 to 3600, was " + intervalSeconds);
        }
        var directory = probes.map(file -> InputFile.parse(file, terminal, ProbeDirectory::parse))
                .orElse(ProbeDirectory.EMPTY);
        var events = new ArrayList<ConnectionEvent>();
        for (var file : files) {
            events.addAll(events(file));
        }
        try (var recording = new RecordingWriter(terminal.out())) {
            new ConnectionImport(directory, intervalSeconds, recording::write).run(events);
        }
        return 0;
    }

    private List<ConnectionEvent> events(String file) throws IOException {
        try (var in = InputFile.open(file, terminal)) {
            return ConnectionLogReader.read(in);
        } catch (InvalidInputException e) {
            throw InputFile.wrong(file, e);
        }
    }
}
