package kz.dabyl.bench.detection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import kz.dabyl.simulator.Scenario;
import kz.dabyl.simulator.ScenarioReader;
import kz.dabyl.simulator.Scenarios;

/** Which scenarios a bench runs. */
final class ScenarioSet {

    /** All that ship, but for the one to be watched and those that false alarms are counted in. */
    static final String DEVELOPMENT = "development";

    private static final String NULL_RUN = "null-60";
    private static final String OTHER_NULL_RUN = "quiet-day";

    /** One question of speed each, see {@link Yardstick}. */
    private static final String FOLDER = "/kz/dabyl/bench/detection/";

    private ScenarioSet() {}

    /**
     * @param set {@link #DEVELOPMENT}, or names separated by commas
     * @throws IllegalArgumentException if there is no such scenario
     */
    static List<Scenario> of(String set) {
        if (set.equals(DEVELOPMENT)) {
            return Scenarios.NAMES.stream()
                    .filter(name -> !name.equals("demo") && !name.startsWith("null-"))
                    .map(Scenarios::named)
                    .toList();
        }
        return Arrays.stream(set.split(",", -1)).map(Scenarios::named).toList();
    }

    /** A deployment of 60 cells in which nothing happens but what always does. */
    static Scenario nullRun() {
        return Scenarios.named(Scenarios.NAMES.contains(NULL_RUN) ? NULL_RUN : OTHER_NULL_RUN);
    }

    /** One of the bench's own scenarios. */
    static Scenario own(String name) {
        try (var in = ScenarioSet.class.getResourceAsStream(FOLDER + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("scenario '" + name + "' is missing in this build");
            }
            return ScenarioReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
