package kz.dabyl.alerts.channels;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What the deployment itself says about messages.
 *
 * @param site where people read more, if it has a public address
 * @param mail by which server mail leaves; without it nobody can subscribe by mail
 * @param repeat how often Alertmanagers are told what stands open
 * @param exercise whether what is detected did not just happen: a demonstration, or recordings that are replayed
 */
public record ChannelSettings(Optional<URI> site, Optional<SmtpServer> mail, Duration repeat, boolean exercise) {

    /** As Prometheus does. */
    public static final Duration MINUTE = Duration.ofMinutes(1);

    public static final ChannelSettings NONE = new ChannelSettings(Optional.empty(), Optional.empty(), MINUTE);

    /** Of a deployment that tells what happens. */
    public ChannelSettings(Optional<URI> site, Optional<SmtpServer> mail, Duration repeat) {
        this(site, mail, repeat, false);
    }

    public ChannelSettings {
        if (repeat.isNegative() || repeat.isZero()) {
            throw new IllegalArgumentException("repeat must be positive, was " + repeat);
        }
    }

    /** The same, of an exercise or not. */
    public ChannelSettings exercising(boolean whether) {
        return new ChannelSettings(site, mail, repeat, whether);
    }
}
