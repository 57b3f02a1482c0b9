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
            write(notice);
        } else {
            return;
        }
        json.writeRaw('\n');
    }

    private void write(LogEntry.Notice notice) throws IOException {
        json.writeStartObject();
        if (notice instanceof LogEntry.ThresholdsSet set) {
            json.writeObjectField("thresholds", Documents.json(set.thresholds()));
            writeSeries(set.series());
        } else if (notice instanceof LogEntry.RalliesSet set) {
            json.writeFieldName("rallies");
            RallyWriter.write(json, set.rallies());
            if (set.version() > 0) {
                json.writeNumberField("version", set.version());
            }
            writeSeries(set.series());
        } else if (notice instanceof LogEntry.Trust trust) {
            json.writeObjectFieldStart("trust");
            json.writeStringField("probe", trust.probe());
            json.writeStringField("invite", trust.invite());
            json.writeBooleanField("revoked", trust.revoked());
            json.writeEndObject();
        }
        var stamp = notice.stamp();
        if (stamp.known()) {
            json.writeStringField("received", Times.format(stamp.received()));
            if (!stamp.collector().isEmpty()) {
                json.writeStringField("collector", stamp.collector());
            }
        }
        json.writeEndObject();
    }

    private void writeSeries(String series) throws IOException {
        if (!series.isEmpty()) {
            json.writeStringField("series", series);
        }
    }

    public void flush() throws IOException {
        json.flush();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
