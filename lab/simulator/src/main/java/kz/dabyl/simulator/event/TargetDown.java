package kz.dabyl.simulator.event;

import java.util.Optional;
import java.util.Set;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;

/**
 * Targets that answer nobody, witnesses abroad included: attacked or broken. The scope says only which cells the truth
 * names.
 *
 * @param targets which, by name
 */
public record TargetDown(Occurrence when, Set<String> targets) implements Event {

    private static final double REFUSED_SHARE = 0.3;

    public TargetDown {
        targets = Set.copyOf(targets);
    }

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.of(IncidentKind.TARGET_DOWN);
    }

    @Override
    public boolean touches(Target target) {
        return targets.contains(target.name());
    }

    @Override
    public Ping ping(Moment moment, Target target, Ping usual) {
        if (!usual.ok() || !touches(target) || !when.span().contains(moment.time())) {
            return usual;
        }
        var refused = moment.draw(when.salt()) < REFUSED_SHARE;
        return target.failed(refused ? PingError.REFUSED : PingError.TIMEOUT);
    }
}
