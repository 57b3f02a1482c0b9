package kz.dabyl.collector;

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
        var all = held.merge(owner, bytes, Long::sum);
        var others = all - bytes - mine;
        if (others > 0 && all > bound) {
            giveBack(owner, bytes);
            return false;
        }
        return true;
    }

    void giveBack(String owner, long bytes) {
        held.computeIfPresent(owner, (name, all) -> all > bytes ? all - bytes : null);
    }
}
