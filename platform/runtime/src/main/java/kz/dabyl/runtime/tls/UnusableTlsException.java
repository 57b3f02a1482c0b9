package kz.dabyl.runtime.tls;

import java.io.IOException;
import java.io.Serial;

/** A certificate and a key that cannot be used; the message is one line that names the file and what is wrong. */
public final class UnusableTlsException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    UnusableTlsException(String message) {
        super(message);
    }

    UnusableTlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
