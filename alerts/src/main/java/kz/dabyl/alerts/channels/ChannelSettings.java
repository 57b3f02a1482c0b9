package kz.dabyl.alerts.channels;

import java.net.URI;
import java.util.Optional;

/**
 * What the deployment itself says about messages.
 *
 * @param site where people read more, if it has a public address
 */
public record ChannelSettings(Optional<URI> site) {

    public static final ChannelSettings NONE = new ChannelSettings(Optional.empty());
}
