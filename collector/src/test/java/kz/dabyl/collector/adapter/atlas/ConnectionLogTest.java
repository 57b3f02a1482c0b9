package kz.dabyl.collector.adapter.atlas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import java.util.Optional;
import kz.dabyl.collector.gateway.Readings;
import kz.dabyl.collector.gateway.Terms;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionLogTest {

    private static final long NOON = 1_619_265_600;

    private final ConnectionLog log = new ConnectionLog();

    @Test
    void reportsInEachIntervalWhileAProbeIsConnected() {
        var reports = decode(event(7, 0, "connect") + event(7, 150, "disconnect"), Map.of())
                .reports();

        assertThat(reports)
                .extracting(Report::probe, Report::at, Report::seq, Report::intervalSeconds)
                .containsExactly(
                        tuple("atlas-7", NOON * 1000, NOON / 60, 60),
                        tuple("atlas-7", (NOON + 60) * 1000, NOON / 60 + 1, 60),
                        tuple("atlas-7", (NOON + 120) * 1000, NOON / 60 + 2, 60));
    }

    @Test
    void promisesNothingOfAProbeThatIsStillConnectedAtTheEnd() {
        var reports = decode(event(7, 0, "connect") + event(8, 60, "connect"), Map.of())
                .reports();

        assertThat(reports)
                .extracting(Report::probe, Report::intervalSeconds)
                .containsExactly(
                        tuple("atlas-7", 60), tuple("atlas-7", Report.NO_PROMISE), tuple("atlas-8", Report.NO_PROMISE));
    }

    @Test
    void takesAProbeFirstSeenLeavingForConnectedSinceTheFirstEvent() {
        var reports = decode(event(8, 0, "disconnect") + event(7, 90, "disconnect"), Map.of())
                .reports();

        assertThat(reports).extracting(Report::probe).containsExactly("atlas-7", "atlas-7");
        assertThat(reports).extracting(Report::at).first().isEqualTo(NOON * 1000);
    }

    @Test
    void numbersReportsAlikeInStretchesThatOverlap() {
        var whole = decode(event(7, 0, "connect") + event(7, 300, "disconnect"), Map.of());
        var tail = decode(event(9, 130, "connect") + event(7, 300, "disconnect"), Map.of());

        assertThat(whole.reports())
                .extracting(Report::seq)
                .containsAll(tail.reports().stream()
                        .filter(report -> report.probe().equals("atlas-7"))
                        .map(Report::seq)
                        .toList());
    }

    @Test
    void saysWhereProbesAreIfTheSenderKnows() {
        var reports = decode(event(7, 0, "connect"), Map.of("country", "KZ", "asn", "21299"))
                .reports();

        assertThat(reports).extracting(Report::place, Report::network).containsExactly(tuple("KZ", "AS9198"));
    }

    @ParameterizedTest
    @CsvSource({"interval_s,0", "interval_s,3601", "interval_s,x", "country,Kazakhstan", "asn,x"})
    void refusesTermsThatAreNone(String name, String value) {
        var decoded = decode(event(7, 0, "connect"), Map.of(name, value));

        assertThat(decoded.reports()).isEmpty();
        assertThat(decoded.faults().get(0).detail()).contains(name);
    }

    @Test
    void refusesAStretchThatBecomesMoreReportsThanARequestMayHave() {
        var decoded = decode(event(7, 0, "connect") + event(7, 1_000_000, "disconnect"), Map.of("interval_s", "1"));

        assertThat(decoded.reports()).isEmpty();
        assertThat(decoded.faults().get(0).detail()).contains("shorter stretch");
    }

    private Readings decode(String body, Map<String, String> query) {
        return log.decode(body.getBytes(UTF_8), new Terms(Optional.empty(), NOON * 1000, query));
    }

    private static String event(long probe, long second, String event) {
        return """
                {"prb_id":%d,"timestamp":%d,"event":"%s","controller":"ctr-1","asn":"9198","prefix":"198.51.100.0/24"}
                """.formatted(probe, NOON + second, event);
    }
}
