package kz.dabyl.simulator;

import java.util.List;
import kz.dabyl.model.Resources;

/** The scenarios that ship with Dabyl, by name. */
public final class Scenarios {

    /** Names of all of them, in the order in which they are listed. */
    public static final List<String> NAMES = text("scenarios.txt").lines().toList();

    private Scenarios() {}

    /** What each of them is for, in the order of {@link #NAMES}. */
    public static List<About> all() {
        return NAMES.stream().map(name -> named(name).about()).toList();
    }

    /** @throws IllegalArgumentException if none of {@link #NAMES} is {@code name} */
    public static Scenario named(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("no scenario is called '" + name + "', there are " + NAMES);
        }
        return ScenarioReader.read(text("scenarios/" + name + ".json"));
    }

    private static String text(String resource) {
        return Resources.text(Scenarios.class, resource);
    }
}
