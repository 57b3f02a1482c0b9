package kz.dabyl.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The scenarios that ship with Dabyl, by name. */
public final class Scenarios {

    /** Names of all of them. */
    public static final List<String> NAMES = List.of(
            "almaty-afternoon",
            "blackout",
            "collector-failure",
            "collector-unreachable",
            "clock-steps",
            "congestion-only",
            "demo",
            "district-cut",
            "flapping",
            "fleet-restart",
            "forged-flood",
            "full-cut",
            "night-sleep",
            "one-network",
            "power-cut",
            "power-cut-phones-live",
            "quiet-day",
            "selective",
            "software-release",
            "two-cities");

    private Scenarios() {}

    /** @throws IllegalArgumentException if none of {@link #NAMES} is {@code name} */
    public static Scenario named(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("no scenario is called '" + name + "', there are " + NAMES);
        }
        try (var in = Scenarios.class.getResourceAsStream("scenarios/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("scenario '" + name + "' is missing in this build");
            }
            return ScenarioReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The scenario in the file {@code nameOrFile}, or if there is no such file the shipped one of this name.
     *
     * @throws kz.dabyl.model.InvalidInputException if the file holds no scenario
     * @throws java.nio.file.NoSuchFileException if it is neither
     */
    public static Scenario find(String nameOrFile) throws IOException {
        var file = Path.of(nameOrFile);
        if (!Files.exists(file) && NAMES.contains(nameOrFile)) {
            return named(nameOrFile);
        }
        return ScenarioReader.read(Files.readString(file));
    }
}
