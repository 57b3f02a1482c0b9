package kz.dabyl.runtime.kafka;

import java.io.IOException;
import java.io.Serial;

/** The log has no such topic: it was made by an older program, or is another's. */
public final class NoSuchTopicException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    NoSuchTopicException(String topic) {
        super("there is no topic " + topic);
    }
}
