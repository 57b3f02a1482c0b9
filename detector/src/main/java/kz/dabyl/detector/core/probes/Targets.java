package kz.dabyl.detector.core.probes;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import kz.dabyl.detector.core.rules.Memory;
import kz.dabyl.model.WireOutput;
import org.jspecify.annotations.Nullable;

/**
 * The targets that one probe tries, {@value #MOST} at most: of more, those that it has tried all along. Not thread-safe.
 */
final class Targets {

    /** As many as a list may have, and four collectors that a probe knows; with more its state could be over 1 KiB. */
    static final int MOST = 16;

    private static final TargetState[] NONE = {};

    /** In the order in which they were first tried, which is mostly the order within each report. */
    private TargetState[] states = NONE;

    private int count;

    /** All of them, while every one is as usual; null while not. */
    private TargetNames.@Nullable Menu steady;

    /** Their menu as it was found last, until others are tried. */
    private TargetNames.@Nullable Menu menu;

    private int oldest;

    /** See {@link ProbeState#fetch}. */
    long fetch(int level) {
        if (level != 3) {
            return states.length;
        }
        var sum = 0L;
        for (var i = 0; i < count; i++) {
            sum += states[i].fetch();
        }
        return sum;
    }

    /**
     * The target's state, or null if there is no room for it.
     *
     * @param hint where in the list it is likely to be
     */
    @Nullable
    TargetState of(String target, int hint, int hop, TargetNames names) {
        if (hint < count && states[hint].name.is(target)) {
            return states[hint];
        }
        for (var i = 0; i < count; i++) {
            if (states[i].name.is(target)) {
                return states[i];
            }
        }
        return admit(target, hop, names);
    }

    private @Nullable TargetState admit(String target, int hop, TargetNames names) {
        var place = count < MOST ? count : leftBehind(hop);
        var name = place < 0 ? null : names.of(target);
        if (name == null) {
            return null;
        }
        if (place == states.length) {
            states = Arrays.copyOf(states, Math.min(MOST, Math.max(5, 2 * place)));
        }
        count = Math.max(count, place + 1);
        states[place] = new TargetState(name);
        steady = null;
        menu = null;
        return states[place];
    }

    /** The place of the target that was not tried for longest, if that is long enough to take it for given up; or -1. */
    private int leftBehind(int hop) {
        var oldest = 0;
        for (var i = 1; i < count; i++) {
            oldest = states[i].measured() < states[oldest].measured() ? i : oldest;
        }
        return hop - states[oldest].measured() > Memory.REMEMBERED_HOPS ? oldest : -1;
    }

    /** All results of a round are in. */
    void settle(TargetNames names) {
        steady = null;
        if (count == 0) {
            return;
        }
        oldest = Integer.MAX_VALUE;
        for (var i = 0; i < count; i++) {
            if (!states[i].told() || !states[i].well()) {
                return;
            }
            oldest = Math.min(oldest, states[i].measured());
        }
        menu = menu != null ? menu : names.menu(numbers());
        steady = menu;
    }

    private List<Integer> numbers() {
        return Arrays.stream(states, 0, count).map(state -> state.name.id()).toList();
    }

    /** All of them, if every one is as usual and was tried no longer than {@code longest} hops before {@code hop}. */
    TargetNames.@Nullable Menu steady(long hop, long longest) {
        return hop - oldest <= longest ? steady : null;
    }

    /** Counts them one by one as they stand at the end of {@code hop}; results older than {@code longest} hops do not count. */
    void count(TargetTallies tally, long hop, long longest, int percent, boolean newcomer) {
        for (var i = 0; i < count; i++) {
            var state = states[i];
            if (!state.told() || hop - state.measured() > longest) {
                continue;
            }
            if (state.well()) {
                tally.well(state.name.id(), percent, newcomer);
            } else {
                tally.trouble(state, hop, percent, newcomer);
            }
        }
    }

    /** The first hop after {@code hop} in which they count otherwise though none is tried. */
    long nextChange(long hop, long longest) {
        if (steady(hop, longest) != null) {
            return oldest + longest + 1;
        }
        var next = Long.MAX_VALUE;
        for (var i = 0; i < count; i++) {
            var state = states[i];
            if (state.told() && hop - state.measured() <= longest) {
                next = Math.min(next, state.measured() + longest + 1);
                if (!state.well() && hop - state.since() >= TargetTallies.LONGEST_DATED) {
                    next = hop + 1;
                }
            }
        }
        return next;
    }

    boolean isEmpty() {
        return count == 0;
    }

    Stream<String> names() {
        return Arrays.stream(states, 0, count).map(state -> state.name.target());
    }

    /** Takes the numbers of {@code fresh}; what has none there is forgotten. */
    void rename(TargetNames fresh) {
        var kept = 0;
        for (var i = 0; i < count; i++) {
            var name = fresh.known(states[i].name.target());
            if (name != null) {
                states[i].name = name;
                states[kept++] = states[i];
            }
        }
        count = kept;
        menu = null;
        settle(fresh);
    }

    /**
     * @param index of each name among those stored beside the probes
     * @param hop in which the probe was heard
     */
    void write(WireOutput out, ToIntFunction<String> index, int hop) {
        out.varint(count);
        for (var i = 0; i < count; i++) {
            out.varint(index.applyAsInt(states[i].name.target()));
            TargetStateCodec.write(out, states[i], hop);
        }
    }

    /** Takes what was stored in place of what is known. */
    void restore(TargetState[] stored) {
        states = stored;
        count = stored.length;
    }
}
