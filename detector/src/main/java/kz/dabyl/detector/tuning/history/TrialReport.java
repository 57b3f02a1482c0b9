package kz.dabyl.detector.tuning.history;

import java.util.Optional;
import kz.dabyl.detector.tuning.Score;
import kz.dabyl.detector.tuning.Scorecard;

/**
 * What is to be told of one trial.
 *
 * @param comparison with the incidents that all trials are held against
 * @param card held against what really happened, where that is known
 */
public record TrialReport(Outcome outcome, Comparison comparison, Optional<Scorecard> card) {

    Optional<Score> score() {
        return card.map(Score::of);
    }
}
