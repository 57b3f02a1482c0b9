package kz.dabyl.app.command;

import java.util.Optional;
import java.util.function.Function;
import kz.dabyl.app.service.ServiceOptions;
import kz.dabyl.collector.StartRules;
import kz.dabyl.model.Documents;
import kz.dabyl.model.Thresholds;
import picocli.CommandLine.Option;

/** The flags that {@code run} and {@code demo} share. */
final class ServiceFlags {

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

    @Option(names = "--metrics-public", description = "Answer /metrics to other hosts too, not to this machine alone.")
    private boolean metricsPublic;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Thresholds as YAML or JSON; what is absent keeps its default. Without it those that are kept"
                    + " hold on.")
    private Optional<String> config = Optional.empty();

    ServiceOptions.Http http() {
        if (httpPort < 0 || httpPort > 65_535) {
            throw new BadInputException("--http-port: expected 0 to 65535, was " + httpPort);
        }
        var instances = httpInstances.orElseGet(ServiceOptions.Http::cores);
        if (instances < 1 || instances > ServiceOptions.Http.MOST_INSTANCES) {
            throw new BadInputException(
                    "--http-instances: expected 1 to " + ServiceOptions.Http.MOST_INSTANCES + ", was " + instances);
        }
        return new ServiceOptions.Http(httpHost, httpPort, instances, metricsPublic, Optional.empty());
    }

    Optional<StartRules.Given<Thresholds>> thresholds(Terminal terminal) {
        return config.map(file -> given(file, terminal, Documents::thresholds));
    }

    /** Those of the environment: a command line is for all to see. */
    static ServiceOptions.Tokens tokens(Terminal terminal) {
        return new ServiceOptions.Tokens(
                Optional.ofNullable(terminal.environment().get("DABYL_OPERATOR_TOKEN")),
                Optional.ofNullable(terminal.environment().get("DABYL_RELAY_TOKEN")));
    }

    /** What a file says, and its name to be remembered by. */
    static <T> StartRules.Given<T> given(String file, Terminal terminal, Function<String, T> parser) {
        return new StartRules.Given<>(InputFile.parse(file, terminal, parser), InputFile.shortName(file));
    }
}
