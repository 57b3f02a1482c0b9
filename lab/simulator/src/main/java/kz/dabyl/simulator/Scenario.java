package kz.dabyl.simulator;

import java.util.List;
import kz.dabyl.model.Rally;
import kz.dabyl.simulator.event.Event;
import kz.dabyl.simulator.event.Target;

/**
 * A place, its probes, and what happens there. With a seed it is a recording, always the same.
 *
 * @param about its name, and what it is for
 * @param start epoch milliseconds of the first tick
 * @param warmupSeconds how long a detector may learn before it is judged
 * @param rallies announced in the log before anything else
 */
public record Scenario(
        About about,
        long start,
        int durationSeconds,
        int warmupSeconds,
        Surroundings surroundings,
        List<String> collectors,
        List<Target> targets,
        List<ProbeGroup> groups,
        List<Event> events,
        List<Rally> rallies) {

    public Scenario {
        collectors = List.copyOf(collectors);
        targets = List.copyOf(targets);
        groups = List.copyOf(groups);
        events = List.copyOf(events);
        rallies = List.copyOf(rallies);
    }

    /** As the truth calls it. */
    public String name() {
        return about.name();
    }

    /** Epoch milliseconds of the last tick. */
    public long end() {
        return start + durationSeconds * 1000L;
    }

    /** The same with other events. */
    Scenario with(List<Event> otherEvents) {
        return new Scenario(
                about,
                start,
                durationSeconds,
                warmupSeconds,
                surroundings,
                collectors,
                targets,
                groups,
                otherEvents,
                rallies);
    }
}
