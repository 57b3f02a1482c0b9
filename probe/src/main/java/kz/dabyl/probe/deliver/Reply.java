package kz.dabyl.probe.deliver;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.model.PingError;

/** What came of a request to a collector. */
public sealed interface Reply {

    /**
     * An answer.
     *
     * @param date the collector's clock, epoch milliseconds in whole seconds
     * @param retryAfter how long it wants to be left alone
     * @param signature of the body, where it bears one
     */
    record Answered(
            int status, String body, OptionalLong date, Optional<Duration> retryAfter, Optional<String> signature)
            implements Reply {}

    /** No answer. */
    record Unreached(PingError why) implements Reply {}
}
