package kz.dabyl.app.command;

import java.io.Serial;

/** The command line or an input file is wrong: exit code 2. The message says what and where, in one line. */
final class BadInputException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    BadInputException(String message) {
        super(message);
    }

    BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
