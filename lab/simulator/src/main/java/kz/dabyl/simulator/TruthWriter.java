package kz.dabyl.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import kz.dabyl.model.Access;
import kz.dabyl.model.ReportReader;
import kz.dabyl.model.Times;

/** Writes a truth as one line of JSON, in the shape that {@code score} reads. */
public final class TruthWriter {

    private TruthWriter() {}

    /** Writes to {@code out} and leaves it open. */
    public static void write(Truth truth, OutputStream out) throws IOException {
        try (var json = ReportReader.FACTORY.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("scenario", truth.scenario());
            json.writeStringField("start", Times.format(truth.start()));
            json.writeNumberField("duration_s", truth.durationSeconds());
            json.writeNumberField("warmup_s", truth.warmupSeconds());
            writeCells(json, "observed", truth.observed());
            json.writeArrayFieldStart("events");
            for (var event : truth.events()) {
                write(json, event);
            }
            json.writeEndArray();
            writeTexts(json, "confounders", truth.confounders());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void write(JsonGenerator json, Truth.TrueEvent event) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", event.kind().word());
        json.writeStringField("start", Times.format(event.start()));
        if (event.end().isPresent()) {
            json.writeStringField("end", Times.format(event.end().getAsLong()));
        } else {
            json.writeNullField("end");
        }
        writeCells(json, "cells", event.cells());
        writeTexts(json, "networks", event.networks());
        writeTexts(json, "access", event.access().stream().map(Access::word).toList());
        writeTexts(json, "targets", event.targets());
        if (event.reason().isPresent()) {
            json.writeStringField("reason", event.reason().get());
        }
        json.writeNumberField("probes", event.probes());
        json.writeEndObject();
    }

    private static void writeTexts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (var text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void writeCells(JsonGenerator json, String field, List<Truth.ObservedCell> cells)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (var cell : cells) {
            json.writeStartArray();
            json.writeString(cell.place());
            json.writeString(cell.network());
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
