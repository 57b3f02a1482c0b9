package kz.dabyl.detector.tuning.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.detector.core.SideBySide;
import kz.dabyl.detector.core.world.StoredHop;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Rally;

/**
 * Trials side by side over one log, or over what a {@link History} keeps of it, hop after hop. Not thread-safe.
 */
public final class Gathering {

    private final List<Trial> trials;
    private final Span span;
    private final SideBySide sides;
    private final List<List<Incident>> revisions = new ArrayList<>();
    private final boolean[] cutShort;

    /** The side of each trial: those with the same thresholds, as a curve has them that was asked for around some, share one. */
    private final int[] sideOf;

    /** @param rallies known to all; without it those that the log tells of */
    public Gathering(List<Trial> trials, Optional<List<Rally>> rallies, Span span) {
        this.trials = List.copyOf(trials);
        this.span = span;
        var tried = trials.stream().map(Trial::thresholds).distinct().toList();
        this.sideOf = trials.stream()
                .mapToInt(trial -> tried.indexOf(trial.thresholds()))
                .toArray();
        this.sides = new SideBySide(tried, rallies);
        this.cutShort = new boolean[tried.size()];
        tried.forEach(one -> revisions.add(new ArrayList<>()));
    }

    /** Takes the next summary of the log. */
    public void accept(HopSummary summary) {
        if (span.reaches(summary)) {
            sides.accept(summary, this::note);
        }
    }

    /** Takes the next hop of what a {@link History} keeps of the log. */
    void recall(StoredHop hop) {
        if (span.reaches(hop.hop())) {
            sides.recall(hop, this::note);
        }
    }

    private void note(int side, Incident revision) {
        if (span.tells(revision)) {
            revisions.get(side).add(revision);
        }
    }

    /** The log goes on elsewhere, from these cells, see {@link kz.dabyl.detector.core.Lookout#cells}. */
    public void resume(byte[] cells) {
        sides.resume(cells);
    }

    /** No more is kept of this stretch: an incident that is still open cannot be followed. */
    void windowEnds() {
        for (var side = 0; side < cutShort.length; side++) {
            cutShort[side] |= sides.anyOpen(side);
        }
    }

    byte[] carried(long hop) {
        return sides.carried(hop);
    }

    /** Forgets what was published so far, though not that it was. */
    void forgetRevisions() {
        revisions.forEach(List::clear);
    }

    /** What each trial raised so far, in their order. */
    public List<Outcome> outcomes() {
        var outcomes = new ArrayList<Outcome>();
        for (var i = 0; i < trials.size(); i++) {
            var side = sideOf[i];
            outcomes.add(new Outcome(trials.get(i), revisions.get(side), !cutShort[side]));
        }
        return outcomes;
    }
}
