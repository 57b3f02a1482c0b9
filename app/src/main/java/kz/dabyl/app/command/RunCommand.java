package kz.dabyl.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.dabyl.app.service.Dabyl;
import kz.dabyl.app.service.ServiceOptions;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.model.Documents;
import kz.dabyl.runtime.tls.TlsFiles;
import kz.dabyl.runtime.tls.UnusableTlsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dabyl run}: the whole service in one process, until it is told to end. */
@Command(
        name = "run",
        description = {
            "Runs the service: log, collector, detector, alerts and metrics in one process.",
            "Prints one line 'ready URL' when it takes traffic. Tokens come from DABYL_OPERATOR_TOKEN and"
                    + " DABYL_RELAY_TOKEN, or are made at first start and kept in the data directory."
        })
final class RunCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private ServiceFlags flags = new ServiceFlags();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data directory (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--time",
            paramLabel = "wall|log",
            defaultValue = "wall",
            description = "Where the log's time comes from: this machine's clock, or recordings that are fed"
                    + " (default: ${DEFAULT-VALUE}).")
    private TimeMode time = TimeMode.WALL;

    @Option(
            names = "--rallies",
            paramLabel = "FILE",
            description =
                    "Announced rallies as a JSON array or a calendar (.ics). A changed file holds within seconds. Without"
                            + " it those that are kept stay.")
    private Optional<String> rallies = Optional.empty();

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Certificate and those that vouch for it, PEM: speaks HTTPS (HTTP/2 and HTTP/1.1, TLS 1.2 and"
                    + " 1.3). A renewed file is taken into use within seconds.")
    private Optional<Path> tlsCertificate = Optional.empty();

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key, PEM, PKCS#8, not encrypted.")
    private Optional<Path> tlsKey = Optional.empty();

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var options = options();
        flags.warn(options, terminal);
        var service = Dabyl.start(options);
        try (var ending = Ending.of(service)) {
            sayWhereTokensAre(service);
            terminal.print("ready " + service.address());
            ending.await();
        }
        return 0;
    }

    private ServiceOptions options() {
        var announced = rallies.map(file -> RulesFromFile.given(
                file, terminal, text -> Documents.json(RallyFile.parse(text, file, terminal, InstantSource.system()))));
        return flags.options(terminal, data, time, announced).with(tls());
    }

    /** Looks into the files at once: a wrong one is a wrong command line, and nothing has been touched yet. */
    private Optional<TlsFiles> tls() {
        if (tlsCertificate.isEmpty() && tlsKey.isEmpty()) {
            return Optional.empty();
        }
        var files = new TlsFiles(
                tlsCertificate.orElseThrow(() -> new BadInputException("--tls-key: needs --tls-cert beside it")),
                tlsKey.orElseThrow(() -> new BadInputException("--tls-cert: needs --tls-key beside it")));
        try {
            files.read();
        } catch (UnusableTlsException e) {
            throw new BadInputException("--tls-cert, --tls-key: " + e.getMessage(), e);
        }
        return Optional.of(files);
    }

    private void sayWhereTokensAre(Dabyl service) {
        for (var file : service.madeTokens()) {
            terminal.err().println("dabyl: made " + file.getFileName() + ", it is in " + file.toAbsolutePath());
        }
    }
}
