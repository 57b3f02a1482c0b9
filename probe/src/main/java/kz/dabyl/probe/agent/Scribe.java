package kz.dabyl.probe.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Power;
import kz.dabyl.model.Report;
import kz.dabyl.model.ReportReader;
import kz.dabyl.model.ReportWriter;

/**
 * Writes reports of one probe. Nothing else of the probe or its machine is ever in a report.
 *
 * @param boot random, of this start
 * @param software {@code name/version}
 */
public record Scribe(String probe, Whereabouts whereabouts, String boot, String software) {

    /** A report as it is sent. */
    public String write(long seq, long at, int intervalSeconds, Optional<Power> power, List<Ping> pings) {
        var most = Math.min(pings.size(), ReportReader.MAX_PINGS);
        var report = new Report(
                probe,
                seq,
                at,
                intervalSeconds,
                whereabouts.place(),
                whereabouts.network(),
                whereabouts.access(),
                boot,
                software,
                power.orElse(null),
                pings.subList(0, most));
        var text = new ByteArrayOutputStream();
        try (var json = ReportReader.FACTORY.createGenerator(text)) {
            ReportWriter.write(json, report);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return text.toString(UTF_8);
    }
}
