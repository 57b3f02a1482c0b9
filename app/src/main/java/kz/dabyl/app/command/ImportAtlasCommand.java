package kz.dabyl.app.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.dabyl.collector.adapter.atlas.AtlasAdapter;
import kz.dabyl.collector.adapter.atlas.ProbeDirectory;
import kz.dabyl.collector.adapter.atlas.TargetClasses;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dabyl import ripe-atlas}: results of RIPE Atlas as a recording. */
@Command(
        name = "ripe-atlas",
        description =
                "Reads results of RIPE Atlas: ping, traceroute, dns, http and sslcert; each is a report of one ping.")
final class ImportAtlasCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Results as JSON, one a line or in arrays, gzipped or not; - is standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--probes",
            paramLabel = "FILE.csv",
            description = "Where probes are: prb_id,country,asn. Without it every place is ZZ and every network AS0.")
    private Optional<String> probes = Optional.empty();

    @Option(
            names = "--targets",
            paramLabel = "FILE.csv",
            description =
                    "Classes of targets: name,class. Without it names in .kz are domestic, all others international.")
    private Optional<String> targets = Optional.empty();

    ImportAtlasCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var directory = probes.map(file -> InputFile.parse(file, terminal, ProbeDirectory::parse))
                .orElse(ProbeDirectory.EMPTY);
        var classes = targets.map(file -> InputFile.parse(file, terminal, TargetClasses::parse))
                .orElse(TargetClasses.BY_NAME);
        new ImportFiles(new AtlasAdapter(directory, classes), "ripe-atlas", terminal).run(files);
        return 0;
    }
}
