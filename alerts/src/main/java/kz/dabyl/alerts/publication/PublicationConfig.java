package kz.dabyl.alerts.publication;

import java.net.URI;
import java.util.Optional;

/**
 * How incidents are published.
 *
 * @param site public address of the deployment; without it links are relative to where a document came from
 * @param exercise whether what is detected did not just happen: a demonstration, or recordings that are replayed
 */
public record PublicationConfig(Optional<URI> site, boolean exercise) {

    public static final PublicationConfig DEFAULT = new PublicationConfig(Optional.empty(), false);

    /** Addresses of what is published. */
    public Links links() {
        return new Links(site);
    }
}
