package kz.dabyl.simulator.event;

import java.util.Optional;
import java.util.Set;
import kz.dabyl.model.IncidentKind;

/**
 * Collectors that nobody reaches: dead or restarting, or alive behind a lost front door. Their probes measure on and
 * deliver afterwards.
 *
 * @param collectors which
 * @param ticking whether they still write ticks
 */
public record CollectorFailure(Occurrence when, Set<String> collectors, boolean ticking) implements Event {

    public CollectorFailure {
        collectors = Set.copyOf(collectors);
    }

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.empty();
    }

    @Override
    public boolean reachesCollector(Moment moment) {
        return !fails(moment.probe().collector(), moment.time());
    }

    @Override
    public boolean ticks(String collector, long time) {
        return ticking || !fails(collector, time);
    }

    private boolean fails(String collector, long time) {
        return when.span().contains(time) && collectors.contains(collector);
    }
}
