package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a recording from JSON of any spelling, token by token; says what is wrong with a bad one. Not
 * thread-safe.
 */
final class EntryReader {

    private static final ObjectMapper TREES = new ObjectMapper();

    private final JsonParser json;
    private final ReportReader reports;
    /** Line on which the present object began, or 0 before it did: a line that is cut short shows only on the next. */
    private int line;

    /** @param reports reads what {@code json} holds of reports */
    EntryReader(JsonParser json, ReportReader reports) {
        this.json = json;
        this.reports = reports;
        json.setCodec(TREES);
    }

    /**
     * The next entry, or empty at the end.
     *
     * @throws InvalidInputException if the line is none; the message names it
     * @throws IOException if the file cannot be read
     */
    Optional<LogEntry> next() throws IOException {
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
        } catch (JsonEOFException e) {
            // What Jackson says names the token before, and that depends on how the file came.
            throw bad("", "not JSON: the recording ends within a line");
        } catch (JsonProcessingException e) {
            throw bad("", "not JSON: " + e.getOriginalMessage());
        } catch (CharConversionException e) {
            throw bad("", RecordingReader.NOT_UTF_8 + e.getMessage());
        } catch (EOFException | ZipException e) {
            throw bad("", RecordingReader.DAMAGED + e.getMessage());
        }
    }

    private static String incident(JsonNode evidence) {
        var incident = evidence.path("incident");
        if (!incident.isTextual() || !FieldReader.wellFormed(incident.asText())) {
            throw new InvalidInputException("/incident", "expected a string, was " + incident);
        }
        return incident.asText();
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
        private LogEntry.@Nullable Notice notice;
        private String series = "";
        private int version;
        /** The first field that names a kind of line which we do not know. */
        private String kind = "";

        /** What is wrong with the stamp, if it counts. */
        private @Nullable InvalidInputException fault;
        /** What is wrong with a field of the first fold behind a kind that we do not know, and which field that is. */
        private @Nullable InvalidInputException doubt;

        private String doubtful = "";

        private @Nullable LogEntry second;

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
                case "received", "collector" -> stamp(name);
                case "tick", "report", "thresholds", "rallies", "trust" -> first(name);
                case "summary", "state", "evidence" -> second(name);
                case "series" -> series = series();
                case "version" -> version = version();
                default -> {
                    kind = kind.isEmpty() ? name : kind;
                    json.skipChildren();
                }
            }
        }

        /** Lines of other kinds may say something else by these names, which may show only later. */
        private void stamp(String name) throws IOException {
            try {
                if (name.equals("received")) {
                    received = time(name);
                } else {
                    collector = text(name);
                }
            } catch (InvalidInputException e) {
                fault = fault == null ? e : fault;
            }
        }

        /** What the first fold reads. What makes no sense behind a kind that we do not know may belong to that. */
        private void first(String name) throws IOException {
            try {
                switch (name) {
                    case "tick" -> tick = time(name);
                    case "report" -> report = readReport();
                    case "thresholds" -> notice = new LogEntry.ThresholdsSet(document(name, Documents::thresholds));
                    case "rallies" -> notice = new LogEntry.RalliesSet(document(name, Documents::rallies));
                    default -> notice = document(name, Documents::trust);
                }
            } catch (InvalidInputException e) {
                if (kind.isEmpty()) {
                    throw e;
                }
                if (doubt == null) {
                    doubt = e;
                    doubtful = name;
                }
            }
        }

        /** What the second fold alone reads. Other kinds of lines, incidents for one, have such fields too. */
        private void second(String name) throws IOException {
            var first = kind.isEmpty() && json.currentToken() == JsonToken.START_OBJECT;
            if (!first) {
                kind = kind.isEmpty() ? name : kind;
                json.skipChildren();
                return;
            }
            kind = name;
            second = switch (name) {
                case "summary" -> new LogEntry.Summary(document(name, SummaryReader::read));
                case "state" -> new LogEntry.Start(document(name, StartState::read));
                default -> new LogEntry.Evidence(document(name, EntryReader::incident));
            };
        }

        private LogEntry entry() {
            if (doubt != null && stamped()) {
                throw doubt;
            }
            var known = second != null || notice != null || tick != Long.MIN_VALUE || report != null;
            if (fault != null && (known || kind.isEmpty())) {
                throw fault;
            }
            if (second != null) {
                return second;
            }
            if (notice != null) {
                return notice(notice);
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

        /** Whether what is doubtful bears what its kind of line has: then it is that, with some fields that we do not know. */
        private boolean stamped() {
            return collector != null && (received != Long.MIN_VALUE || doubtful.equals("tick"));
        }

        private LogEntry notice(LogEntry.Notice bare) {
            var stamp = received == Long.MIN_VALUE
                    ? LogEntry.Stamp.NONE
                    : new LogEntry.Stamp(received, collector == null ? "" : collector);
            if (bare instanceof LogEntry.ThresholdsSet set) {
                return new LogEntry.ThresholdsSet(set.thresholds(), series, stamp);
            }
            if (bare instanceof LogEntry.RalliesSet set) {
                return new LogEntry.RalliesSet(set.rallies(), version, series, stamp);
            }
            return bare.stamped(stamp);
        }

        /** The deployment that counts; anything else by this name belongs to a kind of line that we do not know. */
        private String series() throws IOException {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                return text("series");
            }
            json.skipChildren();
            return "";
        }

        private int version() throws IOException {
            if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                return Math.max(0, json.getValueAsInt());
            }
            json.skipChildren();
            return 0;
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
                var shown = FieldReader.shown(json);
                json.skipChildren();
                throw bad("/" + name, "expected a string, was " + shown);
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
