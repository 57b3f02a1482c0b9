package kz.dabyl.detector.tuning;

import java.util.Optional;
import kz.dabyl.model.IncidentKind;

/**
 * What became of one true event.
 *
 * @param visible whether any detector could have found it
 * @param found what was said about it, empty if it was missed
 * @param cells cells that it had
 * @param cellsFound those of them that the incidents about it named
 * @param incidents incidents about it that were not taken back
 */
public record EventOutcome(
        String scenario,
        Truth.Event event,
        boolean visible,
        Optional<Found> found,
        int cells,
        int cellsFound,
        int incidents) {

    /**
     * What the leading incident, the one that shares most cells with the event, said. Milliseconds, NaN where there was
     * nothing to compare.
     *
     * @param delay from the event's start to the first word about it
     * @param closing from the event's end to the last word that it was over; negative if that came too early
     * @param closedEarly whether it was told to be over before it was
     * @param unclosed whether it ended and was never told to be over
     * @param startedError estimated minus true start
     * @param endedError estimated minus true end
     */
    public record Found(
            IncidentKind named,
            double delay,
            double closing,
            boolean closedEarly,
            boolean unclosed,
            double startedError,
            double endedError) {}

    boolean isFound() {
        return found.isPresent();
    }
}
