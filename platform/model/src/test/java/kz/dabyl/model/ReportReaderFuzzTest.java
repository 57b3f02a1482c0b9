package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.List;

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
                assertThat(bad.pointer()).matches("(/pings/[0-9]+)?(/[a-z_0-9]+){0,2}");
                assertThat(bad.detail()).isNotBlank().hasSizeLessThan(500);
            }
        } catch (JsonProcessingException | CharConversionException e) {
            // No JSON: refused.
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
