package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.WireOutput;

/**
 * The second fold under several thresholds at once, over one log. What cells are like does not depend on thresholds, so it is
 * found out once for all of them; each has incidents of its own, and raises those that an {@link IncidentFold} with its
 * thresholds alone would raise. Not thread-safe.
 */
public final class SideBySide {

    private final List<Side> sides = new ArrayList<>();
    private HopBarrier barrier = new HopBarrier();
    private World world = new World(new SourceHealth());

    /** Takes the revisions of all sides. */
    public interface Listener {

        /** @param side position of the thresholds by which the revision was made */
        void onRevision(int side, Incident revision);
    }

    /**
     * What one set of thresholds remembers for itself.
     *
     * @param wideFalls as in {@link World}: they depend on what counted as enough evidence
     */
    private record Side(
            Thresholds thresholds,
            List<Rally> rallies,
            Map<String, IncidentState> incidents,
            Map<String, Long> wideFalls) {

        IncidentFold over(HopBarrier barrier, World world) {
            return new IncidentFold(thresholds, rallies, barrier, world, incidents);
        }
    }

    /** Sides that have seen nothing, in the order of their thresholds. */
    public SideBySide(List<Thresholds> thresholds, List<Rally> rallies) {
        for (var each : thresholds) {
            sides.add(new Side(each, List.copyOf(rallies), new TreeMap<>(), new TreeMap<>()));
        }
    }

    /**
     * Goes on from the cells as another fold knew them, which {@link Lookout#cells} or {@link IncidentFoldCodec} wrote. Each
     * side keeps its own incidents; those of the other fold are left out.
     *
     * @throws IllegalStateException if the bytes are damaged or of a later version
     */
    public void resume(byte[] state) {
        var other = IncidentFoldCodec.decode(state, Thresholds.DEFAULT, List.of());
        barrier = other.barrier;
        world = other.world;
        for (var side : sides) {
            side.over(barrier, world).forget(world.hop());
        }
    }

    /** Takes one partition's summary of a hop; hands on what each side publishes, in its order. */
    public void accept(HopSummary summary, Listener published) {
        barrier.add(summary);
        for (var whole = barrier.next(); whole.isPresent(); whole = barrier.next()) {
            world.update(whole.get().get(0).hop(), whole.get());
            for (var i = 0; i < sides.size(); i++) {
                judge(i, published);
            }
        }
    }

    private void judge(int number, Listener published) {
        var side = sides.get(number);
        world.wideFalls.clear();
        world.wideFalls.putAll(side.wideFalls);
        side.over(barrier, world).judge(incident -> published.onRevision(number, incident));
        side.wideFalls.putAll(world.wideFalls);
    }

    /** Whether a side has an incident that is not over. */
    public boolean anyOpen(int side) {
        return sides.get(side).incidents.values().stream().anyMatch(IncidentState::open);
    }

    /**
     * All that the sides carry on from one stretch of the log to another after {@code hop}: equal bytes go on equally from
     * equal cells.
     */
    public byte[] carried(long hop) {
        var out = new WireOutput();
        for (var side : sides) {
            side.over(barrier, world).forget(hop);
            out.varint(side.incidents.size());
            side.incidents.values().forEach(incident -> incident.write(out));
        }
        return out.toByteArray();
    }
}
