package kz.dabyl.simulator;

import java.util.function.Consumer;
import kz.dabyl.model.LogEntry;

/** What the probes of one run share. Not thread-safe. */
record Stage(Scenario scenario, World world, Agenda agenda, Pinger pinger, DayCurve day, Consumer<LogEntry> log) {

    static Stage of(Scenario scenario, long seed, Consumer<LogEntry> log) {
        var world = new World(scenario, seed);
        var day = new DayCurve(scenario.surroundings());
        return new Stage(scenario, world, new Agenda(), new Pinger(world, day), day, log);
    }
}
