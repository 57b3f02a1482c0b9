package kz.dabyl.app.recording;

import java.io.IOException;
import java.util.Optional;
import kz.dabyl.model.LogEntry;

/** Gives the entries of a recording in their order. */
@FunctionalInterface
public interface EntrySource {

    /** The next entry, or empty at the end. */
    Optional<LogEntry> next() throws IOException;
}
