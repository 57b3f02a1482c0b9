package kz.dabyl.alerts.webhook;

import java.io.Serial;

/** An address that nothing may be sent to; the message says why, without naming what it resolved to. */
public class RefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public RefusedException(String reason) {
        super(reason);
    }

    /** Why it was refused. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
