package kz.dabyl.collector.rules;

import java.io.Serial;

/** A file of thresholds or rallies cannot be taken: says which, where and why. */
public final class UnusableRulesException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    public UnusableRulesException(String message, Throwable cause) {
        super(message, cause);
    }

    public UnusableRulesException(String message) {
        super(message);
    }
}
