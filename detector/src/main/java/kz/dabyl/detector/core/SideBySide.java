package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kz.dabyl.detector.core.cells.SourceHealth;
import kz.dabyl.detector.core.rules.Rules;
import kz.dabyl.detector.core.scopes.HopView;
import kz.dabyl.detector.core.world.HopBarrier;
import kz.dabyl.detector.core.world.Replay;
import kz.dabyl.detector.core.world.StoredHop;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.WireOutput;

/**
 * The second fold under several thresholds at once, over one log. What cells are like hardly depends on thresholds, so it is
 * found out once for all of them; each has incidents of its own, and raises those that an {@link IncidentFold} with its
 * thresholds alone would raise. Thresholds that the log sets are passed over. Not thread-safe.
 */
public final class SideBySide {

    private final List<Contender> contenders = new ArrayList<>();
    private HopBarrier barrier = new HopBarrier();
    private World world = new World(new SourceHealth());
    private Replay replay = new Replay(world);

    /** Takes the revisions of all contenders. */
    public interface Listener {

        /** @param contender position of the thresholds by which the revision was made */
        void onRevision(int contender, Incident revision);
    }

    /**
     * Contenders that have seen nothing, in the order of their thresholds.
     *
     * @param rallies known to all of them; without it those that the log tells of
     */
    public SideBySide(List<Thresholds> thresholds, Optional<List<Rally>> rallies) {
        for (var each : thresholds) {
            contenders.add(new Contender(new Rules(each, rallies.orElse(List.of())), rallies.isEmpty()));
        }
    }

    /**
     * Goes on from the cells as {@link Lookout#cells} wrote them. Each contender keeps its own incidents.
     *
     * @throws IllegalStateException if the bytes are damaged or of a later version
     */
    public void resume(byte[] cells) {
        var other = Lookout.decode(cells);
        for (var contender : contenders) {
            contender.resume(other.world.hop(), other.rules());
        }
        barrier = other.barrier;
        world = other.world;
        replay = new Replay(world);
    }

    /** Takes one partition's summary of a hop; hands on what each contender publishes, in its order. */
    public void accept(HopSummary summary, Listener published) {
        barrier.add(summary);
        for (var whole = barrier.next(); whole.isPresent(); whole = barrier.next()) {
            var notices = HopBarrier.notices(whole.get());
            world.update(whole.get().get(0).hop(), whole.get());
            judge(notices, published);
        }
    }

    /** The same with a hop that had been folded before: nothing but judging is done again. */
    public void recall(StoredHop hop, Listener published) {
        replay.show(hop);
        judge(hop.head().rules(), published);
    }

    private void judge(List<LogEntry.Notice> notices, Listener published) {
        var hop = new HopView(world);
        for (var i = 0; i < contenders.size(); i++) {
            var number = i;
            Consumer<Incident> own = revision -> published.onRevision(number, revision);
            contenders.get(i).judge(notices, barrier, hop, own);
        }
    }

    /** Whether a contender has an incident that is not over. */
    public boolean anyOpen(int contender) {
        return contenders.get(contender).anyOpen();
    }

    /**
     * All that the contenders carry on from one stretch of the log to another after {@code hop}: equal bytes go on equally from
     * equal cells.
     */
    public byte[] carried(long hop) {
        var out = new WireOutput();
        contenders.forEach(contender -> contender.write(out, hop));
        return out.toByteArray();
    }
}
