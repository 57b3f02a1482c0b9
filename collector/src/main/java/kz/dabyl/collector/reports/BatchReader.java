package kz.dabyl.collector.reports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import kz.dabyl.collector.gateway.Faults;
import kz.dabyl.model.JsonEncoding;
import kz.dabyl.model.ReportReader;
import kz.dabyl.model.ReportTranscriber;
import kz.dabyl.model.WireReports;

/**
 * Reads the reports of one body after the other. Whatever is wrong with one report leaves the others untouched, as far as
 * they can be told apart: lines always, elements of an array up to the first that is no JSON. An element that is too long or
 * nested too deeply to be read ends where its brackets say.
 *
 * <p>What is spelt as most do is transcribed; a line that is not goes through {@link ReportReader}, and so does a whole
 * document from its beginning: what is taken and what is said of the rest is always its word. Not thread-safe.
 */
final class BatchReader {

    /** Zero bytes that must stand behind a body. */
    static final int SLACK = ReportTranscriber.SLACK;

    /** Larger bodies get an array of their own. */
    private static final int KEPT_BYTES = 512 * 1024;

    /** A parser's word on what is no JSON costs a hundred times what a good report does: so many are had at once. */
    private static final int FAULTS_AT_ONCE = 100;

    /**
     * Of lines, after so many only what can be transcribed is still taken: eight megabytes of them, eight kilobytes in gzip, would
     * take a core for minutes.
     */
    static final int MOST_BROKEN = 10_000;

    /** About what the shortest report takes in JSON. */
    private static final int FEWEST_BYTES = 64;

    private final ReportTranscriber transcriber = new ReportTranscriber();
    private final ReportReader reader = new ReportReader();
    private final Repeats known = new Repeats();

    private byte[] room = {};
    private WireReports reports = WireReports.ofOne();
    private Faults faults = new Faults();
    /** About what a report takes in JSON. */
    private int jsonBytes = 400;

    /** About what it takes on the wire. */
    private int wireBytes = WireReports.USUAL_BYTES;

    /** Of the array that is being read, from 1. */
    private int element;

    private int repeats;
    private int patience;

    /** Faults of this body that are no JSON. */
    private int broken;

    /** Whether what is read is an object, of which the reader may know what is wrong with it; of no other must it tell. */
    private boolean within;

    /** An array with room for a body of that length, zero behind it; until the next call. */
    byte[] room(int length) {
        if (length + SLACK > KEPT_BYTES) {
            return new byte[length + SLACK];
        }
        if (room.length < length + SLACK) {
            room = new byte[Math.min(KEPT_BYTES, 2 * (length + SLACK))];
        }
        Arrays.fill(room, length, length + SLACK, (byte) 0);
        return room;
    }

    /** Reads one object or an array: the first {@code length} bytes of {@code body}. */
    Batch document(byte[] body, int length) {
        return read(false, body, length, Integer.MAX_VALUE);
    }

    /** Reads a report a line. */
    Batch lines(byte[] body, int length) {
        return read(true, body, length, Integer.MAX_VALUE);
    }

    /** Reads either, unless so much is wrong with it that it would take long; then it is to be read aside. */
    Optional<Batch> atOnce(boolean lines, byte[] body, int length) {
        var batch = read(lines, body, length, FAULTS_AT_ONCE);
        return batch.rejected() > FAULTS_AT_ONCE ? Optional.empty() : Optional.of(batch);
    }

    /** @param patience after so many faults and one more the rest is not read */
    private Batch read(boolean lines, byte[] body, int length, int patience) {
        this.patience = patience;
        begin(length);
        if (lines) {
            readLines(body, length);
        } else if (!transcribeDocument(body, length)) {
            begin(length);
            readDocument(body, length);
        }
        learn(length);
        return result();
    }

    private void learn(int length) {
        var count = reports.size();
        if (count > 0) {
            jsonBytes = Math.max(FEWEST_BYTES, length / count);
            wireBytes = Math.min(WireReports.USUAL_BYTES, reports.bytes() / count + 1);
        }
    }

    private void begin(int length) {
        // Senders are much alike, and so are their reports.
        reports = new WireReports(length / jsonBytes + 1, wireBytes);
        if (faults.rejected() > 0) {
            faults = new Faults();
        }
        known.begin();
        repeats = 0;
        broken = 0;
    }

    private Batch result() {
        var batch = new Batch(reports, repeats, faults.listed(), faults.rejected());
        // A reader that is kept for later must not keep what it has handed over.
        reports = WireReports.ofOne();
        if (batch.rejected() > 0) {
            faults = new Faults();
        }
        return batch;
    }

    /** False if the document is spelt unusually, or is wrong. */
    private boolean transcribeDocument(byte[] body, int length) {
        var at = BodyText.skipSpace(body, 0);
        var array = body[at] == '[';
        var go = true;
        while (go) {
            at = transcriber.transcribe(body, array ? BodyText.skipSpace(body, at + 1) : at, true, reports);
            if (at == ReportTranscriber.UNUSUAL) {
                return false;
            }
            added();
            at = BodyText.skipSpace(body, at);
            go = array && body[at] == ',';
        }
        if (array && body[at] == ']') {
            return BodyText.skipSpace(body, at + 1) == length;
        }
        return !array && at == length;
    }

    private void readDocument(byte[] body, int length) {
        element = 1;
        var from = 0;
        while (from < length && faults.rejected() <= patience) {
            from = readDocument(body, from, length);
        }
    }

    /** Reads from the beginning, or the comma behind an element; where an element that is too much for the parser ends. */
    private int readDocument(byte[] body, int from, int length) {
        var first = body[from];
        if (from > 0) {
            body[from] = '[';
        }
        var next = length;
        within = false;
        try (var json = parser(body, from, length)) {
            var token = json.nextToken();
            body[from] = first;
            if (token == null) {
                return length;
            }
            if (token == JsonToken.START_ARRAY) {
                next = behind(json, from, length);
                while (faults.rejected() <= patience && nextElement(json)) {
                    // A text that never ends is this element's fault, though it would only show at the next.
                    json.finishToken();
                    take(element, parse(json));
                    element++;
                    next = behind(json, from, length);
                }
            } else {
                take(element, parse(json));
                element++;
            }
            if (faults.rejected() <= patience && json.nextToken() != null) {
                reject(element, "", "expected the end of the document, was " + json.currentToken());
            }
        } catch (StreamConstraintsException e) {
            rejectTooMuch(element, e);
            element++;
            var end = endOfElement(body, next, length);
            return end < length && body[end] == ',' ? end : length;
        } catch (IOException e) {
            rejectBroken(element, e);
        }
        return length;
    }

    private static JsonParser parser(byte[] body, int from, int to) throws IOException {
        JsonEncoding.requireUtf8(body, from, to - from);
        return ReportReader.FACTORY.createParser(body, from, to - from);
    }

    private boolean nextElement(JsonParser json) throws IOException {
        within = false;
        return json.nextToken() != JsonToken.END_ARRAY;
    }

    private ReportReader.Parsed parse(JsonParser json) throws IOException {
        within = json.currentToken() == JsonToken.START_OBJECT;
        return reader.read(json);
    }

    /** Where the text behind what was read last begins; {@code length} if the parser does not count bytes. */
    private static int behind(JsonParser json, int from, int length) {
        var bytes = json.currentLocation().getByteOffset();
        return bytes < 0 ? length : from + (int) bytes;
    }

    /** Of the element that follows in the array, or is its first. The parser may not have come to where it begins. */
    private static int endOfElement(byte[] body, int next, int length) {
        var at = BodyText.skipSpace(body, next);
        return Skipped.value(body, at < length && body[at] == ',' ? at + 1 : at, length);
    }

    private void readLines(byte[] body, int length) {
        var line = 1;
        var from = 0;
        while (from < length && faults.rejected() <= patience) {
            var end = transcriber.transcribe(body, from, false, reports);
            var to = BodyText.lineEnd(body, Math.max(from, end), length);
            if (end != ReportTranscriber.UNUSUAL && BodyText.blank(body, end, to)) {
                added();
            } else {
                if (end != ReportTranscriber.UNUSUAL) {
                    reports.removeLast();
                }
                if (!BodyText.blank(body, from, to)) {
                    readLine(line, body, from, to);
                }
            }
            from = to + 1;
            line++;
        }
    }

    private void readLine(int line, byte[] body, int from, int to) {
        if (broken >= MOST_BROKEN) {
            reject(line, "", "not read, since it is spelt unusually and too much before it is not JSON");
            return;
        }
        if (BodyText.noObject(body[BodyText.skipSpace(body, from)])) {
            reject(line, "", "expected an object, the line begins otherwise");
            return;
        }
        try (var json = parser(body, from, to)) {
            within = false;
            json.nextToken();
            var parsed = parse(json);
            if (json.nextToken() == null) {
                take(line, parsed);
            } else {
                reject(line, "", "expected one object a line, was more");
            }
        } catch (StreamConstraintsException e) {
            rejectTooMuch(line, e);
        } catch (IOException e) {
            rejectBroken(line, e);
        }
    }

    private void take(int line, ReportReader.Parsed parsed) {
        within = false;
        if (parsed instanceof ReportReader.Parsed.Bad bad) {
            reject(line, bad.pointer(), bad.detail());
        } else if (parsed instanceof ReportReader.Parsed.Ok ok) {
            reports.add(ok.report());
            added();
        }
    }

    /** Takes the last report away again if it stood there before. */
    private void added() {
        if (known.last(reports)) {
            reports.removeLast();
            repeats++;
        }
    }

    private void reject(int line, String pointer, String detail) {
        faults.add(line, pointer, detail);
    }

    private void rejectBroken(int line, IOException e) {
        broken++;
        reject(line, "", notJson(e));
    }

    private void rejectTooMuch(int line, StreamConstraintsException e) {
        broken++;
        var fault = within ? reader.fault() : Optional.<ReportReader.Parsed.Bad>empty();
        reject(
                line,
                fault.map(ReportReader.Parsed.Bad::pointer).orElse(""),
                fault.map(ReportReader.Parsed.Bad::detail).orElseGet(() -> notJson(e)));
    }

    private static String notJson(IOException e) {
        return e instanceof JsonProcessingException json
                ? "not JSON: " + json.getOriginalMessage()
                : "not JSON in UTF-8";
    }
}
