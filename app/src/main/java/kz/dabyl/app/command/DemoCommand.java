package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.dabyl.app.demo.Demo;
import kz.dabyl.app.recording.Speed;
import kz.dabyl.app.service.Dabyl;
import kz.dabyl.app.service.ServiceOptions;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.collector.rules.RuleReading;
import kz.dabyl.collector.rules.StartRules;
import kz.dabyl.model.Documents;
import kz.dabyl.simulator.Scenario;
import kz.dabyl.simulator.Scenarios;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dabyl demo}: the service and a simulated afternoon in Almaty. */
@Command(
        name = "demo",
        description = {
            "Runs the service and plays a simulated afternoon to it: a rally gathers in Almaty, and the centre is cut off.",
            "Prints what a subscriber to its webhooks hears, by Almaty's clocks, and serves on. Its time comes from the"
                    + " recording that it is fed."
        })
final class DemoCommand implements Callable<Integer> {

    private static final String SCENARIO = "demo";

    private final Terminal terminal;

    @Mixin
    private ServiceFlags flags = new ServiceFlags();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory to use and keep (default: a new one that is removed at the end).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "60",
            description = "How much faster than it happened (default: ${DEFAULT-VALUE}).")
    private String speed = "60";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What chance is drawn from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--once", description = "End with the afternoon, instead of serving on until it is told to end.")
    private boolean once;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var factor = Speed.parse(speed)
                .orElseThrow(() -> new BadInputException("--speed: expected a factor such as 60 or max, was " + speed));
        var scenario = Scenarios.named(SCENARIO);
        var directory = data.isPresent() ? data.get() : Files.createTempDirectory("dabyl-demo");
        Dabyl service;
        try {
            var options = options(directory, scenario);
            flags.warn(options, terminal);
            service = Dabyl.start(options);
        } catch (IOException | InterruptedException e) {
            removeUnlessKept(directory);
            throw e;
        }
        play(service, directory, scenario, factor);
        return 0;
    }

    private void play(Dabyl service, Path directory, Scenario scenario, Speed factor)
            throws IOException, InterruptedException {
        try (var ending = Ending.of(() -> {
            service.close();
            removeUnlessKept(directory);
        })) {
            var lines = new PrintStream(terminal.out(), true, UTF_8);
            lines.println("ready " + service.address());
            lines.println("Open " + service.address() + " in a browser: the page shows the shutdown as it opens.");
            lines.println("Incidents: " + service.address() + "/v1/incidents, cells: " + service.address()
                    + "/v1/cells, metrics: " + service.address() + "/metrics");
            service.madeTokens().stream()
                    .filter(file -> file.endsWith("operator-token"))
                    .forEach(file -> lines.println(
                            "Operators' console: " + service.address() + "/console, with the token in " + file));
            try {
                new Demo(service, lines::println).play(scenario, seed, factor);
            } catch (IOException e) {
                if (ending.begun()) {
                    // A signal has taken the service away in the middle of the play: that is no failure.
                    ending.await();
                }
                throw e;
            }
            if (!once) {
                lines.println("The service goes on until it is told to end (Ctrl-C).");
                ending.await();
            }
        }
    }

    private ServiceOptions options(Path directory, Scenario scenario) {
        // Rallies are announced beforehand, to the service as to anybody.
        var rallies = Documents.json(scenario.rallies());
        var reading = RuleReading.of(rallies, rallies.toString().getBytes(UTF_8));
        var announced = new StartRules.Given(reading, SCENARIO, Optional.empty());
        return flags.options(terminal, directory, TimeMode.LOG, Optional.of(announced))
                .fedByRecordings();
    }

    private void removeUnlessKept(Path directory) throws IOException {
        if (data.isPresent()) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
