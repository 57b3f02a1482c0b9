package kz.dabyl.collector.calendar;

import java.io.Serial;

/** An event is no rally. An exception only to travel: it has neither a stack trace nor a cause. */
final class Skip extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final String why;

    Skip(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    String why() {
        return why;
    }
}
