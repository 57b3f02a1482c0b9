package kz.dabyl.simulator;

/**
 * How the log says that probes came.
 *
 * @param invite its name, or {@link #PER_PROBE} for one each
 * @param vouched whether the operator vouches for who holds it
 */
public record Invitation(String invite, boolean vouched) {

    /** Every probe came by an invite of its own. */
    static final String PER_PROBE = "per_probe";
}
