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
    private final SideBySide sideBySide;
    private final List<List<Incident>> revisions = new ArrayList<>();
    private final boolean[] cutShort;

    /** The contender of each trial: those of the same thresholds share one, as a curve around some has them. */
    private final int[] contenderOf;

    /** @param rallies known to all; without it those that the log tells of */
    public Gathering(List<Trial> trials, Optional<List<Rally>> rallies, Span span) {
        this.trials = List.copyOf(trials);
        this.span = span;
        var tried = trials.stream().map(Trial::thresholds).distinct().toList();
        this.contenderOf = trials.stream()
                .mapToInt(trial -> tried.indexOf(trial.thresholds()))
                .toArray();
        this.sideBySide = new SideBySide(tried, rallies);
        this.cutShort = new boolean[tried.size()];
        tried.forEach(one -> revisions.add(new ArrayList<>()));
    }

    /** Takes the next summary of the log. */
    public void accept(HopSummary summary) {
        if (span.reaches(summary)) {
            sideBySide.accept(summary, this::note);
        }
    }

    /** Takes the next hop of what a {@link History} keeps of the log. */
    void recall(StoredHop hop) {
        if (span.reaches(hop.hop())) {
            sideBySide.recall(hop, this::note);
        }
    }

    private void note(int contender, Incident revision) {
        if (span.tells(revision)) {
            revisions.get(contender).add(revision);
        }
    }

    /** The log goes on elsewhere, from these cells, see {@link kz.dabyl.detector.core.Lookout#cells}. */
    public void resume(byte[] cells) {
        sideBySide.resume(cells);
    }

    /** No more is kept of this stretch: an incident that is still open cannot be followed. */
    void windowEnds() {
        for (var contender = 0; contender < cutShort.length; contender++) {
            cutShort[contender] |= sideBySide.anyOpen(contender);
        }
    }

    byte[] carried(long hop) {
        return sideBySide.carried(hop);
    }

    /** Forgets what was published so far, though not that it was. */
    void forgetRevisions() {
        revisions.forEach(List::clear);
    }

    /** What each trial raised so far, in their order. */
    public List<Outcome> outcomes() {
        var outcomes = new ArrayList<Outcome>();
        for (var i = 0; i < trials.size(); i++) {
            var contender = contenderOf[i];
            outcomes.add(new Outcome(trials.get(i), revisions.get(contender), !cutShort[contender]));
        }
        return outcomes;
    }
}
