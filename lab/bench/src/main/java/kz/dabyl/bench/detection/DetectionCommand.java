package kz.dabyl.bench.detection;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import kz.dabyl.simulator.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dabyl bench detection}: the table of the detector and its rivals over a set of scenarios. */
@Command(
        name = "detection",
        description = {
            "Runs the detector and the rules that people would write without it over scenarios, and prints what each is"
                    + " worth, as Markdown.",
            "Seeds 1 to 99 are for tuning, 101 and above for reporting."
        })
public final class DetectionCommand implements Callable<Integer> {

    private static final long DAY_SECONDS = 86_400;

    private final OutputStream result;
    private final PrintStream progress;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--set",
            paramLabel = "SET",
            defaultValue = ScenarioSet.DEVELOPMENT,
            description =
                    "development (the default), none, or scenarios by name or by what they test, separated by commas.")
    private String set = ScenarioSet.DEVELOPMENT;

    @Option(
            names = "--seeds",
            paramLabel = "SEEDS",
            defaultValue = "101-103",
            description = "Such as 101-103,200 (default: ${DEFAULT-VALUE}).")
    private String seeds = "";

    @Option(
            names = "--null-days",
            paramLabel = "N",
            defaultValue = "0",
            description = "Days to watch for false alarms in which nothing happens (default: ${DEFAULT-VALUE}).")
    private int nullDays;

    @Option(
            names = "--other-null-days",
            paramLabel = "N",
            defaultValue = "0",
            description = "The same of fewer probes, and the same of probes that ping (default: ${DEFAULT-VALUE}).")
    private int otherNullDays;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Trials at a time (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write the page instead of printing it.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write all figures as JSON.")
    private Optional<Path> json = Optional.empty();

    /** @param progress takes what is said to people while it runs */
    public DetectionCommand(OutputStream result, PrintStream progress) {
        this.result = result;
        this.progress = progress;
    }

    @Override
    public Integer call() throws IOException {
        if (threads < 1 || nullDays < 0 || otherNullDays < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--threads starts at 1, --null-days and --other-null-days at 0");
        }
        // Before anything is measured: what is edited meanwhile is not what runs.
        var commit = Commit.here();
        var chosen = seeds();
        var trials = new Trials(threads, progress);
        var scenarios = scenarios();
        var results = new Results(
                trials.run("set", wanted(scenarios, chosen)),
                set.equals(ScenarioSet.DEVELOPMENT) ? yardsticks(trials, chosen) : Map.of(),
                trials.run("null", nullRuns(chosen.get(0))));
        var page = ResultTables.of(results, command(), commit);
        if (out.isPresent()) {
            Files.writeString(out.get(), page);
        } else {
            result.write(page.getBytes(StandardCharsets.UTF_8));
            result.flush();
        }
        if (json.isPresent()) {
            Files.writeString(json.get(), ResultJson.of(results, command(), commit));
        }
        return 0;
    }

    private List<Scenario> scenarios() {
        try {
            return ScenarioSet.of(set);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--set: " + e.getMessage(), e);
        }
    }

    private List<Long> seeds() {
        try {
            return Seeds.of(seeds);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--seeds: " + e.getMessage(), e);
        }
    }

    private static List<Trials.Wanted> wanted(List<Scenario> scenarios, List<Long> seeds) {
        return scenarios.stream()
                .flatMap(scenario -> seeds.stream().map(seed -> new Trials.Wanted(scenario, seed)))
                .toList();
    }

    private static Map<Yardstick, List<Trial>> yardsticks(Trials trials, List<Long> seeds) {
        var results = new LinkedHashMap<Yardstick, List<Trial>>();
        for (var yardstick : Yardstick.ALL) {
            var scenario = ScenarioSet.own(yardstick.scenario());
            results.put(yardstick, trials.run("yardstick", wanted(List.of(scenario), seeds)));
        }
        return results;
    }

    private List<Trials.Wanted> nullRuns(long firstSeed) {
        var wanted = new ArrayList<>(nullRun(ScenarioSet.nullRun(), nullDays, firstSeed));
        ScenarioSet.otherNullRuns().forEach(scenario -> wanted.addAll(nullRun(scenario, otherNullDays, firstSeed)));
        return wanted;
    }

    /** Independent segments, each with a seed of its own, until at least so many days have been judged. */
    static List<Trials.Wanted> nullRun(Scenario scenario, int days, long firstSeed) {
        var judgedSeconds = scenario.durationSeconds() - scenario.warmupSeconds();
        var segments = (days * DAY_SECONDS + judgedSeconds - 1) / judgedSeconds;
        return LongStream.range(0, segments)
                .mapToObj(i -> new Trials.Wanted(scenario, firstSeed + i))
                .toList();
    }

    private String command() {
        return "./dabyl bench detection --set " + set + " --seeds " + seeds + " --null-days " + nullDays
                + " --other-null-days " + otherNullDays;
    }
}
