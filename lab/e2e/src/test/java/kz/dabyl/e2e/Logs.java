package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingWriter;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;

/** Logs to feed and to read. */
public final class Logs {

    public static final ObjectMapper JSON = new ObjectMapper();

    private Logs() {}

    /** The shipped demonstration: some half an hour in Almaty with a shutdown of six minutes. */
    public static List<LogEntry> demo(long seed) {
        var log = new ArrayList<LogEntry>();
        Simulation.run(Scenarios.named("demo"), seed, log::add);
        return log;
    }

    public static byte[] recording(List<LogEntry> log) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var writer = new RecordingWriter(bytes)) {
            for (var entry : log) {
                writer.write(entry);
            }
        }
        return bytes.toByteArray();
    }

    /** What the detector publishes over {@code log} when nothing lies between them. */
    public static List<Incident> detected(List<LogEntry> log) {
        var revisions = new ArrayList<Incident>();
        var detection = new Detection(Thresholds.DEFAULT, List.of(), revisions::add);
        log.forEach(detection::accept);
        return revisions;
    }

    public static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    public static List<JsonNode> items(String list) throws IOException {
        var items = new ArrayList<JsonNode>();
        JSON.readTree(list).path("items").forEach(items::add);
        return items;
    }

    public static String report(String probe, long seq, String at) {
        return """
                {"probe":"%s","seq":%d,"at":"%s","interval_s":30,"place":"8820e60003fffff","network":"401-01",\
                "access":"mobile","pings":[{"target":"international/1.1.1.1","ok":true,"rtt_ms":84.2},\
                {"target":"platform/telegram.org","ok":false,"error":"timeout"},\
                {"target":"site/vlast.kz","ok":true,"rtt_ms":48.0,"kbps":812,\
                "tls":{"issuer":"CN=R11,O=Let's Encrypt,C=US","spki_sha256":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}}]}
                """.formatted(probe, seq, at).strip();
    }

    public static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
