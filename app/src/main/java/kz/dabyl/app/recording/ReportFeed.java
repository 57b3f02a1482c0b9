package kz.dabyl.app.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.ReportReader;
import kz.dabyl.model.ReportWriter;

/** Feeds a service that lives in real time: reports, as if they were made now. Not thread-safe. */
final class ReportFeed implements Feed {

    private static final int ALL_BAD = 400;

    private final ServiceClient service;
    private final StringWriter lines = new StringWriter();
    private int added;

    ReportFeed(ServiceClient service) {
        this.service = service;
    }

    @Override
    public void add(LogEntry entry, long shift) throws IOException {
        if (entry instanceof LogEntry.Received received) {
            var report = received.report();
            try (JsonGenerator json = ReportReader.FACTORY.createGenerator(lines)) {
                ReportWriter.write(json, report.with(report.seq(), report.at() + shift, report.pings()));
            }
            lines.write('\n');
            added++;
        }
    }

    @Override
    public long send() throws IOException, InterruptedException {
        if (added == 0) {
            return 0;
        }
        var sent = added;
        var answer = service.postLines(ServiceClient.REPORTS, lines.toString().getBytes(UTF_8));
        lines.getBuffer().setLength(0);
        added = 0;
        if (answer.status() == ALL_BAD) {
            return sent;
        }
        answer.expectTaken();
        return answer.body().path("rejected").size();
    }
}
