package kz.dabyl.app.recording;

import java.io.IOException;
import kz.dabyl.model.LogEntry;

/** Entries on their way to a service, sent together. Not thread-safe. */
interface Feed {

    /** @param shift milliseconds from the recording's time to now */
    void add(LogEntry entry, long shift) throws IOException;

    /** Sends what was added; gives how many reports were refused. */
    long send() throws IOException, InterruptedException;
}
