package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kz.dabyl.app.service.Role;
import kz.dabyl.app.service.ServiceOptions;
import kz.dabyl.collector.CollectorConfig;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.collector.rules.StartRules;
import kz.dabyl.collector.trust.AsnTable;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.TargetClass;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.targets.TargetDocument;
import kz.dabyl.model.targets.TargetList;
import kz.dabyl.runtime.kafka.Retention;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that {@code run} and {@code demo} share. */
final class ServiceFlags {

    /** A century: what is kept longer is kept for ever. */
    private static final int MOST_DAYS = 36_500;

    @Option(
            names = "--http-host",
            paramLabel = "ADDRESS",
            defaultValue = "0.0.0.0",
            description = "Address to listen on (default: ${DEFAULT-VALUE}, all).")
    private String httpHost = "0.0.0.0";

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--http-instances",
            paramLabel = "N",
            description = "HTTP servers that share the port, each on an event loop of its own (default: as many as the"
                    + " machine has cores).")
    private Optional<Integer> httpInstances = Optional.empty();

    @Option(
            names = "--http-connections",
            paramLabel = "N",
            description =
                    "Connections that may be open at once; beyond it those are closed that asked for nothing yet, or"
                            + " are quiet for longest (default: one for every 24 KiB of heap, 16384 with 384 MiB).")
    private Optional<Integer> httpConnections = Optional.empty();

    @Option(names = "--metrics-public", description = "Answer /metrics to other hosts too, not to this machine alone.")
    private boolean metricsPublic;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Thresholds as YAML or JSON; what is absent keeps its default. A changed file holds within"
                    + " seconds. Without it those that are kept hold on.")
    private Optional<String> config = Optional.empty();

    @Mixin
    private MessageFlags messages = new MessageFlags();

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT,…",
            defaultValue = LogAddress.EMBEDDED,
            description = "Kafka cluster, or a broker inside this process (default: ${DEFAULT-VALUE}).")
    private String kafka = LogAddress.EMBEDDED;

    @Option(names = "--durable", description = "Let the embedded broker flush every append to disk.")
    private boolean durable;

    @Option(
            names = "--roles",
            paramLabel = "ROLE",
            split = ",",
            description = "What this process does: ${COMPLETION-CANDIDATES} (default: all).")
    private Set<Role> roles = EnumSet.noneOf(Role.class);

    @Option(
            names = "--collector-id",
            paramLabel = "NAME",
            description =
                    "Names this collector in the log; of no other collector (default: kept in the data directory).")
    private Optional<String> collectorId = Optional.empty();

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

    /**
     * What the flags say.
     *
     * @param rallies what is announced at the start, if anything
     */
    ServiceOptions options(Terminal terminal, Path data, TimeMode time, Optional<StartRules.Given> rallies) {
        var rules = new StartRules(
                thresholds(terminal),
                rallies,
                targets.map(file -> InputFile.parse(file, terminal, TargetDocument::read)),
                asnTable.map(file -> networks(file, terminal)).orElse(AsnTable.NONE));
        var cluster = LogAddress.cluster(kafka);
        if (cluster.isEmpty()) {
            LogAddress.embedded(data);
        }
        try {
            collectorId.ifPresent(name -> CollectorConfig.of(name, time));
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--" + e.getMessage(), e);
        }
        return new ServiceOptions(
                http(),
                data,
                cluster,
                durable,
                roles.isEmpty() ? EnumSet.allOf(Role.class) : roles,
                time,
                collectorId,
                allowPrivateWebhooks,
                messages.settings(terminal),
                rules,
                tokens(terminal),
                new Retention(days("--keep-reports-days", reportDays), days("--keep-summaries-days", summaryDays)));
    }

    private ServiceOptions.Http http() {
        if (httpPort < 0 || httpPort > 65_535) {
            throw new BadInputException("--http-port: expected 0 to 65535, was " + httpPort);
        }
        var instances = httpInstances.orElseGet(ServiceOptions.Http::cores);
        if (instances < 1 || instances > ServiceOptions.Http.MOST_INSTANCES) {
            throw new BadInputException(
                    "--http-instances: expected 1 to " + ServiceOptions.Http.MOST_INSTANCES + ", was " + instances);
        }
        var connections = httpConnections.orElseGet(ServiceOptions.Http::carried);
        if (connections < ServiceOptions.Http.FEWEST_CONNECTIONS) {
            throw new BadInputException("--http-connections: expected at least "
                    + ServiceOptions.Http.FEWEST_CONNECTIONS + ", was " + connections);
        }
        return new ServiceOptions.Http(httpHost, httpPort, instances, connections, metricsPublic, Optional.empty());
    }

    private Optional<StartRules.Given> thresholds(Terminal terminal) {
        return config.map(file -> RulesFromFile.given(file, terminal, RuleKind.THRESHOLDS::fromYaml));
    }

    /**
     * A list may lack a class on purpose; who left one out by mistake learns of it only in the next cut. Said once all else is
     * right: of a wrong command line there is one line.
     */
    void warn(ServiceOptions options, Terminal terminal) {
        var missing = options.rules().targets().map(TargetList::missing).orElse(Set.of());
        if (!missing.isEmpty()) {
            var words = missing.stream().map(TargetClass::word).collect(Collectors.joining(", "));
            terminal.err()
                    .println("dabyl: " + targets.orElse("") + " has no target of class " + words
                            + ": a cut, an allow-list and a block are told apart by the classes that still answer");
        }
    }

    /** Those of the environment: a command line is for all to see. */
    private static ServiceOptions.Tokens tokens(Terminal terminal) {
        return new ServiceOptions.Tokens(
                Optional.ofNullable(terminal.environment().get("DABYL_OPERATOR_TOKEN")),
                Optional.ofNullable(terminal.environment().get("DABYL_RELAY_TOKEN")));
    }

    private static AsnTable networks(String file, Terminal terminal) {
        try (var lines = new BufferedReader(new InputStreamReader(InputFile.open(file, terminal), UTF_8))) {
            return AsnTable.read(lines);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
        } catch (InvalidInputException e) {
            throw InputFile.wrong(file, e);
        }
    }

    private static Optional<Duration> days(String flag, Optional<Integer> given) {
        return given.map(days -> {
            if (days < 1 || days > MOST_DAYS) {
                throw new BadInputException(flag + ": expected 1 to " + MOST_DAYS + ", was " + days);
            }
            return Duration.ofDays(days);
        });
    }
}
