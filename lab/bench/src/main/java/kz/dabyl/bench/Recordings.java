package kz.dabyl.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingWriter;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;

/** The recording that the benches share: an afternoon in Almaty up to its 100,000th report, five pings each. */
final class Recordings {

    static final int REPORTS = 100_000;

    private Recordings() {}

    static List<LogEntry> entries() {
        var entries = new ArrayList<LogEntry>();
        var reports = new int[1];
        Simulation.run(Scenarios.named("almaty-afternoon"), 1, entry -> {
            if (reports[0] < REPORTS) {
                entries.add(entry);
                reports[0] += entry instanceof LogEntry.Received ? 1 : 0;
            }
        });
        return entries;
    }

    /** @param before text in front of the first line */
    static byte[] gzipped(List<LogEntry> entries, String before) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes);
                var writer = new RecordingWriter(out)) {
            out.write(before.getBytes(UTF_8));
            for (var entry : entries) {
                writer.write(entry);
            }
        }
        return bytes.toByteArray();
    }
}
