package kz.dabyl.simulator.event;

import java.util.Optional;
import kz.dabyl.model.IncidentKind;

/**
 * Invented probes enrol together and claim that all is well, during a shutdown to hide it, or to fall silent together at
 * the event's end and fake one. It touches nothing in the world; the roster adds its probes.
 *
 * @param perCell how many in each cell of the scope
 * @param invite by which they came, where the log says so
 */
public record ForgedFlood(Occurrence when, int perCell, Optional<String> invite) implements Event {

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.empty();
    }
}
