package kz.dabyl.detector.tuning.history;

import java.util.Optional;
import kz.dabyl.detector.tuning.Score;
import kz.dabyl.detector.tuning.Scorecard;

/**
 * What is to be told of one trial.
 *
 * @param comparison with the incidents that all trials are held against
 * @param card held against what really happened, where that is known
 * @param tally held against what people have labelled, where they have
 */
public record TrialReport(
        Outcome outcome, Comparison comparison, Optional<Scorecard> card, Optional<Known.Tally> tally) {

    /** Where nothing is labelled. */
    public TrialReport(Outcome outcome, Comparison comparison, Optional<Scorecard> card) {
        this(outcome, comparison, card, Optional.empty());
    }

    /** Held against {@code known}, where there is anything in it. */
    public TrialReport with(Known known) {
        return new TrialReport(
                outcome,
                comparison,
                card,
                known.isEmpty() ? Optional.empty() : Optional.of(known.tally(outcome.revisions())));
    }

    Optional<Score> score() {
        return card.map(Score::of);
    }
}
