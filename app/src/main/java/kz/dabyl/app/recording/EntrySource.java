package kz.dabyl.app.recording;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import kz.dabyl.model.LogEntry;

/** Gives the entries of a recording in their order. */
@FunctionalInterface
public interface EntrySource {

    /** The next entry, or empty at the end. */
    Optional<LogEntry> next() throws IOException;

    /** The entries of a list. */
    static EntrySource of(List<LogEntry> entries) {
        var rest = entries.iterator();
        return () -> rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
    }
}
