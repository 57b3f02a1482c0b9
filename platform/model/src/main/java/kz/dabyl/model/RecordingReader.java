package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording, see the contract's section 3, gzipped or not. The rule for misdated reports is applied against the
 * line's {@code received}. Not thread-safe.
 */
public final class RecordingReader implements Closeable {

    private static final int GZIP_MAGIC = 0x1F8B;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final JsonParser json;
    private final ReportReader reports = new ReportReader();

    /** Reads from {@code in}, which {@link #close()} closes. */
    public RecordingReader(InputStream in) throws IOException {
        json = ReportReader.FACTORY.createParser(plain(in));
        json.setCodec(new ObjectMapper());
    }

    private static InputStream plain(InputStream in) throws IOException {
        var buffered = new BufferedInputStream(in, BUFFER_BYTES);
        buffered.mark(2);
        var magic = buffered.read() << 8 | buffered.read();
        buffered.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
    }

    /**
     * The next entry, or empty at the end.
     *
     * @throws InvalidInputException if the line is none; the message names it
     * @throws IOException if the file cannot be read
     */
    public Optional<LogEntry> next() throws IOException {
        try {
            var token = json.nextToken();
            if (token == null) {
                return Optional.empty();
            }
            if (token != JsonToken.START_OBJECT) {
                throw bad("", "expected an object, was " + token);
            }
            return Optional.of(new Line().read());
        } catch (JsonProcessingException e) {
            throw bad("", "not JSON: " + e.getOriginalMessage());
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private InvalidInputException bad(String pointer, String detail) {
        return new InvalidInputException(
                "line " + json.currentLocation().getLineNr() + (pointer.isEmpty() ? "" : " " + pointer), detail);
    }

    /** The fields of one line while it is read, in whatever order they come. */
    private final class Line {

        private long received = Long.MIN_VALUE;
        private long tick = Long.MIN_VALUE;
        private @Nullable String collector;
        private @Nullable Report report;
        private @Nullable LogEntry document;
        private String kind = "";

        LogEntry read() throws IOException {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var name = json.currentName();
                json.nextToken();
                readField(name);
            }
            return entry();
        }

        private void readField(String name) throws IOException {
            switch (name) {
                case "received" -> received = time(name);
                case "tick" -> tick = time(name);
                case "collector" -> collector = json.getText();
                case "report" -> report = readReport();
                case "thresholds" ->
                    document = new LogEntry.ThresholdsSet(
                            Documents.thresholds(json.<com.fasterxml.jackson.databind.JsonNode>readValueAsTree()));
                case "rallies" ->
                    document = new LogEntry.RalliesSet(
                            Documents.rallies(json.<com.fasterxml.jackson.databind.JsonNode>readValueAsTree()));
                default -> {
                    kind = name;
                    json.skipChildren();
                }
            }
        }

        private LogEntry entry() {
            if (document != null) {
                return document;
            }
            if (tick != Long.MIN_VALUE) {
                return new LogEntry.Tick(tick, collector());
            }
            if (report != null) {
                if (received == Long.MIN_VALUE) {
                    throw bad("/received", "is required");
                }
                return new LogEntry.Received(received, collector(), report.datedFor(received));
            }
            return new LogEntry.Other(kind);
        }

        private String collector() {
            if (collector == null || collector.isEmpty()) {
                throw bad("/collector", "is required");
            }
            return collector;
        }

        private Report readReport() throws IOException {
            var parsed = reports.read(json);
            if (parsed instanceof ReportReader.Parsed.Bad problem) {
                throw bad("/report" + problem.pointer(), problem.detail());
            }
            return ((ReportReader.Parsed.Ok) parsed).report();
        }

        private long time(String name) throws IOException {
            return Times.parse(json.getText())
                    .orElseThrow(() -> bad("/" + name, "expected a time such as 2021-04-24T07:00:30.000Z"));
        }
    }
}
