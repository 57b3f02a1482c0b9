package kz.dabyl.simulator.event;

import java.util.Optional;
import kz.dabyl.model.IncidentKind;

/**
 * Phones fall asleep more than the hour explains: a holiday's night, a new battery saver.
 *
 * @param factor by what the rate of falling asleep is multiplied
 */
public record SleepWave(Occurrence when, double factor) implements Event {

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.empty();
    }

    @Override
    public double sleepiness(Moment moment) {
        return when.holds(moment) ? factor : 1;
    }
}
