package kz.dabyl.lab.scene;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of a scene.
 *
 * @param told the incident as it was told in the end, in words
 * @param found from the cut to the first webhook
 * @param named from the cut to the first webhook that says all that was expected
 * @param startedOff by how much the start that was told differs from the true one
 * @param endedOff the same of the end
 * @param closed from the healing to the webhook that says so
 * @param late late reports that bore it out
 * @param ids the incidents that were told of it
 * @param problems what was not as expected
 */
public record Outcome(
        int number,
        String title,
        String told,
        Optional<Duration> found,
        Optional<Duration> named,
        Optional<Duration> confirmed,
        Optional<Duration> startedOff,
        Optional<Duration> endedOff,
        Optional<Duration> closed,
        int late,
        Set<String> ids,
        List<String> problems) {

    public Outcome {
        ids = Set.copyOf(ids);
        problems = List.copyOf(problems);
    }
}
