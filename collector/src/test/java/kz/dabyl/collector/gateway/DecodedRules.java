package kz.dabyl.collector.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import kz.dabyl.model.Report;
import kz.dabyl.model.ReportReader;
import kz.dabyl.model.ReportWriter;

/** What holds of whatever a {@link Format} makes of a body. */
public final class DecodedRules {

    private DecodedRules() {}

    /**
     * Fails where reports break the rules of those that probes send, or faults lead nowhere or say too much.
     *
     * @param length of the body
     */
    public static void hold(Decoded decoded, int length) {
        assertThat(decoded.reports())
                .hasSizeLessThanOrEqualTo(length)
                .allSatisfy(report -> assertThat(throughJson(report)).isEqualTo(new ReportReader.Parsed.Ok(report)));
        assertThat(decoded.faults())
                .hasSize(Math.min(decoded.rejected(), Faults.MAX_LISTED))
                .allSatisfy(fault -> {
                    assertThat(fault.line()).isBetween(1, length + 1);
                    assertThat(fault.pointer()).matches("(?s)(/.*)?").hasSizeLessThan(2 * length + 200);
                    assertThat(fault.detail()).isNotBlank().hasSizeLessThan(1000);
                });
    }

    private static ReportReader.Parsed throughJson(Report report) {
        var bytes = new ByteArrayOutputStream();
        try (var json = ReportReader.FACTORY.createGenerator(bytes)) {
            ReportWriter.write(json, report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (var json = ReportReader.FACTORY.createParser(bytes.toByteArray())) {
            json.nextToken();
            return new ReportReader().read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
