package kz.dabyl.detector.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.WireOutput;

/**
 * What one set of thresholds remembers for itself over a world that it shares: its incidents, what excuses others, and
 * which short outages became incidents and are no relapses therefore. The world is left as it was. Not thread-safe.
 */
final class Side {

    private final Map<String, IncidentState> incidents = new TreeMap<>();
    private final Map<String, Long> excuses = new TreeMap<>();

    /** Of the cells in which it is another than the world's. */
    private final Map<Cell, Relapse> relapses = new TreeMap<>();

    private final boolean followsRallies;
    private Rules rules;

    /** @param followsRallies whether rallies that the log tells of count */
    Side(Rules rules, boolean followsRallies) {
        this.rules = rules;
        this.followsRallies = followsRallies;
    }

    boolean anyOpen() {
        return incidents.values().stream().anyMatch(IncidentState::open);
    }

    /** Takes the hop that the world shows now. */
    void judge(List<LogEntry.Notice> notices, HopBarrier barrier, World world, Consumer<Incident> published) {
        if (followsRallies) {
            rules = rules.withRallies(notices);
        }
        world.forgetLandscapes();
        world.excuses.clear();
        world.excuses.putAll(excuses);
        var shared = world.relapses();
        relapses.forEach((cell, own) -> {
            var view = world.cells.get(cell);
            if (view != null) {
                own.look(view, world.hop());
                view.relapse = own;
            }
        });
        new IncidentFold(rules, barrier, world, incidents).judge(published);
        keepRelapses(world, shared);
        world.remember(shared);
        excuses.clear();
        excuses.putAll(world.excuses);
    }

    private void keepRelapses(World world, List<Relapse> shared) {
        relapses.clear();
        var next = shared.iterator();
        for (var view : world.cells.values()) {
            var common = next.next();
            if (!view.relapse.sameAs(common)) {
                relapses.put(view.cell, view.relapse);
            }
        }
    }

    /**
     * Goes on elsewhere in the log. What happened in between happened to the world alone: where another outage has ended
     * since, every side remembers that one.
     */
    void resume(World before, World after, Rules then) {
        if (followsRallies) {
            rules = new Rules(rules.thresholds(), then.rallies(), then.seen());
        }
        forget(after.hop());
        var own = new TreeMap<>(relapses);
        relapses.clear();
        own.forEach((cell, relapse) -> {
            var was = before.cells.get(cell);
            var is = after.cells.get(cell);
            if (was != null && is != null && was.relapse.endedWith(is.relapse) && !is.relapse.faded(after.hop())) {
                relapses.put(cell, relapse.now(is.relapse));
            }
        });
    }

    private void forget(long hop) {
        incidents.values().removeIf(incident -> incident.forgotten(hop));
    }

    void write(WireOutput out, World world, long hop) {
        forget(hop);
        out.varint(incidents.size());
        incidents.values().forEach(incident -> incident.write(out));
        excuses.forEach((key, when) -> {
            if (!World.excusesNothing(when, hop)) {
                out.string(key);
                out.i64(when);
            }
        });
        relapses.forEach((cell, relapse) -> {
            var view = world.cells.get(cell);
            if (view != null && !view.relapse.faded(hop)) {
                CellCodec.write(out, cell);
                relapse.write(out);
            }
        });
    }
}
