package kz.dabyl.app.service;

import java.io.IOException;
import java.io.Serial;

/** The service could not be started; the message says why, in one line. */
public final class ServiceFailedException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    ServiceFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    ServiceFailedException(String message) {
        super(message);
    }
}
