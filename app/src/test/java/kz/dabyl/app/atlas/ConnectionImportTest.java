package kz.dabyl.app.atlas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.collector.adapter.atlas.ConnectionLogReader;
import kz.dabyl.collector.adapter.atlas.ProbeDirectory;
import kz.dabyl.model.Access;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;

class ConnectionImportTest {

    private static final ProbeDirectory PROBES = ProbeDirectory.parse("prb_id,country,asn\n1,KZ,9198\n2,DE,\n");

    @Test
    void reportsEachIntervalWhileConnectedAndNeverAfterTheDisconnect() throws IOException {
        var recording = imported("""
                {"prb_id":1,"timestamp":100,"event":"connect","controller":"c","asn":9198}
                {"prb_id":1,"timestamp":250,"event":"disconnect","controller":"c","asn":9198}
                {"prb_id":2,"timestamp":400,"event":"connect","controller":"c","asn":3320}""");

        assertThat(sent(recording, "atlas-1")).containsExactly(100L, 160L, 220L);
    }

    @Test
    void makesReportsAsTheContractSays() throws IOException {
        var recording = imported("""
                {"prb_id":1,"timestamp":100,"event":"connect","controller":"ctr-ams01","asn":9198}""");

        assertThat(recording)
                .contains(new LogEntry.Received(
                        100_000,
                        "ctr-ams01",
                        new Report(
                                "atlas-1", 0, 100_000, 60, "KZ", "AS9198", Access.FIXED, null, null, null, List.of())));
    }

    @Test
    void countsAProbeFirstSeenLeavingAsConnectedSinceTheFirstEvent() throws IOException {
        var recording = imported("""
                {"prb_id":2,"timestamp":100,"event":"connect","controller":"c","asn":3320}
                {"prb_id":1,"timestamp":230,"event":"disconnect","controller":"d","asn":9198}""");

        assertThat(sent(recording, "atlas-1")).containsExactly(100L, 160L, 220L);
        assertThat(collectors(recording, "atlas-1")).containsOnly("d");
    }

    @Test
    void hearsNothingOfAProbeThatLeavesAtTheFirstEvent() throws IOException {
        var recording = imported("""
                {"prb_id":1,"timestamp":100,"event":"disconnect","controller":"c","asn":9198}
                {"prb_id":2,"timestamp":400,"event":"connect","controller":"c","asn":3320}""");

        assertThat(sent(recording, "atlas-1")).isEmpty();
    }

    @Test
    void sendsNothingAtTheMomentOfTheDisconnect() throws IOException {
        var recording = imported("""
                {"prb_id":1,"timestamp":100,"event":"connect","controller":"c","asn":9198}
                {"prb_id":1,"timestamp":160,"event":"disconnect","controller":"c","asn":9198}
                {"prb_id":2,"timestamp":400,"event":"connect","controller":"c","asn":3320}""");

        assertThat(sent(recording, "atlas-1")).containsExactly(100L);
    }

    @Test
    void reportsUpToTheLastEventOfTheFile() throws IOException {
        var recording = imported("""
                {"prb_id":1,"timestamp":100,"event":"connect","controller":"c","asn":9198}
                {"prb_id":2,"timestamp":220,"event":"connect","controller":"c","asn":3320}""");

        assertThat(sent(recording, "atlas-1")).containsExactly(100L, 160L, 220L);
    }

    @Test
    void followsAProbeToAnotherControllerAndNetworkWithOneSeriesOfReports() throws IOException {
        var recording = imported("""
                {"prb_id":1,"timestamp":100,"event":"connect","controller":"c","asn":9198}
                {"prb_id":1,"timestamp":130,"event":"connect","controller":"d","asn":48716}
                {"prb_id":1,"timestamp":200,"event":"disconnect","controller":"d","asn":48716}""");

        assertThat(sent(recording, "atlas-1")).containsExactly(100L, 130L, 190L);
        assertThat(collectors(recording, "atlas-1")).containsExactly("c", "d", "d");
        assertThat(networks(recording, "atlas-1")).containsExactly("AS9198", "AS48716", "AS48716");
    }

    @Test
    void takesASecondDisconnectForTheSameOne() throws IOException {
        var recording = imported("""
                {"prb_id":1,"timestamp":100,"event":"connect","controller":"c","asn":9198}
                {"prb_id":1,"timestamp":110,"event":"disconnect","controller":"c","asn":9198}
                {"prb_id":1,"timestamp":120,"event":"disconnect","controller":"c","asn":9198}
                {"prb_id":1,"timestamp":130,"event":"connect","controller":"c","asn":9198}
                {"prb_id":2,"timestamp":200,"event":"connect","controller":"c","asn":3320}""");

        assertThat(sent(recording, "atlas-1")).containsExactly(100L, 130L, 190L);
    }

    @Test
    void putsEventsInTheOrderOfTime() throws IOException {
        var recording = imported("""
                {"prb_id":2,"timestamp":300,"event":"connect","controller":"c","asn":3320}
                {"prb_id":1,"timestamp":170,"event":"disconnect","controller":"c","asn":9198}
                {"prb_id":1,"timestamp":100,"event":"connect","controller":"c","asn":9198}""");

        assertThat(sent(recording, "atlas-1")).containsExactly(100L, 160L);
    }

    @Test
    void keepsTheLastKnownNetworkWhereTheLogHasNone() throws IOException {
        var recording = imported("""
                {"prb_id":2,"timestamp":100,"event":"connect","controller":"c","asn":"3320"}
                {"prb_id":2,"timestamp":110,"event":"disconnect","controller":"c","asn":null}
                {"prb_id":2,"timestamp":120,"event":"connect","controller":"c","asn":""}
                {"prb_id":2,"timestamp":130,"event":"connect","controller":"c"}""");

        assertThat(networks(recording, "atlas-2")).containsOnly("AS3320");
    }

    @Test
    void takesTheNetworkFromTheDirectoryWhereTheLogNeverHadOne() throws IOException {
        var recording = imported("""
                {"prb_id":1,"timestamp":100,"event":"connect","controller":"c","asn":""}""");

        assertThat(networks(recording, "atlas-1")).containsOnly("AS9198");
    }

    @Test
    void namesNoPlaceAndNoNetworkOfAProbeThatNobodyKnows() throws IOException {
        var recording = imported("""
                {"prb_id":3,"timestamp":100,"event":"connect","controller":"c","asn":null}""");

        assertThat(reports(recording, "atlas-3"))
                .extracting(received ->
                        received.report().place() + " " + received.report().network())
                .containsOnly("ZZ AS0");
    }

    @Test
    void ticksEachControllerFromItsFirstToItsLastEvent() throws IOException {
        var recording = imported("""
                {"prb_id":1,"timestamp":103,"event":"connect","controller":"c","asn":9198}
                {"prb_id":2,"timestamp":108,"event":"connect","controller":"d","asn":3320}
                {"prb_id":1,"timestamp":117,"event":"disconnect","controller":"c","asn":9198}""");

        assertThat(ticks(recording, "c")).containsExactly(103L, 105L, 110L, 115L, 117L);
        assertThat(ticks(recording, "d")).containsExactly(108L);
    }

    @Test
    void countsTheReportsOfAProbeWithoutAGap() throws IOException {
        var recording = imported("""
                {"prb_id":1,"timestamp":100,"event":"connect","controller":"c","asn":9198}
                {"prb_id":1,"timestamp":170,"event":"disconnect","controller":"c","asn":9198}
                {"prb_id":1,"timestamp":500,"event":"connect","controller":"d","asn":9198}""");

        assertThat(reports(recording, "atlas-1"))
                .extracting(received -> received.report().seq())
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void makesNothingOfAnEmptyLog() throws IOException {
        assertThat(imported("[]")).isEmpty();
    }

    private static List<LogEntry> imported(String log) throws IOException {
        var entries = new ArrayList<LogEntry>();
        new ConnectionImport(PROBES, 60, entries::add)
                .run(ConnectionLogReader.read(new ByteArrayInputStream(log.getBytes(UTF_8))));
        return entries;
    }

    private static List<LogEntry.Received> reports(List<LogEntry> recording, String probe) {
        return recording.stream()
                .filter(LogEntry.Received.class::isInstance)
                .map(LogEntry.Received.class::cast)
                .filter(received -> received.report().probe().equals(probe))
                .toList();
    }

    private static List<Long> sent(List<LogEntry> recording, String probe) {
        return reports(recording, probe).stream()
                .map(received -> received.received() / 1000)
                .toList();
    }

    private static List<String> collectors(List<LogEntry> recording, String probe) {
        return reports(recording, probe).stream()
                .map(LogEntry.Received::collector)
                .toList();
    }

    private static List<String> networks(List<LogEntry> recording, String probe) {
        return reports(recording, probe).stream()
                .map(received -> received.report().network())
                .toList();
    }

    private static List<Long> ticks(List<LogEntry> recording, String collector) {
        return recording.stream()
                .filter(LogEntry.Tick.class::isInstance)
                .map(LogEntry.Tick.class::cast)
                .filter(tick -> tick.collector().equals(collector))
                .map(tick -> tick.time() / 1000)
                .toList();
    }
}
