package kz.dabyl.collector;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kz.dabyl.model.Report;
import kz.dabyl.model.ReportReader;
import kz.dabyl.runtime.Problem;

/**
 * Reads the reports of one body. Whatever is wrong with one of them leaves the others untouched, as far as they can be
 * told apart: lines always, elements of an array up to the first that is no JSON. One instance reads one body.
 */
final class BatchReader {

    /** A body of garbage must not become an answer many times its size. */
    static final int MAX_FAULTS_LISTED = 10_000;

    private final ReportReader reader = new ReportReader();
    private final List<Report> reports = new ArrayList<>();
    private final List<Problem.Fault> faults = new ArrayList<>();
    private final Set<Name> names = new HashSet<>();
    private int repeats;
    private int rejected;

    /** What names a report. */
    private record Name(String probe, long seq) {}

    private BatchReader() {}

    /** Reads one object or an array. */
    static Batch document(byte[] body) {
        var batch = new BatchReader();
        batch.readDocument(body);
        return batch.result();
    }

    /** Reads a report a line. */
    static Batch lines(byte[] body) {
        var batch = new BatchReader();
        batch.readLines(body);
        return batch.result();
    }

    private Batch result() {
        return new Batch(reports, repeats, faults, rejected);
    }

    private void readDocument(byte[] body) {
        var element = 1;
        try (var json = ReportReader.FACTORY.createParser(body)) {
            var token = json.nextToken();
            if (token == null) {
                return;
            }
            if (token == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    // A text that never ends is this element's fault, though it would only show at the next.
                    json.finishToken();
                    take(element, reader.read(json));
                    element++;
                }
            } else {
                take(element, reader.read(json));
                element++;
            }
            if (json.nextToken() != null) {
                reject(element, "", "expected the end of the document, was " + json.currentToken());
            }
        } catch (IOException e) {
            reject(element, "", notJson(e));
        }
    }

    private void readLines(byte[] body) {
        var line = 1;
        var from = 0;
        while (from < body.length) {
            var to = from;
            while (to < body.length && body[to] != '\n') {
                to++;
            }
            if (!blank(body, from, to)) {
                readLine(line, body, from, to);
            }
            line++;
            from = to + 1;
        }
    }

    private void readLine(int line, byte[] body, int from, int to) {
        try (var json = ReportReader.FACTORY.createParser(body, from, to - from)) {
            json.nextToken();
            var parsed = reader.read(json);
            if (atEnd(json)) {
                take(line, parsed);
            } else {
                reject(line, "", "expected one object a line, was more");
            }
        } catch (IOException e) {
            reject(line, "", notJson(e));
        }
    }

    private static boolean atEnd(JsonParser json) throws IOException {
        return json.nextToken() == null;
    }

    private static boolean blank(byte[] body, int from, int to) {
        for (var i = from; i < to; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private void take(int line, ReportReader.Parsed parsed) {
        if (parsed instanceof ReportReader.Parsed.Bad bad) {
            reject(line, bad.pointer(), bad.detail());
        } else if (parsed instanceof ReportReader.Parsed.Ok ok) {
            var report = ok.report();
            if (names.add(new Name(report.probe(), report.seq()))) {
                reports.add(report);
            } else {
                repeats++;
            }
        }
    }

    private void reject(int line, String pointer, String detail) {
        rejected++;
        if (faults.size() < MAX_FAULTS_LISTED) {
            faults.add(new Problem.Fault(line, pointer, detail));
        }
    }

    private static String notJson(IOException e) {
        return e instanceof JsonProcessingException json
                ? "not JSON: " + json.getOriginalMessage()
                : "not JSON in UTF-8";
    }
}
