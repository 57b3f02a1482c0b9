package kz.dabyl.detector.core.probes;

import org.jspecify.annotations.Nullable;

/**
 * How one probe stands in the tally of its cell, so that it can be counted otherwise once something changes: a probe that
 * goes on as it was costs nothing. Not thread-safe.
 */
final class ProbeTallyEntry {

    private static final int NOWHERE = -1;

    private final Targets targets;
    private @Nullable CellTally tally;
    private boolean source;
    private long lastHeard;
    private long traits;
    private int percent;

    private TargetNames.@Nullable Menu menu;
    private boolean newcomer;
    /** The weight that its targets were told with. */
    private int told;

    private long longest;

    /** Where it stands among those of its tally whose targets count, or nowhere. */
    private int place = NOWHERE;

    ProbeTallyEntry(Targets targets) {
        this.targets = targets;
    }

    /** See {@link ProbeState#fetch}. */
    long fetch(int level) {
        return tally == null ? 0 : level < 4 ? tally.fetch() : tally.cohorts.fetch();
    }

    /** It is counted nowhere from now on. */
    void withdraw() {
        withdrawTargets();
        var from = tally;
        if (from == null) {
            return;
        }
        if (source) {
            from.dismissSource();
        } else {
            from.cohorts.remove(lastHeard, traits, percent);
        }
        tally = null;
    }

    /** The tallies are made anew: there is nothing to withdraw from. */
    void forget() {
        tally = null;
        place = NOWHERE;
        menu = null;
    }

    /** It is one of the sources of {@code in} that never promise. */
    void source(CellTally in) {
        if (tally == in && source) {
            return;
        }
        withdraw();
        in.presentSource();
        tally = in;
        source = true;
    }

    /** It is one of the probes of {@code in}, of such a cohort. */
    void probe(CellTally in, long heard, long like, int weight) {
        if (tally == in && !source && lastHeard == heard && traits == like && percent == weight) {
            return;
        }
        if (tally != in || source) {
            withdraw();
            in.cohorts.add(heard, like, weight);
        } else {
            in.cohorts.move(lastHeard, traits, percent, heard, like, weight);
        }
        tally = in;
        source = false;
        lastHeard = heard;
        traits = like;
        percent = weight;
    }

    /**
     * Its targets count, of each the results that are no older than {@code age} hops. To be called after {@link #probe}.
     *
     * @param steady all of them, if all are as usual
     */
    void targets(TargetNames.@Nullable Menu steady, boolean young, int weight, long age) {
        var in = tally;
        if (in == null) {
            throw new IllegalStateException("counted nowhere");
        }
        var before = place == NOWHERE ? null : menu;
        var same = before != null
                && steady != null
                && before.number() == steady.number()
                && newcomer == young
                && told == weight;
        menu = steady;
        newcomer = young;
        longest = age;
        told = weight;
        if (place == NOWHERE) {
            place = in.join(this);
        }
        if (!same) {
            in.targetsChanged();
        }
    }

    void withdrawTargets() {
        var from = tally;
        if (place != NOWHERE && from != null) {
            from.leave(place);
            from.targetsChanged();
            place = NOWHERE;
        }
    }

    /** It stands there now. */
    void moveTo(int now) {
        place = now;
    }

    /** Tells how the targets stand at the end of {@code hop}. */
    void tell(TargetTallies tallies, long hop) {
        var steady = menu;
        if (steady != null) {
            tallies.well(steady, told, newcomer);
        } else {
            targets.count(tallies, hop, longest, told, newcomer);
        }
    }
}
