package kz.dabyl.alerts.publication;

import kz.dabyl.model.Incident;

/** What an incident is in the terms of CAP 1.2, as {@code docs/formats.md} explains them. Pure. */
final class CapTerms {

    private static final int FEWEST = 8;
    private static final int MANY = 128;

    private CapTerms() {}

    static String messageType(Incident incident, boolean first) {
        if (first) {
            return "Alert";
        }
        return incident.state() == Incident.State.RETRACTED ? "Cancel" : "Update";
    }

    static String urgency(Incident incident) {
        return incident.state() == Incident.State.OPEN ? "Immediate" : "Past";
    }

    /** How much people can no longer do; whom it hits and why nobody knows. */
    static String severity(Incident incident) {
        if (incident.state() == Incident.State.RETRACTED) {
            return "Unknown";
        }
        return switch (incident.kind()) {
            case BLACKOUT -> "Severe";
            case SHUTDOWN, OUTAGE, INTERNATIONAL_CUT, NETWORK_OUTAGE -> "Moderate";
            case THROTTLING, BLOCKING, TLS_INTERCEPTION, TARGET_DOWN, COLLECTOR_UNREACHABLE -> "Minor";
        };
    }

    /** Observed is only what several networks bear out. */
    static String certainty(Incident incident) {
        if (incident.state() == Incident.State.RETRACTED) {
            return "Unlikely";
        }
        if (incident.certainty() == Incident.Certainty.CONFIRMED
                && incident.networks().size() > 1) {
            return "Observed";
        }
        return incident.confidence() > 0.5 ? "Likely" : "Possible";
    }

    /** About how many probes: doubling bands, so that one probe more or less rarely shows. */
    static String probes(int count) {
        if (count < FEWEST) {
            return "fewer than " + FEWEST;
        }
        if (count >= MANY) {
            return MANY + " or more";
        }
        var least = Integer.highestOneBit(count);
        return least + "-" + (2 * least - 1);
    }
}
