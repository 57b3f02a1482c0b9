package kz.dabyl.collector.adapter;

import java.io.Serial;

/** Ends the reading of a document that makes no report. Never leaves an {@link Adapter}, which makes it a value. */
public final class RejectedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Adapted.Rejected rejected;

    RejectedException(Adapted.Rejected rejected) {
        super(rejected.pointer() + ": " + rejected.detail());
        this.rejected = rejected;
    }

    Adapted.Rejected rejected() {
        return rejected;
    }
}
