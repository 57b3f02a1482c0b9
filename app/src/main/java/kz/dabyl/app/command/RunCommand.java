package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import kz.dabyl.app.service.Dabyl;
import kz.dabyl.app.service.Role;
import kz.dabyl.app.service.ServiceOptions;
import kz.dabyl.collector.AsnTable;
import kz.dabyl.collector.CollectorConfig;
import kz.dabyl.collector.StartRules;
import kz.dabyl.collector.TimeMode;
import kz.dabyl.model.Documents;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.Retention;
import kz.dabyl.runtime.TlsFiles;
import kz.dabyl.runtime.UnusableTlsException;
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

    private static final String EMBEDDED = "embedded";

    /** A century: what is kept longer is kept for ever. */
    private static final int MOST_DAYS = 36_500;

    private final Terminal terminal;

    @Mixin
    private ServiceFlags flags = new ServiceFlags();

    @Mixin
    private MessageFlags messages = new MessageFlags();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data directory (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT,…",
            defaultValue = EMBEDDED,
            description = "Kafka cluster, or a broker inside this process (default: ${DEFAULT-VALUE}).")
    private String kafka = EMBEDDED;

    @Option(names = "--durable", description = "Let the embedded broker flush every append to disk.")
    private boolean durable;

    @Option(
            names = "--roles",
            paramLabel = "ROLE",
            split = ",",
            description = "What this process does: ${COMPLETION-CANDIDATES} (default: all).")
    private Set<Role> roles = EnumSet.noneOf(Role.class);

    @Option(
            names = "--time",
            paramLabel = "wall|log",
            defaultValue = "wall",
            description = "Where the log's time comes from: this machine's clock, or recordings that are fed"
                    + " (default: ${DEFAULT-VALUE}).")
    private TimeMode time = TimeMode.WALL;

    @Option(
            names = "--collector-id",
            paramLabel = "NAME",
            description =
                    "Names this collector in the log; of no other collector (default: kept in the data directory).")
    private Optional<String> collectorId = Optional.empty();

    @Option(
            names = "--rallies",
            paramLabel = "FILE",
            description =
                    "Announced rallies as a JSON array or a calendar (.ics). Without it those that are kept stay.")
    private Optional<String> rallies = Optional.empty();

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            description =
                    "What probes are asked to measure, as YAML or JSON (docs/probe.md); without it what is usual.")
    private Optional<String> targets = Optional.empty();

    @Option(
            names = "--asn-table",
            paramLabel = "FILE",
            description =
                    "Networks by address (iptoasn, GeoLite2 or DB-IP as text, gzip allowed): a probe that enrols is"
                            + " told its AS number, and its address is forgotten.")
    private Optional<String> asnTable = Optional.empty();

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Certificate and those that vouch for it, PEM: speaks HTTPS (HTTP/2 and HTTP/1.1, TLS 1.2 and"
                    + " 1.3). A renewed file is taken into use within seconds.")
    private Optional<Path> tlsCertificate = Optional.empty();

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key, PEM, PKCS#8, not encrypted.")
    private Optional<Path> tlsKey = Optional.empty();

    @Option(
            names = "--allow-private-webhooks",
            description = "Let webhooks go to private addresses, over plain http, to address literals.")
    private boolean allowPrivateWebhooks;

    @Option(
            names = "--keep-reports-days",
            paramLabel = "N",
            description = "Delete reports after so many days (default: 8 in a new log, an old one stays as it is).")
    private Optional<Integer> reportDays = Optional.empty();

    @Option(
            names = "--keep-summaries-days",
            paramLabel = "N",
            description =
                    "Delete summaries of cells after so many days (default: 366 in a new log, an old one stays as it"
                            + " is).")
    private Optional<Integer> summaryDays = Optional.empty();

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var service = Dabyl.start(options());
        try (var ending = Ending.of(service)) {
            sayWhereTokensAre(service);
            terminal.print("ready " + service.address());
            ending.await();
        }
        return 0;
    }

    private ServiceOptions options() {
        var rules = new StartRules(
                flags.thresholds(terminal),
                rallies.map(file -> new StartRules.Given<>(
                        RallyFile.read(file, terminal, InstantSource.system()), InputFile.shortName(file))),
                targets.map(file -> InputFile.parse(file, terminal, Documents::targets)),
                asnTable.map(this::networks).orElse(AsnTable.NONE));
        try {
            collectorId.ifPresent(name -> CollectorConfig.of(name, time));
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--" + e.getMessage(), e);
        }
        return new ServiceOptions(
                flags.http().with(tls()),
                data,
                Optional.of(kafka).filter(address -> !address.equals(EMBEDDED)),
                durable,
                roles.isEmpty() ? EnumSet.allOf(Role.class) : roles,
                time,
                collectorId,
                allowPrivateWebhooks,
                messages.settings(terminal),
                rules,
                ServiceFlags.tokens(terminal),
                new Retention(days("--keep-reports-days", reportDays), days("--keep-summaries-days", summaryDays)));
    }

    private AsnTable networks(String file) {
        try (var lines = new BufferedReader(new InputStreamReader(InputFile.open(file, terminal), UTF_8))) {
            return AsnTable.read(lines);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
        } catch (InvalidInputException e) {
            throw InputFile.wrong(file, e);
        }
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

    private static Optional<Duration> days(String flag, Optional<Integer> given) {
        return given.map(days -> {
            if (days < 1 || days > MOST_DAYS) {
                throw new BadInputException(flag + ": expected 1 to " + MOST_DAYS + ", was " + days);
            }
            return Duration.ofDays(days);
        });
    }

    private void sayWhereTokensAre(Dabyl service) {
        for (var file : service.madeTokens()) {
            terminal.err().println("dabyl: made " + file.getFileName() + ", it is in " + file.toAbsolutePath());
        }
    }
}
