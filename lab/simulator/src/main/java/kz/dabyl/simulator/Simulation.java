package kz.dabyl.simulator;

import java.util.function.Consumer;
import kz.dabyl.model.LogEntry;

/**
 * Turns a scenario and a seed into the log that collectors would have written, and into what really happened. The same
 * scenario and seed give the same log, whatever the machine.
 */
public final class Simulation {

    private static final long TICK_MILLIS = 1000;

    private Simulation() {}

    /**
     * Hands every entry to {@code log} in the order of the log: {@code received} never decreases for a collector, and a
     * tick comes after all that its collector received before it. An exception of {@code log} ends the run.
     */
    public static void run(Scenario scenario, long seed, Consumer<LogEntry> log) {
        if (!scenario.rallies().isEmpty()) {
            log.accept(new LogEntry.RalliesSet(scenario.rallies()));
        }
        var stage = Stage.of(scenario, seed, log);
        for (var collector : scenario.collectors()) {
            tick(stage, collector, scenario.start());
        }
        for (var member : Roster.of(scenario, seed)) {
            new Probe(member, stage).begin();
        }
        stage.agenda().runUntil(scenario.end());
    }

    /** What a detector should find in the log of this scenario and seed. */
    public static Truth truth(Scenario scenario, long seed) {
        return Truth.of(scenario, seed);
    }

    private static void tick(Stage stage, String collector, long at) {
        stage.agenda().plan(at, Agenda.Rank.TICK, time -> {
            if (stage.world().ticks(collector, time)) {
                stage.log().accept(new LogEntry.Tick(time, collector));
            }
            tick(stage, collector, time + TICK_MILLIS);
        });
    }
}
