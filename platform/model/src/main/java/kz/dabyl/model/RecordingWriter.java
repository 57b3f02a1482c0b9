package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a recording, the log as NDJSON, see the contract's section 3. Not thread-safe. */
public final class RecordingWriter implements Closeable {

    private final JsonGenerator json;

    /** Writes to {@code out}, which {@link #close()} closes. */
    public RecordingWriter(OutputStream out) throws IOException {
        json = ReportReader.FACTORY.createGenerator(out);
        json.setCodec(new ObjectMapper());
        json.setRootValueSeparator(null);
    }

    public void write(LogEntry entry) throws IOException {
        if (entry instanceof LogEntry.Received received) {
            json.writeStartObject();
            json.writeStringField("received", Times.format(received.received()));
            json.writeStringField("collector", received.collector());
            json.writeFieldName("report");
            ReportWriter.write(json, received.report());
            json.writeEndObject();
        } else if (entry instanceof LogEntry.Tick tick) {
            json.writeStartObject();
            json.writeStringField("tick", Times.format(tick.time()));
            json.writeStringField("collector", tick.collector());
            json.writeEndObject();
        } else if (entry instanceof LogEntry.Notice notice) {
            NoticeWriter.write(json, notice);
        } else if (entry instanceof LogEntry.Summary summary) {
            json.writeStartObject();
            json.writeFieldName("summary");
            SummaryWriter.write(json, summary.summary());
            json.writeEndObject();
        } else if (entry instanceof LogEntry.Start start) {
            json.writeStartObject();
            json.writeFieldName("state");
            start.state().write(json);
            json.writeEndObject();
        } else if (entry instanceof LogEntry.Evidence evidence) {
            json.writeStartObject();
            json.writeObjectFieldStart("evidence");
            json.writeStringField("incident", evidence.incident());
            json.writeEndObject();
            json.writeEndObject();
        } else {
            return;
        }
        json.writeRaw('\n');
    }

    public void flush() throws IOException {
        json.flush();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
