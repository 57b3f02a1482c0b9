package kz.dabyl.detector.core.incidents;

import kz.dabyl.model.Incident;
import org.jspecify.annotations.Nullable;

/** What has been told of an incident. Not thread-safe. */
final class Told {

    /** The last revision. */
    @Nullable
    Incident published;

    /** The hop in which it was published. */
    long hop;

    /** How many cells it had then, if that was since the fold began. */
    int cells;

    boolean isNothing() {
        return published == null;
    }

    void tell(Incident revision, long now, int cellsNow) {
        published = revision;
        hop = now;
        cells = cellsNow;
    }
}
