package kz.dabyl.app.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingWriter;

/** Feeds a service whose time comes from recordings: lines as they are. Not thread-safe. */
final class LineFeed implements Feed {

    private final ServiceClient service;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final RecordingWriter writer;

    LineFeed(ServiceClient service) throws IOException {
        this.service = service;
        writer = new RecordingWriter(lines);
    }

    @Override
    public void add(LogEntry entry, long shift) throws IOException {
        writer.write(entry);
    }

    @Override
    public long send() throws IOException, InterruptedException {
        writer.flush();
        var answer = service.postLines(ServiceClient.RECORDINGS, lines.toByteArray());
        lines.reset();
        answer.expectTaken();
        return 0;
    }
}
