package kz.dabyl.collector.gateway;

import java.util.Set;

/**
 * A format of others in which {@code POST /v1/import/…} takes measurements. Implementations are pure and thread-safe, never
 * throw whatever the body is, and hold no more than a small multiple of it.
 */
public interface Format {

    /** Whether a body of this {@code Content-Type}, as it stands in the header, is of this format. */
    boolean takes(String contentType);

    /** In which forms a body may come. */
    Set<Encoding> encodings();

    /**
     * Whether a probe's round of measurements may be spread over several requests, and its reports are numbered by
     * {@link Sightings}: {@link Rounds} then puts the pieces together.
     */
    default boolean inRounds() {
        return false;
    }

    /** Whether all that a body holds may be of the probe that sends it. */
    default boolean ofOneProbe() {
        return true;
    }

    /** The reports in {@code body}, which is decompressed. */
    Readings decode(byte[] body, Terms terms);
}
