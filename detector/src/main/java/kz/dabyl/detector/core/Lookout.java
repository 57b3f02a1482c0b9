package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kz.dabyl.detector.core.cells.SourceHealth;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.openings.OpeningBar;
import kz.dabyl.detector.core.rules.Rules;
import kz.dabyl.detector.core.scopes.HopView;
import kz.dabyl.detector.core.world.FoldedHop;
import kz.dabyl.detector.core.world.HopBarrier;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * The second fold with lenient thresholds, which says of every hop whether a stricter one might do anything in it: an
 * incident is open, is revised, or nearly opened, or reports come late that were made during one.
 *
 * <p>In every other hop a stricter fold without an open incident only takes in what the cells are like. Not thread-safe.
 */
public final class Lookout {

    /** A stricter fold may date an incident's start and end otherwise. */
    private static final long DATING_HOPS = 10 * 60_000L / HopSummary.HOP_MILLIS;

    private final Rules lenient;
    private final HopBarrier barrier;
    private final World world;
    private final Excuses excuses;
    private final Map<String, IncidentState> incidents;
    private Rules log;

    /** A lookout that has seen nothing. */
    public Lookout(Thresholds thresholds, List<Rally> rallies) {
        this(
                new Rules(thresholds, rallies),
                new Rules(thresholds, List.of()),
                new HopBarrier(),
                new World(new SourceHealth()),
                new Excuses(),
                new TreeMap<>());
    }

    private Lookout(
            Rules lenient,
            Rules log,
            HopBarrier barrier,
            World world,
            Excuses excuses,
            Map<String, IncidentState> incidents) {
        this.lenient = lenient;
        this.log = log;
        this.barrier = barrier;
        this.world = world;
        this.excuses = excuses;
        this.incidents = incidents;
    }

    /**
     * The lookout that {@link #encode} wrote.
     *
     * @throws IllegalStateException if the bytes are damaged or of a later version
     */
    public static Lookout decode(byte[] bytes, Thresholds thresholds, List<Rally> rallies) {
        var stored = decode(bytes);
        return new Lookout(
                new Rules(thresholds, rallies),
                stored.rules(),
                stored.barrier,
                stored.world,
                stored.excuses,
                stored.incidents);
    }

    /** What {@link #encode} or {@link #cells} wrote, with the rules that the log told of by then. */
    static IncidentFold decode(byte[] bytes) {
        var in = new WireInput(bytes);
        var rules = Rules.decode(in.bytes());
        return IncidentFoldCodec.decode(in.bytes(), rules);
    }

    /** All that it knows. */
    public byte[] encode() {
        return encode(incidents);
    }

    /** What the cells are like as of now, without incidents, for {@link SideBySide#resume}. */
    public byte[] cells() {
        return encode(new TreeMap<>());
    }

    /** The same of a fold that {@link IncidentFoldCodec#blocks} wrote; its incidents are left behind by whoever resumes. */
    public static byte[] cells(List<byte[]> blocks) {
        var out = new WireOutput();
        blocks.forEach(out::bytes);
        return out.toByteArray();
    }

    private byte[] encode(Map<String, IncidentState> with) {
        var out = new WireOutput();
        out.bytes(log.encode());
        out.bytes(IncidentFoldCodec.encode(fold(with)));
        return out.toByteArray();
    }

    private IncidentFold fold(Map<String, IncidentState> of) {
        var rallies = new ArrayList<>(lenient.rallies());
        rallies.addAll(log.rallies());
        return new IncidentFold(new Rules(lenient.thresholds(), rallies), barrier, world, excuses, of);
    }

    /** Takes one partition's summary of a hop; returns the hops that it made whole, mostly one. */
    public List<FoldedHop> accept(HopSummary summary) {
        var folded = new ArrayList<FoldedHop>(1);
        barrier.add(summary);
        for (var whole = barrier.next(); whole.isPresent(); whole = barrier.next()) {
            log = log.withRallies(HopBarrier.notices(whole.get()));
            world.update(whole.get().get(0).hop(), whole.get());
            folded.add(new FoldedHop(
                    whole.get(),
                    world.gists(),
                    world.health().suspectCollectors(),
                    world.health().suspectVersions(),
                    world.lesson(),
                    stirs()));
        }
        return folded;
    }

    private boolean stirs() {
        var fold = fold(incidents);
        var revisions = new ArrayList<Incident>();
        fold.judge(new HopView(world), revisions::add);
        return !revisions.isEmpty()
                || fold.nearest >= -OpeningBar.NEAR_NATS
                || incidents.values().stream().anyMatch(i -> i.open() || late(i));
    }

    /** Whether reports came in this hop that were made in the time of an incident that is over. */
    private boolean late(IncidentState incident) {
        for (var member : incident.members().values()) {
            var view = world.cells().get(member.cell());
            if (view == null) {
                continue;
            }
            for (var summary : view.latest()) {
                for (var late : summary.late()) {
                    if (late.measured() >= member.onset() - DATING_HOPS
                            && late.measured() <= incident.closedHop() + DATING_HOPS) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** The last hop that was whole; {@link Long#MIN_VALUE} before the first. */
    public long hop() {
        return barrier.last();
    }
}
