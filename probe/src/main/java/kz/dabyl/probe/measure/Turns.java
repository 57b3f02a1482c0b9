package kz.dabyl.probe.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import kz.dabyl.model.targets.Target;

/**
 * Which targets are measured in which round. What comes seldom begins at a moment that chance decides: probes that start
 * together must not load the same page together. Used by one thread.
 */
public final class Turns {

    private final RandomGenerator random;
    private final Map<String, Due> dues = new HashMap<>();

    /** When a target is measured next, and when its throughput is. */
    private record Due(long check, long kbps) {}

    public Turns(RandomGenerator random) {
        this.random = random;
    }

    /** @param now milliseconds of a clock that never goes back */
    public List<Turn> at(long now, List<Target> targets) {
        dues.keySet().retainAll(targets.stream().map(Target::name).toList());
        var turns = new ArrayList<Turn>();
        for (var target : targets) {
            var due = dues.computeIfAbsent(target.name(), name -> first(now, target));
            if (now >= due.check()) {
                var timed = target.kbpsEverySeconds() != Target.NO_KBPS && now >= due.kbps();
                turns.add(new Turn(target, timed));
                dues.put(
                        target.name(),
                        new Due(
                                next(due.check(), target.everySeconds(), now),
                                timed ? next(due.kbps(), target.kbpsEverySeconds(), now) : due.kbps()));
            }
        }
        return turns;
    }

    private Due first(long now, Target target) {
        return new Due(now + chance(target.everySeconds()), now + chance(target.kbpsEverySeconds()));
    }

    private long chance(int seconds) {
        return seconds == 0 ? 0 : random.nextLong(seconds * 1000L);
    }

    /** One interval after the last; what was missed in a long sleep is not made up for. */
    private static long next(long due, int seconds, long now) {
        return Math.max(due + seconds * 1000L, now - seconds * 1000L);
    }
}
