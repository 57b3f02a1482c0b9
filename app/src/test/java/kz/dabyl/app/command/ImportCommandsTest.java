package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import kz.dabyl.app.recording.RecordingRules;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingReader;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandsTest {

    private static final String LATER = atlas("ping", 1_619_247_660);
    private static final String EARLIER = atlas("ping", 1_619_247_600);
    private static final String OTHER_TYPE = atlas("ntp", 1_619_247_600);

    private static final String SIGNAL = "{\"test_name\":\"signal\",\"measurement_start_time\":\"2021-04-24 07:00:00\","
            + "\"probe_cc\":\"KZ\",\"probe_asn\":\"AS9198\",\"test_keys\":{\"signal_backend_status\":\"ok\"}}\n";

    @TempDir
    private Path folder;

    private static String atlas(String type, long second) {
        return "{\"type\":\"" + type + "\",\"prb_id\":7,\"msm_id\":1,\"timestamp\":" + second
                + ",\"from\":\"198.51.100.9\",\"dst_name\":\"news.example\",\"rcvd\":1,\"min\":20.5}\n";
    }

    @Test
    void printsResultsOfAllFilesAsOneRecording() throws IOException {
        var one = file("one.json", LATER);
        var other = folder.resolve("other.json.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(other))) {
            out.write(("[" + EARLIER + "]").getBytes(UTF_8));
        }
        var probes = file("probes.csv", "prb_id,country,asn\n7,KZ,9198\n");
        var targets = file("targets.csv", "name,class\nnews.example,site\n");

        var run = Run.of("import ripe-atlas " + one + " " + other + " --probes " + probes + " --targets " + targets);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("\"collector\":\"ripe-atlas\"").doesNotContain("198.51.100.9");
        assertThat(reports(run)).extracting(Report::place).containsExactly("KZ", "KZ");
        assertThat(reports(run)).extracting(Report::at).containsExactly(1_619_247_600_000L, 1_619_247_660_000L);
        assertThat(reports(run))
                .allMatch(report -> report.pings().get(0).target().equals("site/news.example"));
    }

    @Test
    void printsMeasurementsFromStandardInput() throws IOException {
        var run = Run.with("import ooni -", SIGNAL, Map.of());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"collector\":\"ooni\"");
        assertThat(reports(run)).singleElement().extracting(Report::network).isEqualTo("AS9198");
    }

    @Test
    void printsLinesOfTelegraf() throws IOException {
        var lines = file("ping.influx", telegraf(1_619_247_600) + telegraf(1_619_247_630) + "cpu usage=1 1619247630\n");

        var run = Run.of("import telegraf --precision s " + lines);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"collector\":\"telegraf\"");
        assertThat(reports(run)).extracting(Report::at).containsExactly(1_619_247_600_000L, 1_619_247_630_000L);
        assertThat(reports(run)).allMatch(report -> report.probe().equals("gw-1") && report.intervalSeconds() == 30);
    }

    @Test
    void refusesALineOfTelegrafOfWhichNobodyKnowsWhenItWasMeasured() throws IOException {
        var lines = file(
                "ping.influx", telegraf(1_619_247_600) + telegraf(1_619_247_630).replace(" 1619247630", ""));

        var run = Run.of("import telegraf --precision s " + lines);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("ping.influx:2: /timestamp").hasLineCount(1);
    }

    private static String telegraf(long second) {
        return "ping,url=1.1.1.1,dabyl_probe=gw-1,dabyl_place=KZ,dabyl_network=AS9198,dabyl_access=fixed,"
                + "dabyl_interval_s=30 packets_transmitted=1i,packets_received=1i,average_response_ms=20.5,result_code=0i "
                + second + "\n";
    }

    @Test
    void countsWhatItPassesOverAndWhatComesTwice() throws IOException {
        var run = Run.with("import ripe-atlas -", OTHER_TYPE + EARLIER + OTHER_TYPE + EARLIER, Map.of());

        assertThat(run.exitCode()).isZero();
        assertThat(reports(run)).hasSize(1);
        assertThat(run.err().lines())
                .containsExactly(
                        "dabyl: documents that had come already: 1",
                        "dabyl: documents passed over: 2, /type: is not ping, traceroute, dns, http or sslcert");
    }

    @Test
    void namesFileLineAndValueThatAreWrong() throws IOException {
        var file = file("results.json", EARLIER + "{\"type\":\"ping\",\"dst_name\":\"x.example\"}\n");
        var broken = file("broken.json", EARLIER + "{\"type\":\n");

        var run = Run.of("import ripe-atlas " + file);
        var other = Run.of("import ripe-atlas " + broken);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).containsExactly("dabyl: " + file + ":2: /rcvd: is required");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err())
                .startsWith("dabyl: " + broken + ":3: not JSON: ")
                .hasLineCount(1);
    }

    @Test
    void namesTheLineOfATableThatIsWrong() throws IOException {
        var targets = file("targets.csv", "name,class\nnews.example,home\n");

        var run = Run.with("import ripe-atlas - --targets " + targets, EARLIER, Map.of());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("dabyl: " + targets
                        + ": line 2: expected international, domestic, platform or site, was 'home'\n");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<Report> reports(Run run) throws IOException {
        var entries = new ArrayList<LogEntry>();
        try (var reader = new RecordingReader(new ByteArrayInputStream(run.out().getBytes(UTF_8)))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                entries.add(entry.get());
            }
        }
        RecordingRules.check(entries);
        return entries.stream()
                .filter(LogEntry.Received.class::isInstance)
                .map(entry -> ((LogEntry.Received) entry).report())
                .toList();
    }
}
