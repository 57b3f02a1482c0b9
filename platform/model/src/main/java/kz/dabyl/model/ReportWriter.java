package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes a report as the contract's JSON, absent fields left out. */
public final class ReportWriter {

    private ReportWriter() {}

    public static void write(JsonGenerator json, Report report) throws IOException {
        json.writeStartObject();
        json.writeStringField("probe", report.probe());
        json.writeNumberField("seq", report.seq());
        json.writeStringField("at", Times.format(report.at()));
        if (report.intervalSeconds() != Report.NO_PROMISE) {
            json.writeNumberField("interval_s", report.intervalSeconds());
        }
        json.writeStringField("place", report.place());
        json.writeStringField("network", report.network());
        json.writeStringField("access", report.access().word());
        if (report.boot() != null) {
            json.writeStringField("boot", report.boot());
        }
        if (report.software() != null) {
            json.writeStringField("software", report.software());
        }
        var power = report.power();
        if (power != null) {
            json.writeStringField("power", power.word());
        }
        json.writeArrayFieldStart("pings");
        for (var ping : report.pings()) {
            write(json, ping);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Ping ping) throws IOException {
        json.writeStartObject();
        json.writeStringField("target", ping.target());
        json.writeBooleanField("ok", ping.ok());
        if (!Double.isNaN(ping.rttMillis())) {
            json.writeNumberField("rtt_ms", ping.rttMillis());
        }
        var error = ping.error();
        if (error != null) {
            json.writeStringField("error", error.word());
        }
        if (!Double.isNaN(ping.kbps())) {
            writeKbps(json, ping.kbps());
        }
        var tls = ping.tls();
        if (tls != null) {
            json.writeObjectFieldStart("tls");
            if (!tls.issuer().isEmpty()) {
                json.writeStringField("issuer", tls.issuer());
            }
            if (!tls.spkiSha256().isEmpty()) {
                json.writeStringField("spki_sha256", tls.spkiSha256());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** Throughput is mostly whole: 812 comes back as 812, not as 812.0. */
    private static void writeKbps(JsonGenerator json, double kbps) throws IOException {
        if (kbps == Math.rint(kbps)) {
            json.writeNumberField("kbps", (long) kbps);
        } else {
            json.writeNumberField("kbps", kbps);
        }
    }
}
