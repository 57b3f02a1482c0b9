package kz.dabyl.detector.core.probes;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Probes by the hop in which they are to be looked at again though they say nothing. A probe that is put off stays where it
 * is and is moved when its turn comes: most are put off by each of their reports, and never come to it. Not thread-safe.
 */
final class TimingWheel {

    /** Whoever waits longer is moved on on the way. A power of two. */
    private static final int HOPS = 1024;

    /** The turn of a probe that is not on the wheel. */
    static final long NONE = Long.MIN_VALUE;

    private static final ProbeState[] NOBODY = {};

    private final @Nullable ProbeState[][] turns = new ProbeState[HOPS][];
    private final int[] counts = new int[HOPS];

    /** Room of a turn that is over, for one that begins: else it would grow anew in every hop. */
    private @Nullable ProbeState[] spare = NOBODY;

    TimingWheel() {
        clear();
    }

    /** The probe's turn comes in the hop {@link ProbeState#nextLook}, which is after {@code hop}. */
    void wait(ProbeState probe, long hop) {
        var turn = Math.min(probe.nextLook, hop + HOPS - 1);
        if (probe.turn > hop && probe.turn <= turn) {
            return;
        }
        probe.turn = turn;
        var at = (int) (turn & (HOPS - 1));
        if (counts[at] == 0 && spare.length > turns[at].length) {
            turns[at] = spare;
            spare = NOBODY;
        }
        if (counts[at] == turns[at].length) {
            turns[at] = Arrays.copyOf(turns[at], Math.max(8, 2 * counts[at]));
        }
        turns[at][counts[at]++] = probe;
    }

    /** Hands on those whose turn it is in {@code hop}, the hop after the one that was asked for last. */
    void due(long hop, Consumer<ProbeState> looking) {
        var at = (int) (hop & (HOPS - 1));
        var waiting = turns[at];
        var count = counts[at];
        turns[at] = NOBODY;
        counts[at] = 0;
        for (var i = 0; i < count; i++) {
            var probe = waiting[i];
            // Else its turn was moved to another hop, or it is gone.
            if (probe != null && probe.turn == hop) {
                if (probe.nextLook <= hop) {
                    looking.accept(probe);
                } else {
                    wait(probe, hop);
                }
            }
        }
        Arrays.fill(waiting, 0, count, null);
        spare = waiting.length > spare.length ? waiting : spare;
    }

    void clear() {
        Arrays.fill(turns, NOBODY);
        Arrays.fill(counts, 0);
    }
}
