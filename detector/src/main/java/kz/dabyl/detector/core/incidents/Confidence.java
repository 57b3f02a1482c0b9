package kz.dabyl.detector.core.incidents;

import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/**
 * How likely it is that an incident is real, from what is known at a revision.
 *
 * <p>A table rather than a formula of the score: whatever has just crossed the bar has crossed it narrowly, real or not, so
 * the score tells little. What tells is which harmless cause could look the same, and whether its time is over. A network
 * alone may have an outage of its own: of these {@code e^(-t/m)} last t seconds longer, so the odds against it grow by
 * {@code t/m} with the time that it stays silent after it opened, and one that is back before it was confirmed was most
 * likely such. Phones and lines that fall together are a restart as often as an outage, until a restart would be over.
 * The figures are what was real with seeds 101 to 110, which are neither for tuning nor for reporting; where those had too few, what
 * follows from the budget.
 */
final class Confidence {

    private static final double TAKEN_BACK = 0.01;

    private static final double PERHAPS_A_RESTART = 0.5;

    /** Some phones and some lines, of which it is not known yet whether all fall: the beginning of a restart, or of a cut. */
    private static final double MIXED = 0.9;

    /** One network, which opened as its own outages became too unlikely for the budget. */
    private static final double ONE_NETWORK = 0.9;

    /** Targets that fail here and answer elsewhere, until it is confirmed. */
    private static final double TARGETS = 0.98;

    /** The same where nobody elsewhere tries them. */
    private static final double TARGETS_ALONE = 0.5;

    /** One network, targets, or phones and lines as after a restart, that were back before it was confirmed. */
    private static final double SOON_BACK = 0.15;

    /** After so much longer hardly any outage of a network's own is left. */
    private static final long NATURAL_MILLIS = 150_000;

    private static final double SUSPECTED = 0.97;

    private static final double CONFIRMED = 0.99;

    /** Nothing that is estimated is certain, and silence has causes that nobody has thought of. */
    private static final double BORNE_OUT = 0.995;

    private Confidence() {}

    /** As of the hop {@code hop}. */
    static double of(IncidentState incident, long hop) {
        if (incident.state == Incident.State.RETRACTED) {
            return TAKEN_BACK;
        }
        if (incident.borneOut()) {
            return BORNE_OUT;
        }
        if (Kinds.mayBeRestart(incident, hop)) {
            return PERHAPS_A_RESTART;
        }
        if (incident.certainty == Incident.Certainty.CONFIRMED) {
            return CONFIRMED;
        }
        if (!incident.signal.isSilence()) {
            return ofTargets(incident);
        }
        var now = HopSummary.startOf(hop + 1);
        var until = incident.endedMillis == IncidentState.NEVER ? now : incident.endedMillis;
        if (mixed(incident) && until - HopSummary.startOf(incident.onset + 1) < Kinds.RESTART_MILLIS) {
            return incident.open() ? MIXED : SOON_BACK;
        }
        if (!maybeNatural(incident, until)) {
            return SUSPECTED;
        }
        return incident.open() ? ONE_NETWORK : SOON_BACK;
    }

    /** What is over before it was confirmed was over as soon as a target's own failure. */
    private static double ofTargets(IncidentState incident) {
        if (!incident.open()) {
            return SOON_BACK;
        }
        return incident.controlled ? TARGETS : TARGETS_ALONE;
    }

    private static boolean mixed(IncidentState incident) {
        return incident.members.keySet().stream()
                        .map(cell -> cell.access())
                        .distinct()
                        .count()
                > 1;
    }

    private static boolean maybeNatural(IncidentState incident, long until) {
        return until - incident.openedMillis < NATURAL_MILLIS
                && incident.kind != IncidentKind.COLLECTOR_UNREACHABLE
                && incident.members.keySet().stream()
                                .map(cell -> cell.network())
                                .distinct()
                                .count()
                        == 1;
    }
}
