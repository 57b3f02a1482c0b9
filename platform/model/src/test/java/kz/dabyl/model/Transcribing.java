package kz.dabyl.model;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One report in JSON, by either way. */
final class Transcribing {

    private Transcribing() {}

    /** What the transcriber makes of a document, empty if it leaves it to parsing. */
    static Optional<Report> transcribed(byte[] json) {
        var reports = new WireReports(1);
        var input = Arrays.copyOf(json, json.length + ReportTranscriber.SLACK);
        var end = new ReportTranscriber().transcribe(input, 0, true, reports);
        return end == json.length ? Optional.of(only(reports)) : Optional.empty();
    }

    /** What parsing makes of it, empty if it is no report. */
    static Optional<Report> parsed(byte[] json) {
        try (var parser = ReportReader.FACTORY.createParser(json)) {
            parser.nextToken();
            var parsed = new ReportReader().read(parser);
            return parsed instanceof ReportReader.Parsed.Ok ok && parser.nextToken() == null
                    ? Optional.of(ok.report())
                    : Optional.empty();
        } catch (JsonProcessingException | CharConversionException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Report only(WireReports reports) {
        var out = new WireOutput();
        reports.write(0, reports.at(0), out);
        var decoded = LogCodec.decode(LogCodec.encode("c", reports.at(0), 1, out));
        return decoded instanceof Decoded.Ok<List<LogEntry>> ok && ok.value().get(0) instanceof LogEntry.Received entry
                ? entry.report()
                : fail("was " + decoded);
    }
}
