package kz.dabyl.detector.core.incidents;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import kz.dabyl.detector.core.world.Vicinity;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.HopSummary;

/**
 * What was seen within the last hour that excuses something that seems to begin, and in which hop it was seen last. It depends
 * on thresholds: whoever judges the same world by others has excuses of its own. Not thread-safe.
 */
public final class Excuses {

    /** What has never been seen was seen then. */
    public static final long NEVER = Long.MIN_VALUE;

    private static final long EXCUSED_HOPS = 3_600_000 / HopSummary.HOP_MILLIS;

    private final Map<Excuse, Long> seen = new LinkedHashMap<>();

    /** The hop in which it was seen last, or {@link #NEVER}; of {@link Excuse.Fell} the hop after which they were silent. */
    public long lastSeen(Excuse excuse) {
        return seen.getOrDefault(excuse, NEVER);
    }

    public void note(Excuse excuse, long hop) {
        seen.put(excuse, hop);
    }

    public void note(Map<Excuse, Long> now) {
        seen.putAll(now);
    }

    /** What was seen too long before {@code hop} excuses nothing any more. */
    public void forget(long hop) {
        seen.values().removeIf(when -> isOver(when, hop));
    }

    /** Whether what was seen in the hop {@code when} is over and done with in {@code hop}. */
    static boolean isOver(long when, long hop) {
        return hop - when > EXCUSED_HOPS;
    }

    /** Whether most of a country fell silent at once, and has been seen to be since the hop {@code onset}. */
    public boolean anyWideSince(long onset) {
        for (var excuse : seen.keySet()) {
            if (excuse instanceof Excuse.Fell fell && lastSeen(new Excuse.Wide(fell.country())) >= onset) {
                return true;
            }
        }
        return false;
    }

    /**
     * Cells of fixed lines in {@code places} that fell silent in a power cut that has been recognised, and of which nobody is
     * back: where masts die long after them it is still one outage.
     */
    int linesWithoutMains(Set<String> places, World world) {
        Vicinity vicinity = null;
        var cells = 0;
        for (var excuse : seen.keySet()) {
            if (excuse instanceof Excuse.WithoutMains lines) {
                vicinity = vicinity == null ? new Vicinity(places, world.index()) : vicinity;
                if (vicinity.holds(lines.cell().place())) {
                    var view = world.cells().get(lines.cell());
                    cells += view == null || view.alive() == 0 ? 1 : 0;
                }
            }
        }
        return cells;
    }

    void forEach(ObjLongConsumer<Excuse> each) {
        seen.forEach(each::accept);
    }
}
