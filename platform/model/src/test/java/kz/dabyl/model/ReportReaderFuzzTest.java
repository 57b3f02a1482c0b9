package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=ReportReaderFuzzTest} explores; otherwise the saved inputs run. */
class ReportReaderFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreAReportThatCanBeKeptOrAreRefused(byte[] bytes) throws IOException {
        try (var json = ReportReader.FACTORY.createParser(bytes)) {
            json.nextToken();
            var parsed = new ReportReader().read(json);
            if (parsed instanceof ReportReader.Parsed.Ok ok) {
                assertThat(throughJson(ok.report())).isEqualTo(ok);
                assertThat(throughTheLog(ok.report())).isEqualTo(ok.report());
            } else if (parsed instanceof ReportReader.Parsed.Bad bad) {
                saysWhere(bad);
            }
        } catch (JsonProcessingException | CharConversionException e) {
            // No JSON: refused.
        }
    }

    /** Each line is a document. What one leaves behind must say nothing of the next. */
    @FuzzTest(maxDuration = "60s")
    void aReaderTellsOfEachReportWhatOneOfItsOwnWouldTell(byte[] bytes) {
        var reader = new ReportReader();
        for (var line : lines(bytes)) {
            var own = new ReportReader();
            var told = read(reader, line);
            if (told.isEmpty()) {
                continue;
            }

            assertThat(told).isEqualTo(read(own, line));
            assertThat(reader.fault()).isEqualTo(own.fault());
            if (told.get() instanceof ReportReader.Parsed.Ok) {
                assertThat(reader.fault()).isEmpty();
            } else if (told.get() instanceof ReportReader.Parsed.Bad bad) {
                assertThat(reader.fault()).contains(bad);
            } else if (told.get().equals(StreamConstraintsException.class)) {
                assertThat(reader.fault()).hasValueSatisfying(ReportReaderFuzzTest::saysWhere);
            }
        }
    }

    private static void saysWhere(ReportReader.Parsed.Bad bad) {
        assertThat(bad.pointer()).matches("(/pings/[0-9]+)?(/[a-z_0-9]+){0,2}");
        assertThat(bad.detail()).isNotBlank().hasSizeLessThan(500);
    }

    private static List<byte[]> lines(byte[] bytes) {
        var lines = new ArrayList<byte[]>();
        var from = 0;
        for (var at = 0; at <= bytes.length; at++) {
            if (at == bytes.length || bytes[at] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, from, at));
                from = at + 1;
            }
        }
        return lines;
    }

    /** What a report was read as, or of which kind the exception was; empty where nothing begins that a reader could be shown. */
    private static Optional<Object> read(ReportReader reader, byte[] bytes) {
        try (var json = ReportReader.FACTORY.createParser(bytes)) {
            return begins(json) ? Optional.of(whole(reader, json)) : Optional.empty();
        } catch (IOException e) {
            // It is looked at for the order of its bytes before it is asked for anything.
            return Optional.empty();
        }
    }

    private static boolean begins(JsonParser json) {
        try {
            return json.nextToken() != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static Object whole(ReportReader reader, JsonParser json) {
        try {
            return reader.read(json);
        } catch (IOException e) {
            return e.getClass();
        }
    }

    private static ReportReader.Parsed throughJson(Report report) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var json = ReportReader.FACTORY.createGenerator(bytes)) {
            ReportWriter.write(json, report);
        }
        try (var json = ReportReader.FACTORY.createParser(bytes.toByteArray())) {
            json.nextToken();
            return new ReportReader().read(json);
        }
    }

    private static Report throughTheLog(Report report) {
        var decoded = LogCodec.decode(LogCodec.encode("c", report.at(), List.of(report)));
        return decoded instanceof Decoded.Ok<List<LogEntry>> ok
                        && ok.value().get(0) instanceof LogEntry.Received received
                ? received.report()
                : fail("was " + decoded);
    }
}
