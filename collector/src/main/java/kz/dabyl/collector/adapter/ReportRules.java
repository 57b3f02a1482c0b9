package kz.dabyl.collector.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import kz.dabyl.model.Report;
import kz.dabyl.model.ReportReader;
import kz.dabyl.model.ReportReader.Parsed;
import kz.dabyl.model.ReportWriter;

/** Holds the reports that adapters make against the rules for those that probes send: by the very reader of those. */
final class ReportRules {

    private ReportRules() {}

    static Adapted check(Report report) {
        try {
            var parsed = parse(write(report));
            if (parsed instanceof Parsed.Ok ok) {
                return new Adapted.Reports(List.of(ok.report()));
            }
            var bad = (Parsed.Bad) parsed;
            return noReport(bad.pointer() + ": " + bad.detail());
        } catch (JsonProcessingException e) {
            return noReport(e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e);
        }
    }

    private static Adapted noReport(String detail) {
        return new Adapted.Rejected(Adapted.Reason.MALFORMED, "", "makes no report, " + detail);
    }

    private static byte[] write(Report report) throws IOException {
        var bytes = new ByteArrayOutputStream(256);
        try (var json = ReportReader.FACTORY.createGenerator(bytes)) {
            ReportWriter.write(json, report);
        }
        return bytes.toByteArray();
    }

    private static Parsed parse(byte[] bytes) throws IOException {
        try (var json = ReportReader.FACTORY.createParser(bytes)) {
            json.nextToken();
            return new ReportReader().read(json);
        }
    }
}
