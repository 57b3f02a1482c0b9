package kz.dabyl.simulator.event;

import java.util.Optional;
import java.util.Set;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;

/**
 * Certain targets fail in the scope and answer elsewhere.
 *
 * @param targets which, by name
 * @param error how they fail: the trace of the method
 */
public record Blocking(Occurrence when, Set<String> targets, PingError error) implements Event {

    public Blocking {
        targets = Set.copyOf(targets);
    }

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.of(IncidentKind.BLOCKING);
    }

    @Override
    public Ping ping(Moment moment, Target target, Ping usual) {
        return usual.ok() && targets.contains(target.name()) && when.holds(moment) ? target.failed(error) : usual;
    }
}
