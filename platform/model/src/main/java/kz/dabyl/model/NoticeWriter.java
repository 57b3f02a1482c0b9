package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes thresholds, rallies and trust as a line of a recording. The generator needs a codec. */
final class NoticeWriter {

    private NoticeWriter() {}

    static void write(JsonGenerator json, LogEntry.Notice notice) throws IOException {
        json.writeStartObject();
        if (notice instanceof LogEntry.ThresholdsSet set) {
            json.writeObjectField("thresholds", Documents.json(set.thresholds()));
            writeSeries(json, set.series());
        } else if (notice instanceof LogEntry.RalliesSet set) {
            json.writeFieldName("rallies");
            RallyWriter.write(json, set.rallies());
            if (set.version() > 0) {
                json.writeNumberField("version", set.version());
            }
            writeSeries(json, set.series());
        } else if (notice instanceof LogEntry.Trust trust) {
            json.writeObjectFieldStart("trust");
            json.writeStringField("probe", trust.probe());
            json.writeStringField("invite", trust.invite());
            json.writeBooleanField("revoked", trust.revoked());
            if (trust.vouched()) {
                json.writeBooleanField("vouched", true);
            }
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

    private static void writeSeries(JsonGenerator json, String series) throws IOException {
        if (!series.isEmpty()) {
            json.writeStringField("series", series);
        }
    }
}
