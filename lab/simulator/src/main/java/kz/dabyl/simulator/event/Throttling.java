package kz.dabyl.simulator.event;

import java.util.Optional;
import java.util.Set;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.TargetClass;

/**
 * Certain targets are made slow, the others stay as they were.
 *
 * @param classes all targets of these
 * @param targets which, by name, where not whole classes are meant
 * @param rttFactor by what round trips are multiplied
 * @param kbpsFactor by what throughput is multiplied
 * @param failures share of pings that fail altogether
 */
public record Throttling(
        Occurrence when,
        Set<TargetClass> classes,
        Set<String> targets,
        double rttFactor,
        double kbpsFactor,
        double failures)
        implements Event {

    public Throttling {
        classes = Set.copyOf(classes);
        targets = Set.copyOf(targets);
    }

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.of(IncidentKind.THROTTLING);
    }

    @Override
    public Ping ping(Moment moment, Target target, Ping usual) {
        if (!usual.ok() || !touches(target) || !when.holds(moment)) {
            return usual;
        }
        return moment.draw(when.salt() + target.name().hashCode()) < failures
                ? target.failed(PingError.TIMEOUT)
                : Pings.slower(usual, rttFactor, kbpsFactor);
    }

    @Override
    public boolean touches(Target target) {
        return targets.isEmpty() ? classes.contains(target.targetClass()) : targets.contains(target.name());
    }
}
