package kz.dabyl.simulator.event;

import java.util.Optional;
import kz.dabyl.model.IncidentKind;

/** Our collectors are blocked in the scope: targets answer there, only reports do not get out until afterwards. */
public record CollectorUnreachable(Occurrence when) implements Event {

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.of(IncidentKind.COLLECTOR_UNREACHABLE);
    }

    @Override
    public boolean reachesCollector(Moment moment) {
        return moment.probe().kind() == ProbeKind.FORGED || !when.holds(moment);
    }
}
