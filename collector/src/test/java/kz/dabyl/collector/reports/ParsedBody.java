package kz.dabyl.collector.reports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import kz.dabyl.collector.Reports;
import kz.dabyl.model.JsonEncoding;
import kz.dabyl.model.Report;
import kz.dabyl.model.ReportReader;
import kz.dabyl.runtime.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a body holds by {@link ReportReader} alone, as the contract tells it: the oracle of {@link BatchReader}, whose
 * shorter way must not show.
 *
 * @param whole false where an element is too much for the parser and its end cannot be told by reading JSON: what stands
 *     behind it is left open
 */
record ParsedBody(List<Report> reports, int repeats, List<Problem.Fault> faults, boolean whole) {

    /** Takes elements of any length and depth, so that their ends can be found. */
    private static final JsonFactory PATIENT = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    static ParsedBody of(Batch batch) {
        return new ParsedBody(Reports.of(batch.reports()), batch.repeats(), batch.faults(), true);
    }

    /** Whether {@code other} is the same, as far as this one tells. */
    boolean agreesWith(ParsedBody other) {
        return whole
                ? equals(other)
                : startsWith(other.reports, reports) && startsWith(other.faults, faults) && other.repeats >= repeats;
    }

    private static boolean startsWith(List<?> all, List<?> first) {
        return all.size() >= first.size() && all.subList(0, first.size()).equals(first);
    }

    /** One document: an object, or an array that is read as far as it is JSON. */
    static ParsedBody ofDocument(byte[] body) {
        var reading = new Reading();
        var from = OptionalInt.of(0);
        while (from.isPresent()) {
            from = reading.document(body.clone(), from.getAsInt());
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
        private boolean whole = true;

        /** Of the object that is being read. */
        private @Nullable ReportReader reader;

        private record Name(String probe, long seq) {}

        /**
         * From the beginning, or from the comma behind an element that was too much.
         *
         * @return the comma behind the next such
         */
        OptionalInt document(byte[] body, int from) {
            if (from > 0) {
                body[from] = '[';
            }
            var behind = from;
            reader = null;
            try (var json = parser(body, from, body.length)) {
                var token = json.nextToken();
                if (token == JsonToken.START_ARRAY) {
                    behind = place(json, from);
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        element(json);
                        behind = place(json, from);
                    }
                } else if (token != null) {
                    behind = -1;
                    element(json);
                }
                if (token != null && json.nextToken() != null) {
                    fault("", "expected the end of the document, was " + json.currentToken());
                }
            } catch (StreamConstraintsException e) {
                tooMuch(e);
                return commaBehind(body, behind);
            } catch (IOException e) {
                notJson(e);
            }
            return OptionalInt.empty();
        }

        private static JsonParser parser(byte[] body, int from, int to) throws IOException {
            JsonEncoding.requireUtf8(body, from, to - from);
            return ReportReader.FACTORY.createParser(body, from, to - from);
        }

        private static int place(JsonParser json, int from) {
            var bytes = json.currentLocation().getByteOffset();
            return bytes < 0 ? -1 : from + (int) bytes;
        }

        private void element(JsonParser json) throws IOException {
            json.finishToken();
            take(read(json));
            place++;
        }

        private ReportReader.Parsed read(JsonParser json) throws IOException {
            var its = new ReportReader();
            reader = json.currentToken() == JsonToken.START_OBJECT ? its : null;
            var parsed = its.read(json);
            reader = null;
            return parsed;
        }

        private void tooMuch(StreamConstraintsException e) {
            var known = reader == null ? Optional.<ReportReader.Parsed.Bad>empty() : reader.fault();
            if (known.isPresent()) {
                fault(known.get().pointer(), known.get().detail());
            } else {
                notJson(e);
            }
            place++;
        }

        /** Behind the element that begins at {@code at} or, if there stands a comma, behind that. */
        private OptionalInt commaBehind(byte[] body, int at) {
            if (at < 0) {
                whole = false;
                return OptionalInt.empty();
            }
            var array = new String(body, at, body.length - at, ISO_8859_1).replaceFirst("^[ \\t\\r\\n]*,?", "[");
            var dropped = body.length - at - array.length();
            try (var json = PATIENT.createParser(array.getBytes(ISO_8859_1))) {
                json.nextToken();
                json.nextToken();
                json.skipChildren();
                json.finishToken();
                var end = (int) json.currentLocation().getByteOffset();
                var comma = end;
                while (comma < array.length() && " \t\r\n".indexOf(array.charAt(comma)) >= 0) {
                    comma++;
                }
                var next = comma < array.length() ? array.charAt(comma) : ']';
                whole = next == ',' || next == ']';
                return next == ',' ? OptionalInt.of(at + dropped + comma) : OptionalInt.empty();
            } catch (IOException e) {
                whole = false;
                return OptionalInt.empty();
            }
        }

        void line(byte[] body, int from, int to) {
            if (new String(body, from, to - from, ISO_8859_1).matches("[ \\t\\r]*[!-z|}~](?s:.*)")) {
                fault("", "expected an object, the line begins otherwise");
                return;
            }
            reader = null;
            try (var json = parser(body, from, to)) {
                json.nextToken();
                var parsed = read(json);
                if (json.nextToken() == null) {
                    take(parsed);
                } else {
                    fault("", "expected one object a line, was more");
                }
            } catch (StreamConstraintsException e) {
                tooMuch(e);
                place--;
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
            return new ParsedBody(reports, repeats, faults, whole);
        }
    }
}
