package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording, see the contract's section 3, gzipped or not. The rule for misdated reports is applied against the
 * line's {@code received}. Not thread-safe.
 */
public final class RecordingReader implements Closeable {

    private static final int GZIP_MAGIC = 0x1F8B;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final String DAMAGED = "damaged or cut gzip file: ";
    private static final String NOT_UTF_8 = "not UTF-8: ";

    private final JsonParser json;
    private final ReportReader reports = new ReportReader();
    /** Line on which the present object began, or 0 before it did: a line that is cut short shows only on the next. */
    private int line;

    /**
     * Reads from {@code in}, which {@link #close()} closes.
     *
     * @throws InvalidInputException if it is no text or a damaged gzip file
     */
    public RecordingReader(InputStream in) throws IOException {
        try {
            json = ReportReader.FACTORY.createParser(plain(in));
        } catch (EOFException | ZipException e) {
            throw new InvalidInputException("line 1", DAMAGED + e.getMessage());
        } catch (CharConversionException e) {
            throw new InvalidInputException("line 1", NOT_UTF_8 + e.getMessage());
        }
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
        line = 0;
        try {
            var token = json.nextToken();
            if (token == null) {
                return Optional.empty();
            }
            line = json.currentTokenLocation().getLineNr();
            if (token != JsonToken.START_OBJECT) {
                throw bad("", "expected an object, was " + token);
            }
            return Optional.of(new Line().read());
        } catch (JsonProcessingException e) {
            throw bad("", "not JSON: " + e.getOriginalMessage());
        } catch (CharConversionException e) {
            throw bad("", NOT_UTF_8 + e.getMessage());
        } catch (EOFException | ZipException e) {
            throw bad("", DAMAGED + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private InvalidInputException bad(String pointer, String detail) {
        var at = line > 0 ? line : json.currentLocation().getLineNr();
        return new InvalidInputException("line " + at + (pointer.isEmpty() ? "" : " " + pointer), detail);
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
                case "collector" -> collector = text(name);
                case "report" -> report = readReport();
                case "thresholds" -> document = new LogEntry.ThresholdsSet(document(name, Documents::thresholds));
                case "rallies" -> document = new LogEntry.RalliesSet(document(name, Documents::rallies));
                case "trust" -> document = document(name, Documents::trust);
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

        private <T> T document(String name, Function<JsonNode, T> reading) throws IOException {
            try {
                return reading.apply(json.readValueAsTree());
            } catch (InvalidInputException e) {
                throw bad("/" + name + e.pointer(), e.detail());
            }
        }

        private String text(String name) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw bad("/" + name, "expected a string, was " + FieldReader.shown(json));
            }
            var text = json.getText();
            if (!FieldReader.wellFormed(text)) {
                throw bad("/" + name, FieldReader.NOT_UNICODE);
            }
            return text;
        }

        private long time(String name) throws IOException {
            return Times.parse(text(name))
                    .orElseThrow(() -> bad("/" + name, "expected a time such as 2021-04-24T07:00:30.000Z"));
        }
    }
}
