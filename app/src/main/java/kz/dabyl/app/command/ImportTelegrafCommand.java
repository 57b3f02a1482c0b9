package kz.dabyl.app.command;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.dabyl.app.recording.ImportedReports;
import kz.dabyl.collector.adapter.telegraf.Telegraf;
import kz.dabyl.collector.gateway.Terms;
import kz.dabyl.model.RecordingWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dabyl import telegraf}: what Telegraf's {@code outputs.file} wrote, as a recording. */
@Command(
        name = "telegraf",
        description =
                "Reads InfluxDB line protocol of Telegraf's plugins ping, net_response and http_response; tags say who"
                        + " measured where (docs/adapters.md), dabyl_probe among them.")
final class ImportTelegrafCommand implements Callable<Integer> {

    /** No time at all: what bears none of its own is refused, since nobody knows when it was measured. */
    private static final long NOT_RECEIVED = Long.MIN_VALUE;

    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Line protocol, gzipped or not; - is standard input. Each is read into memory.")
    private List<String> files = List.of();

    @Option(
            names = "--precision",
            paramLabel = "ns|us|ms|s",
            defaultValue = "ns",
            description = "Unit of the times (default: ${DEFAULT-VALUE}).")
    private String precision = "ns";

    ImportTelegrafCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var reports = new ImportedReports("telegraf");
        for (var file : files) {
            read(file, reports);
        }
        try (var recording = new RecordingWriter(terminal.out())) {
            var unused = reports.writeTo(recording::write);
        }
        return 0;
    }

    private void read(String file, ImportedReports reports) throws IOException {
        byte[] lines;
        try (var in = InputFile.open(file, terminal)) {
            lines = in.readAllBytes();
        }
        var terms = new Terms(Optional.empty(), NOT_RECEIVED, Map.of("precision", precision));
        var decoded = new Telegraf(Integer.MAX_VALUE).decode(lines, terms);
        decoded.faults().stream().findFirst().ifPresent(fault -> {
            var pointer = fault.pointer().isEmpty() ? "" : fault.pointer() + ": ";
            throw new BadInputException(file + ":" + fault.line() + ": " + pointer + fault.detail());
        });
        decoded.reports().forEach(reports::add);
    }
}
