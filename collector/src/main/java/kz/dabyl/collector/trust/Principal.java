package kz.dabyl.collector.trust;

/** Who sent a request, by its credential. */
public sealed interface Principal {

    /**
     * Runs the deployment. May report for any probe.
     *
     * @param name of the token
     */
    record Operator(String name) implements Principal {}

    /** A gateway or adapter. May report for any probe. */
    record Relay() implements Principal {}

    /**
     * An enrolled probe. May report for itself.
     *
     * @param invite by which it was enrolled
     */
    record Probe(String probe, String invite) implements Principal {}
}
