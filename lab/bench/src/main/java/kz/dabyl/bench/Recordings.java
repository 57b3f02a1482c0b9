package kz.dabyl.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingReader;
import kz.dabyl.model.RecordingWriter;
import kz.dabyl.model.Resources;
import kz.dabyl.simulator.Scenario;
import kz.dabyl.simulator.ScenarioReader;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;

/** The recordings that the benches share. */
final class Recordings {

    /** A thousand cells of ten probes that report each half minute, five pings a report: some 1,670 reports a hop. */
    static final String NATIONAL = "national";

    /** A quarter of it, for longer: from three quarters of an hour on probes are there that nobody knew before, as anywhere live. */
    static final String NEWCOMERS = "newcomers";

    private Recordings() {}

    /**
     * One that ships, or {@link #NATIONAL} or {@link #NEWCOMERS}.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    static Scenario scenario(String name) {
        return name.equals(NATIONAL) || name.equals(NEWCOMERS)
                ? ScenarioReader.read(text(name + ".json"))
                : Scenarios.named(name);
    }

    private static String text(String resource) {
        return Resources.text(Recordings.class, resource);
    }

    /** The log of a scenario with seed 1 up to its {@code most}th report. */
    static List<LogEntry> entries(String scenario, int most) {
        var entries = new ArrayList<LogEntry>();
        var reports = new int[1];
        Simulation.run(scenario(scenario), 1, entry -> {
            if (reports[0] < most) {
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

    /** Hands on the entries of a recording. */
    static void read(byte[] recording, Consumer<LogEntry> each) throws IOException {
        try (var reader = new RecordingReader(new ByteArrayInputStream(recording))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                each.accept(entry.get());
            }
        }
    }
}
