package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Writes rallies as the contract's JSON. */
public final class RallyWriter {

    private RallyWriter() {}

    public static void write(JsonGenerator json, List<Rally> rallies) throws IOException {
        json.writeStartArray();
        for (var rally : rallies) {
            json.writeStartObject();
            json.writeStringField("id", rally.id());
            json.writeStringField("title", rally.title());
            json.writeStringField("from", Times.format(rally.from()));
            json.writeStringField("until", Times.format(rally.until()));
            var circle = rally.circle();
            if (circle == null) {
                json.writeArrayFieldStart("places");
                for (var place : rally.places()) {
                    json.writeString(place);
                }
                json.writeEndArray();
            } else {
                json.writeNumberField("lat", circle.latitude());
                json.writeNumberField("lon", circle.longitude());
                json.writeNumberField("radius_m", circle.radiusMetres());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
