package kz.dabyl.app.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import kz.dabyl.collector.adapter.ooni.OoniAdapter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dabyl import ooni}: measurements of OONI as a recording. */
@Command(
        name = "ooni",
        description = "Reads measurements of OONI: web_connectivity, telegram, whatsapp, signal, tor, ndt and dash.")
final class ImportOoniCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Measurements as JSON, one a line or one a file, gzipped or not; - is standard input.")
    private List<String> files = List.of();

    ImportOoniCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        new ImportFiles(new OoniAdapter(), "ooni", terminal).run(files);
        return 0;
    }
}
