package kz.dabyl.collector.admission;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How much each of many holds together: one thing of whatever size, or several up to a bound. Thread-safe. */
final class Shares {

    private final long bound;
    private final ConcurrentMap<String, Long> held = new ConcurrentHashMap<>();

    /** @param bound of what several things of one owner may hold together */
    Shares(long bound) {
        this.bound = bound;
    }

    /**
     * Takes {@code bytes} more; false, and nothing changed, if that is too much beside the owner's other things.
     *
     * @param mine what this one thing holds already
     */
    boolean take(String owner, long bytes, long mine) {
        return take(owner, bytes, mine, bound);
    }

    /** The same up to another bound. */
    boolean take(String owner, long bytes, long mine, long most) {
        var all = held.merge(owner, bytes, Long::sum);
        var others = all - bytes - mine;
        if (others > 0 && all > most) {
            giveBack(owner, bytes);
            return false;
        }
        return true;
    }

    long held(String owner) {
        return held.getOrDefault(owner, 0L);
    }

    void giveBack(String owner, long bytes) {
        held.computeIfPresent(owner, (name, all) -> all > bytes ? all - bytes : null);
    }
}
