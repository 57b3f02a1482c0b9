package kz.dabyl.app.recording;

import java.io.IOException;
import kz.dabyl.model.LogEntry;

/** Takes the entries of a recording in their order. */
@FunctionalInterface
public interface EntrySink {

    void write(LogEntry entry) throws IOException;
}
