package kz.dabyl.detector.tuning;

import java.util.Locale;
import kz.dabyl.model.IncidentKind;

/**
 * What one incident was worth.
 *
 * @param named what it was called in the end
 * @param kind of the event that it is about, {@code named} where it is about none
 * @param detected when the first revision was published, epoch milliseconds
 * @param confirmed whether it was ever called confirmed
 * @param retracted whether it was taken back in the end
 * @param firstConfidence of the first revision
 * @param confidence of the last revision that did not take it back
 * @param falseCells observed cells that it named and that belong to no event it is about
 */
public record AlarmOutcome(
        String scenario,
        String id,
        IncidentKind named,
        IncidentKind kind,
        Verdict verdict,
        long detected,
        boolean confirmed,
        boolean retracted,
        double firstConfidence,
        double confidence,
        int falseCells) {

    /** What an incident counts as. */
    public enum Verdict {
        /** The incident that shares most cells with an event. */
        LEADING,
        /** One more about an event that has a leading one. */
        FRAGMENT,
        /** About nothing, or taken back after it had been confirmed. */
        FALSE_ALARM,
        /** Taken back before it was confirmed. */
        RETRACTED,
        /** About nothing, raised while the detector was still learning. */
        WARM_UP;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isTrue() {
        return verdict == Verdict.LEADING || verdict == Verdict.FRAGMENT;
    }
}
