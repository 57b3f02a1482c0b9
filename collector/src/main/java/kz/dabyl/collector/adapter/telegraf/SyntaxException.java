package kz.dabyl.collector.adapter.telegraf;

import java.io.Serial;

/** A line that is none of line protocol. Has no stack trace: garbage is expected. */
final class SyntaxException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final String detail;

    SyntaxException(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
