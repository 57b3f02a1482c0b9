package kz.dabyl.simulator;

import static kz.dabyl.simulator.SmallTown.CENTRE;
import static kz.dabyl.simulator.SmallTown.START;
import static kz.dabyl.simulator.SmallTown.STEADY;
import static kz.dabyl.simulator.SmallTown.between;
import static kz.dabyl.simulator.SmallTown.in;
import static kz.dabyl.simulator.SmallTown.log;
import static kz.dabyl.simulator.SmallTown.received;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import kz.dabyl.model.Access;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.RecordingReader;
import kz.dabyl.model.RecordingWriter;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;

/** Sources that never promise, and by which invite probes came. */
class SourcesInTheLogTest {

    private static final String PASSIVE = STEADY + ", \"promises\": false, \"mean_gap_s\": 20";
    private static final String SHUTDOWN = """
            {"kind": "shutdown", "start_s": 1200, "end_s": 2400, "places": "centre"}""";

    @Test
    void promisesNothingWhereItsGroupDoesNot() {
        var reports = received(SmallTown.of(PASSIVE), r -> r.report().access() == Access.MOBILE);

        assertThat(reports).isNotEmpty().allMatch(r -> r.report().intervalSeconds() == Report.NO_PROMISE);
    }

    @Test
    void speaksAtRandomTimes() {
        var gaps = received(SmallTown.of(PASSIVE), r -> r.report().access() == Access.MOBILE).stream()
                .collect(Collectors.groupingBy(r -> r.report().probe()))
                .values()
                .stream()
                .flatMap(reports -> gaps(reports).stream())
                .toList();

        var mean = gaps.stream().mapToDouble(gap -> gap).average().orElseThrow();
        var deviation =
                Math.sqrt(gaps.stream().mapToDouble(gap -> gap * gap).average().orElseThrow() - mean * mean);
        // At ten in the morning people do 0.41 of what they do on the day's average.
        assertThat(mean).isBetween(20 / 0.41 * 0.9, 20 / 0.41 * 1.1);
        assertThat(deviation / mean).isBetween(0.85, 1.15);
    }

    private static List<Double> gaps(List<LogEntry.Received> reports) {
        var gaps = new ArrayList<Double>();
        for (var i = 1; i < reports.size(); i++) {
            gaps.add((reports.get(i).received() - reports.get(i - 1).received()) / 1000.0);
        }
        return gaps;
    }

    @Test
    void keepsNothingThatCouldNotBeSaidAtOnce() {
        var reports = received(SmallTown.of(PASSIVE, SHUTDOWN), r -> in(r, CENTRE, "401-01"));

        assertThat(reports).noneMatch(r -> between(r, 1200, 2400));
        assertThat(reports).anyMatch(r -> between(r, 2400, 3600));
        assertThat(reports).allMatch(r -> r.received() - r.report().at() < 5000);
    }

    @Test
    void countsOnlyWhatWasSaid() {
        var perProbe = received(SmallTown.of(PASSIVE, SHUTDOWN), r -> in(r, CENTRE, "401-01")).stream()
                .map(LogEntry.Received::report)
                .collect(Collectors.groupingBy(Report::probe));

        assertThat(perProbe.values())
                .allSatisfy(reports -> assertThat(
                                reports.get(reports.size() - 1).seq()
                                        - reports.get(0).seq())
                        .isEqualTo(reports.size() - 1L));
    }

    @Test
    void isBusierAndSlowerInTheEveningThanInTheMorning() {
        var day = ScenarioReader.read("""
                {"scenario": "day", "start": "2021-04-24T00:00:00Z", "duration_s": 86400,
                 "surroundings": {"utc_offset_h": 6, "outages_per_day": 0, "noise": 0},
                 "probes": [{"kind": "modem", "places": "8720e60a1ffffff", "per_cell": 10, "promises": false,
                             "mean_gap_s": 60, "pings": "domestic/egov.kz"}]}""");

        var morning = received(day, r -> r.received() / 3_600_000 % 24 == 3);
        var evening = received(day, r -> r.received() / 3_600_000 % 24 == 15);

        assertThat((double) evening.size() / morning.size()).isBetween(3.4, 4.6);
        assertThat(rtt(evening) / rtt(morning)).isBetween(1.2, 1.6);
    }

    private static double rtt(List<LogEntry.Received> reports) {
        return reports.stream()
                .flatMap(r -> r.report().pings().stream())
                .filter(Ping::ok)
                .mapToDouble(Ping::rttMillis)
                .average()
                .orElseThrow();
    }

    @Test
    void saysByWhichInviteAProbeCameBeforeItReports() {
        var town = SmallTown.of(STEADY + ", \"invite\": \"flyer\", \"from_s\": 600");

        var introduced = new HashSet<String>();
        for (var entry : log(town, 1)) {
            if (entry instanceof LogEntry.Trust trust) {
                assertThat(trust.invite()).isEqualTo("flyer");
                assertThat(trust.revoked()).isFalse();
                introduced.add(trust.probe());
            } else if (entry instanceof LogEntry.Received received
                    && received.report().access() == Access.MOBILE) {
                assertThat(received.received()).isGreaterThan(START + 600_000);
                assertThat(introduced).contains(received.report().probe());
            }
        }
        assertThat(introduced).hasSize(16);
    }

    @Test
    void givesEveryProbeAnInviteOfItsOwnWhereItIsTold() {
        var trusts = trusts(SmallTown.of(STEADY + ", \"invite\": \"per_probe\""));

        assertThat(trusts).hasSize(16).extracting(LogEntry.Trust::invite).doesNotHaveDuplicates();
    }

    @Test
    void saysOfInventedProbesByWhichInviteTheyCame() {
        var flood = "{\"kind\": \"forged_flood\", \"start_s\": 600, \"places\": \"centre\", \"per_cell\": 3%s}";

        var known = trusts(SmallTown.with(flood.formatted(", \"invite\": \"flyer-9\"")));
        var unknown = trusts(SmallTown.with(flood.formatted("")));

        assertThat(known).hasSize(6).extracting(LogEntry.Trust::invite).containsOnly("flyer-9");
        assertThat(unknown).isEmpty();
    }

    private static List<LogEntry.Trust> trusts(Scenario scenario) {
        return log(scenario, 1).stream()
                .filter(LogEntry.Trust.class::isInstance)
                .map(LogEntry.Trust.class::cast)
                .toList();
    }

    @Test
    void isReadBackFromARecordingAsItWas() throws IOException {
        var entries = log(SmallTown.of(PASSIVE + ", \"invite\": \"per_probe\""), 1);
        var bytes = new ByteArrayOutputStream();
        try (var writer = new RecordingWriter(bytes)) {
            for (var entry : entries) {
                writer.write(entry);
            }
        }

        var read = new ArrayList<LogEntry>();
        try (var reader = new RecordingReader(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                read.add(entry.get());
            }
        }

        assertThat(read).isEqualTo(entries);
    }
}
