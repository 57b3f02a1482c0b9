package kz.dabyl.bench.detection;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import kz.dabyl.model.Resources;
import kz.dabyl.simulator.Scenario;
import kz.dabyl.simulator.ScenarioReader;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Tag;

/** Which scenarios a bench runs. */
final class ScenarioSet {

    /** All that ship, but for the one to be watched and those that false alarms are counted in. */
    static final String DEVELOPMENT = "development";

    private static final String NULL_RUN = "null-60";
    private static final List<String> OTHER_NULL_RUNS = List.of("null-60-sparse", "null-60-pings");

    /** No scenario at all, to run nothing but the null run. */
    static final String NONE = "none";

    private static final String FOLDER = "/kz/dabyl/bench/detection/";

    private ScenarioSet() {}

    /**
     * @param set {@link #DEVELOPMENT}, {@link #NONE}, or names and tags separated by commas
     * @throws IllegalArgumentException if there is no such scenario
     */
    static List<Scenario> of(String set) {
        if (set.equals(NONE)) {
            return List.of();
        }
        if (set.equals(DEVELOPMENT)) {
            return Scenarios.NAMES.stream()
                    .map(Scenarios::named)
                    .filter(scenario -> !has(scenario, Tag.DEMO) && !has(scenario, Tag.NULL_RUN))
                    .toList();
        }
        return Arrays.stream(set.split(",", -1))
                .flatMap(ScenarioSet::named)
                .distinct()
                .toList();
    }

    private static Stream<Scenario> named(String word) {
        var tag = Arrays.stream(Tag.values())
                .filter(known -> known.word().equals(word))
                .findAny();
        return tag.map(wanted -> Scenarios.NAMES.stream().map(Scenarios::named).filter(s -> has(s, wanted)))
                .orElseGet(() -> Stream.of(Scenarios.named(word)));
    }

    private static boolean has(Scenario scenario, Tag tag) {
        return scenario.about().tests().contains(tag);
    }

    /** What a shipped scenario tests. */
    static String tests(String name) {
        return String.join(
                ", ",
                Scenarios.named(name).about().tests().stream().map(Tag::word).toList());
    }

    /** A deployment of 60 cells in which nothing happens but what always does. */
    static Scenario nullRun() {
        return Scenarios.named(NULL_RUN);
    }

    /** The same with fewer probes, and with probes whose pings may raise false alarms too. */
    static List<Scenario> otherNullRuns() {
        return OTHER_NULL_RUNS.stream().map(Scenarios::named).toList();
    }

    /** One of the bench's own scenarios. */
    static Scenario own(String name) {
        return ScenarioReader.read(Resources.text(ScenarioSet.class, FOLDER + name + ".json"));
    }
}
