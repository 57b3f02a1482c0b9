package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;

/**
 * The second fold with lenient thresholds, which says of every hop whether a stricter one might do anything in it: an
 * incident is open, is revised, or nearly opened, or reports come late that were made during one.
 *
 * <p>In every other hop a stricter fold without an open incident only takes in what the cells are like. Not thread-safe.
 */
public final class Lookout {

    /** Other incidents in the past may move a stricter fold's bar a little, by {@link Recurrence}. */
    private static final double NEAR_NATS = 0.5;

    /** A stricter fold may date an incident's start and end otherwise. */
    private static final long DATING_HOPS = 10 * 60_000L / HopSummary.HOP_MILLIS;

    private final IncidentFold fold;
    private final Thresholds thresholds;
    private final List<Rally> rallies;

    /** A lookout that has seen nothing. */
    public Lookout(Thresholds thresholds, List<Rally> rallies) {
        this(new IncidentFold(thresholds, rallies), thresholds, rallies);
    }

    private Lookout(IncidentFold fold, Thresholds thresholds, List<Rally> rallies) {
        this.fold = fold;
        this.thresholds = thresholds;
        this.rallies = List.copyOf(rallies);
    }

    /**
     * The lookout that {@link #encode} wrote.
     *
     * @throws IllegalStateException if the bytes are damaged or of a later version
     */
    public static Lookout decode(byte[] bytes, Thresholds thresholds, List<Rally> rallies) {
        return new Lookout(IncidentFoldCodec.decode(bytes, thresholds, rallies), thresholds, rallies);
    }

    public byte[] encode() {
        return IncidentFoldCodec.encode(fold);
    }

    /** Takes one partition's summary of a hop; true if something might happen in a hop that it made whole. */
    public boolean accept(HopSummary summary) {
        var stirred = false;
        fold.barrier.add(summary);
        for (var whole = fold.barrier.next(); whole.isPresent(); whole = fold.barrier.next()) {
            fold.world.update(whole.get().get(0).hop(), whole.get());
            var revisions = new ArrayList<Incident>();
            fold.judge(revisions::add);
            stirred |= !revisions.isEmpty() || stirs();
        }
        return stirred;
    }

    private boolean stirs() {
        return fold.nearest >= -NEAR_NATS || fold.incidents.values().stream().anyMatch(i -> i.open() || late(i));
    }

    /** Whether reports came in this hop that were made in the time of an incident that is over. */
    private boolean late(IncidentState incident) {
        for (var member : incident.members.values()) {
            var view = fold.world.cells.get(member.cell);
            if (view == null) {
                continue;
            }
            for (var summary : view.latest()) {
                for (var late : summary.late()) {
                    if (late.measured() >= member.onset - DATING_HOPS
                            && late.measured() <= incident.closedHop + DATING_HOPS) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** The last hop that was whole; {@link Long#MIN_VALUE} before the first. */
    public long hop() {
        return fold.barrier.last();
    }

    /** What the cells are like as of now, without incidents, for {@link SideBySide#resume}. */
    public byte[] cells() {
        return IncidentFoldCodec.encode(
                new IncidentFold(thresholds, rallies, fold.barrier, fold.world, new TreeMap<>()));
    }
}
