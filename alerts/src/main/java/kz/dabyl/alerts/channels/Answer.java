package kz.dabyl.alerts.channels;

import java.util.Optional;

/** What came back of a request. Lives until it is judged; nothing of it but what the judge says is kept. */
public sealed interface Answer {

    /**
     * The receiver answered.
     *
     * @param retryAfter the header of that name
     * @param body as much of it as was asked for
     */
    record Came(int status, Optional<String> retryAfter, String body) implements Answer {}

    /** @param error why there is none, in words that name no address */
    record None(String error) implements Answer {}
}
