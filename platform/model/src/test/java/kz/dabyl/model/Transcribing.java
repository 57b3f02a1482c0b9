package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
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

    /** A report that a transcriber may have read before. */
    static final String USUAL = """
            {"probe":"p-5f0c7e21","seq":1042,"at":"2021-04-24T07:00:30.000Z","interval_s":30,
             "place":"8820e60003fffff","network":"401-01","access":"mobile","boot":"b-91","software":"dabyl-probe/0.1.0","power":"battery",
             "pings":[{"target":"international/1.1.1.1","ok":true,"rtt_ms":84.2},
                      {"target":"site/vlast.kz","ok":true,"rtt_ms":48.0,"kbps":812,
                       "tls":{"issuer":"CN=R11,O=Let's Encrypt,C=US","spki_sha256":"abc="}},
                      {"target":"platform/telegram.org","ok":false,"error":"timeout"}]}""";

    /**
     * What the transcriber makes of a document, empty if it leaves it to parsing: the same whatever it has read before,
     * {@link #USUAL}, the document itself, or nothing.
     */
    static Optional<Report> transcribed(byte[] json) {
        var transcriber = new ReportTranscriber();
        var first = transcribed(transcriber, json);
        assertThat(transcribed(transcriber, json)).isEqualTo(first);
        assertThat(transcribed(transcriber, USUAL.getBytes(UTF_8))).isPresent();
        assertThat(transcribed(transcriber, json)).isEqualTo(first);
        assertThat(transcribed(transcriber, USUAL.getBytes(UTF_8))).isPresent();
        return first;
    }

    private static Optional<Report> transcribed(ReportTranscriber transcriber, byte[] json) {
        var reports = WireReports.ofOne();
        var input = Arrays.copyOf(json, json.length + ReportTranscriber.SLACK);
        var end = transcriber.transcribe(input, 0, true, reports);
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
