package kz.dabyl.alerts.webhook;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A stored secret that this deployment's key does not open. */
public final class UnsealException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    UnsealException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
