package kz.dabyl.detector.core.incidents;

/** Reports that were kept while their probes did not reach us, counted by what they say of an incident. Not thread-safe. */
final class LateReports {

    /** That say that targets failed. */
    int cut;

    /** That say that targets answered: only our collector was out of reach. */
    int reached;

    /** That say of no target whether it answers: their probes lived, and were cut off from us. */
    int untold;

    /** Last hop in which one came that says anything of it. */
    long hop = IncidentState.NEVER;

    /** When they were measured. */
    final LateEvidence evidence;

    /** @param onset hop after which the first cells of the incident fell silent */
    LateReports(long onset) {
        this.evidence = new LateEvidence(onset);
    }

    /** Whether they say that only our collector was out of reach, where so much weight is silent. */
    boolean targetsAnswered(double silent) {
        return LateEvidence.proves(reached, cut, silent);
    }

    /** Whether they say that targets failed. */
    boolean targetsFailed(double silent) {
        return LateEvidence.proves(cut, reached, silent);
    }

    /** How many bear it out: their probes measured and did not reach us. */
    int confirmations(double silent) {
        return untold + (targetsAnswered(silent) ? reached : cut);
    }

    /** Whether they say themselves that targets failed, or that only our collector did. */
    boolean bearOut(double silent) {
        return targetsAnswered(silent) || LateEvidence.isEnough(cut, silent);
    }

    /** Whether they are so many that their probes lived: whoever restarts makes none. */
    boolean showLife(double silent) {
        return LateEvidence.isEnough(cut + reached + untold, silent);
    }

    /** Whether hardly any say that their probes lived. */
    boolean areFew() {
        return cut + untold < LateEvidence.LEAST_LATE;
    }
}
