package kz.dabyl.simulator.event;

import java.util.Optional;
import java.util.Set;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;

/**
 * Targets that now and then answer some of those who ask not, at home and abroad alike: one of their machines restarts.
 * Each target has one hiccup in every stretch of {@code everyMillis}, at a time of its own.
 *
 * @param targets which, by name
 * @param everyMillis length of a stretch, at least {@code downMillis}
 * @param downMillis how long a hiccup lasts
 * @param share of the probes that get no answer, others in each hiccup
 */
public record TargetHiccups(Occurrence when, Set<String> targets, long everyMillis, long downMillis, double share)
        implements Event {

    public TargetHiccups {
        targets = Set.copyOf(targets);
    }

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.empty();
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
        var stretch = Math.floorDiv(moment.time(), everyMillis);
        var salt = when.salt() + target.name().hashCode();
        var start = stretch * everyMillis + (long) (Draws.uniform(salt, stretch) * (everyMillis - downMillis));
        var isDown = start <= moment.time() && moment.time() < start + downMillis;
        return isDown && Draws.uniform(moment.probe().salt() ^ salt, stretch) < share
                ? target.failed(PingError.TIMEOUT)
                : usual;
    }
}
