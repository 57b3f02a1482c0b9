package kz.dabyl.detector.core.cells;

import java.time.Duration;
import java.util.TreeSet;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * Remembers a cell's last short outage for an hour. One is natural; that a second follows so soon is not: with r natural
 * outages a second, m their mean length, the first has the evidence {@code -ln(r · 1 h) + a / m}, a its length. Of this
 * {@value #DISCOUNT_NATS} nats are kept back, because short outages come in swarms more often than chance would have it.
 *
 * <p>Longer ones than ten minutes are no natural outages and are not remembered. One instance per cell. Not thread-safe.
 */
final class Relapse {

    private static final long MEMORY_HOPS = Duration.ofHours(1).toMillis() / HopSummary.HOP_MILLIS;
    /** Shorter ones may be chance, not an outage: a few phones that lose reports or leave. */
    private static final long SHORTEST_HOPS = Duration.ofMinutes(2).toMillis() / HopSummary.HOP_MILLIS;

    private static final long LONGEST_HOPS = Duration.ofMinutes(10).toMillis() / HopSummary.HOP_MILLIS;
    private static final double DISCOUNT_NATS = 4;
    private static final double LONGEST_MEANS = 4;
    private static final double HALF = 0.5;
    static final int LASTING = 3;
    private static final double LEAST_PROBES = 5;
    private static final long RAMP_MILLIS = Onset.SHORT_RAMP_MILLIS;
    private static final long NEVER = CellGist.NEVER;

    private long onset = NEVER;
    private long ended = NEVER;
    private long lengthHops;

    /** What it was when the gist was taken. */
    static Relapse of(CellGist gist) {
        var relapse = new Relapse();
        relapse.onset = gist.onset();
        relapse.ended = gist.ended();
        relapse.lengthHops = gist.lengthHops();
        return relapse;
    }

    /** What is to be kept of it beside what the prefilter shows of its cell. */
    CellGist gist(Cell cell, CellPrefilter prefilter, boolean ailing) {
        return new CellGist(
                cell,
                prefilter.broken(),
                prefilter.mayHaveFallen(),
                ailing,
                prefilter.lasting(),
                onset,
                ended,
                lengthHops);
    }

    /** Looks at the cell as of {@code hop}. */
    void look(Population cell, long hop) {
        var now = cell.lasting() >= LEAST_PROBES ? outage(cell) : NEVER;
        if (now == NEVER && onset != NEVER && within(hop - onset)) {
            ended = hop;
            lengthHops = hop - onset;
        }
        onset = now;
    }

    private static boolean within(long hops) {
        return hops >= SHORTEST_HOPS && hops <= LONGEST_HOPS;
    }

    /** Hop after which half of the cell's probes fell silent and stayed so, or never. */
    private static long outage(Population cell) {
        var candidates = new TreeSet<Long>();
        var silent = 0.0;
        for (var presence : cell.presences()) {
            if (presence.broken() > 0 && !presence.blind()) {
                candidates.add(presence.lastHeard());
                silent += presence.broken() >= LASTING ? presence.credible() : 0;
            }
        }
        if (silent < LEAST_PROBES) {
            return NEVER;
        }
        for (long candidate : candidates.descendingSet()) {
            var fall = Onset.unweighed(cell.presences(), candidate, RAMP_MILLIS);
            if (fall.newly() >= LEAST_PROBES && fall.newlyWeight() >= HALF * (fall.newlyWeight() + fall.since())) {
                return candidate;
            }
        }
        return NEVER;
    }

    /** What the outage before is worth, in nats, for one that began after {@code start}, where such are natural. */
    double nats(long start, NaturalOutages natural) {
        if (ended == NEVER || start < ended - 1 || start - ended > MEMORY_HOPS) {
            return 0;
        }
        var length = lengthHops * HopSummary.HOP_MILLIS / 1000.0;
        return Math.max(0, natural.nats(MEMORY_HOPS * HopSummary.HOP_MILLIS) - DISCOUNT_NATS)
                + Math.min(LONGEST_MEANS, length / natural.meanSeconds());
    }

    void write(WireOutput out) {
        out.i64(onset);
        out.i64(ended);
        out.varint(lengthHops);
    }

    static Relapse read(WireInput in) {
        var relapse = new Relapse();
        relapse.onset = in.i64();
        relapse.ended = in.i64();
        relapse.lengthHops = in.varint();
        return relapse;
    }
}
