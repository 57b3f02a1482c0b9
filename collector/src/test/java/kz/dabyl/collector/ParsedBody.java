package kz.dabyl.collector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
 * What a body holds by {@link ReportReader} alone, as the contract tells it: the oracle of {@link BatchReader}, whose
 * shorter way must not show.
 */
record ParsedBody(List<Report> reports, int repeats, List<Problem.Fault> faults) {

    static ParsedBody of(Batch batch) {
        return new ParsedBody(Reports.of(batch.reports()), batch.repeats(), batch.faults());
    }

    /** One document: an object, or an array that is read as far as it is JSON. */
    static ParsedBody ofDocument(byte[] body) {
        var reading = new Reading();
        try (var json = ReportReader.FACTORY.createParser(body)) {
            var token = json.nextToken();
            if (token == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    reading.element(json);
                }
            } else if (token != null) {
                reading.element(json);
            }
            if (token != null && json.nextToken() != null) {
                reading.fault("", "expected the end of the document, was " + json.currentToken());
            }
        } catch (IOException e) {
            reading.notJson(e);
        }
        return reading.result();
    }

    /** A document a line. */
    static ParsedBody ofLines(byte[] body) {
        var reading = new Reading();
        var from = 0;
        for (var to = 0; to <= body.length; to++) {
            if (to == body.length || body[to] == '\n') {
                if (!new String(body, from, to - from, ISO_8859_1).matches("[ \\t\\r]*")) {
                    reading.line(body, from, to);
                }
                reading.place++;
                from = to + 1;
            }
        }
        return reading.result();
    }

    /** One body. */
    private static final class Reading {

        private final List<Report> reports = new ArrayList<>();
        private final List<Problem.Fault> faults = new ArrayList<>();
        private final Set<Name> names = new HashSet<>();
        private int repeats;
        private int place = 1;

        private record Name(String probe, long seq) {}

        void element(JsonParser json) throws IOException {
            json.finishToken();
            take(new ReportReader().read(json));
            place++;
        }

        void line(byte[] body, int from, int to) {
            if (new String(body, from, to - from, ISO_8859_1).matches("[ \\t\\r]*[!-z|}~](?s:.*)")) {
                fault("", "expected an object, the line begins otherwise");
                return;
            }
            try (var json = ReportReader.FACTORY.createParser(body, from, to - from)) {
                json.nextToken();
                var parsed = new ReportReader().read(json);
                if (json.nextToken() == null) {
                    take(parsed);
                } else {
                    fault("", "expected one object a line, was more");
                }
            } catch (IOException e) {
                notJson(e);
            }
        }

        private void take(ReportReader.Parsed parsed) {
            if (parsed instanceof ReportReader.Parsed.Ok ok) {
                if (names.add(new Name(ok.report().probe(), ok.report().seq()))) {
                    reports.add(ok.report());
                } else {
                    repeats++;
                }
            } else if (parsed instanceof ReportReader.Parsed.Bad bad) {
                fault(bad.pointer(), bad.detail());
            }
        }

        void fault(String pointer, String detail) {
            faults.add(new Problem.Fault(place, pointer, detail));
        }

        void notJson(IOException e) {
            fault(
                    "",
                    e instanceof JsonProcessingException json
                            ? "not JSON: " + json.getOriginalMessage()
                            : "not JSON in UTF-8");
        }

        ParsedBody result() {
            return new ParsedBody(reports, repeats, faults);
        }
    }
}
