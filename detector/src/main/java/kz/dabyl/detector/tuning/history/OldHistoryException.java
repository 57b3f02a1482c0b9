package kz.dabyl.detector.tuning.history;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** A history that an earlier version of the program made: nobody reads it any more, but it can be made anew from its log. */
public final class OldHistoryException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    OldHistoryException(Path path, char version) {
        super(path + " is a history of version " + version
                + ", which is not read any more: a back-test on its log makes it anew");
    }
}
