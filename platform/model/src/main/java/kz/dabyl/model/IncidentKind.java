package kz.dabyl.model;

import java.util.Locale;

/** What happened, see the contract's section 5. */
public enum IncidentKind {
    /** Mobile lost in an area on two or more networks while fixed lines there, or the same networks elsewhere, live. */
    SHUTDOWN,
    /** One network lost, others there live. */
    NETWORK_OUTAGE,
    /** Mobile and fixed of an area lost together. */
    OUTAGE,
    /** A whole country lost while witnesses abroad still reach the same collectors. */
    BLACKOUT,
    /** Only domestic targets answer. */
    INTERNATIONAL_CUT,
    THROTTLING,
    /** Certain targets fail here and answer elsewhere. */
    BLOCKING,
    /** A foreign issuer in front of targets. */
    TLS_INTERCEPTION,
    /** A target fails everywhere, witnesses abroad included. */
    TARGET_DOWN,
    /** Late data say that targets answered and only the collector did not. */
    COLLECTOR_UNREACHABLE;

    /** Word in JSON and in metric labels. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no kind has this word */
    public static IncidentKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
