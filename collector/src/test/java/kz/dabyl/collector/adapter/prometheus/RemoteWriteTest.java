package kz.dabyl.collector.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.collector.gateway.Readings;
import kz.dabyl.collector.gateway.Terms;
import kz.dabyl.model.Access;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Report;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteWriteTest {

    private static final long AT = 1_619_247_613_337L;
    private static final Map<String, String> LABELS = Map.of(
            "dabyl_place", "8820e60003fffff",
            "dabyl_network", "401-01",
            "dabyl_access", "mobile",
            "dabyl_interval_s", "30",
            "job", "blackbox",
            "instance", "1.1.1.1");

    private final RemoteWrite format = new RemoteWrite();

    @Test
    void makesAReportOfAScrape() {
        var body = new WriteRequests(LABELS)
                .metadata()
                .series("probe_dns_lookup_time_seconds", AT, 0.001)
                .series("probe_duration_seconds", AT, 0.05)
                .series("probe_icmp_duration_seconds", AT, 0.002, "phase", "setup")
                .series("probe_icmp_duration_seconds", AT, 0.0421, "phase", "rtt")
                .series("probe_ip_protocol", AT, 4)
                .series("probe_success", AT, 1)
                .series("up", AT, 1);

        var decoded = decode(body);

        assertThat(decoded.rejected()).isZero();
        assertThat(decoded.reports())
                .containsExactly(new Report(
                        "p-1",
                        AT / 30_000,
                        AT,
                        30,
                        "8820e60003fffff",
                        "401-01",
                        Access.MOBILE,
                        null,
                        null,
                        null,
                        List.of(Ping.answered("international/1.1.1.1", 42.1))));
    }

    @Test
    void measuresTheRoundTripByHowItWasProbed() {
        var http = new WriteRequests(LABELS)
                .series("probe_success", AT, 1)
                .series("probe_duration_seconds", AT, 0.4)
                .series("probe_http_duration_seconds", AT, 0.3, "phase", "processing")
                .series("probe_http_duration_seconds", AT, 0.025, "phase", "connect");
        var tcp = new WriteRequests(LABELS)
                .series("probe_success", AT, 1)
                .series("probe_dns_lookup_time_seconds", AT, 0.125)
                .series("probe_duration_seconds", AT, 0.25);
        var bare = new WriteRequests(LABELS).series("probe_success", AT, 1);

        assertThat(ping(http).rttMillis()).isEqualTo(25);
        assertThat(ping(tcp).rttMillis()).isEqualTo(125);
        assertThat(ping(bare).rttMillis()).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"probe_ip_protocol,0,DNS", "probe_http_status_code,503,HTTP", "probe_http_status_code,0,"})
    void saysWhyAProbeFailedWhereThatIsKnown(String series, double value, PingError error) {
        var body = new WriteRequests(LABELS).series("probe_success", AT, 0).series(series, AT, value);

        assertThat(ping(body).ok()).isFalse();
        assertThat(ping(body).error()).isEqualTo(error);
    }

    @Test
    void putsTargetsOfOneIntervalIntoOneReport() {
        var body = new WriteRequests(LABELS)
                .series("probe_success", AT, 1)
                .series("probe_success", AT + 2_000, 0, "instance", "https://egov.kz/")
                .series("probe_success", AT + 30_000, 1);

        var reports = decode(body).reports();

        assertThat(reports).extracting(Report::seq).containsExactly(AT / 30_000, AT / 30_000 + 1);
        assertThat(reports.get(0).pings())
                .extracting(Ping::target)
                .containsExactly("international/1.1.1.1", "domestic/egov.kz");
    }

    @Test
    void passesOverMarkersOfStalenessAndSeriesOfOthers() {
        var body = new WriteRequests(LABELS)
                .series("probe_success", AT, Double.longBitsToDouble(0x7ff0000000000002L))
                .series("go_goroutines", AT, 7);

        assertThat(decode(body)).isEqualTo(new Readings(List.of(), List.of(), 0));
    }

    @Test
    void makesNoReportOfWhatLacksSuccess() {
        var body = new WriteRequests(LABELS).series("probe_duration_seconds", AT, 1);

        assertThat(decode(body).reports()).isEmpty();
    }

    @Test
    void namesTheSeriesThatLacksALabelAndTakesTheOthers() {
        var body = new WriteRequests(LABELS)
                .series("up", AT, 1)
                .series("probe_duration_seconds", AT, 1, "dabyl_place", "")
                .series("probe_success", AT, 1, "dabyl_place", "")
                .series("probe_success", AT, 1);

        var decoded = decode(body);

        assertThat(decoded.reports()).hasSize(1);
        assertThat(decoded.rejected()).isEqualTo(1);
        assertThat(decoded.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(3);
            assertThat(fault.pointer()).isEqualTo("/dabyl_place");
        });
    }

    @Test
    void namesTheSeriesOfATargetThatThereIsNoRoomFor() {
        var body = new WriteRequests(LABELS);
        for (var target = 1; target <= 33; target++) {
            body.series("probe_duration_seconds", AT, 1, "dabyl_target", "site/a-" + target)
                    .series("probe_success", AT, 1, "dabyl_target", "site/a-" + target);
        }
        body.series("up", AT, 1);

        assertThat(decode(body).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.line()).isEqualTo(66));
    }

    @Test
    void refusesTimesThatAreNone() {
        assertThat(decode(new WriteRequests(LABELS).series("probe_success", -1, 1))
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("/timestamp"));
    }

    @Test
    void refusesMoreLabelsThanAnybodyNeeds() {
        var labels = new String[2 * WriteRequest.MAX_LABELS];
        Arrays.setAll(labels, i -> "label" + i);

        var decoded = decode(new WriteRequests(LABELS).series("probe_success", AT, 1, labels));

        assertThat(decoded.reports()).isEmpty();
        assertThat(decoded.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("labels"));
    }

    @Test
    void refusesMoreSamplesThanARequestMayHold() {
        var body = new WriteRequests(Map.of());
        for (var i = 0; i <= RemoteWrite.MAX_SAMPLES; i++) {
            body.series("probe_success", AT, 1);
        }

        assertThat(decode(body).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("max_samples_per_send"));
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-protobuf,true",
        "APPLICATION/X-PROTOBUF ; proto=prometheus.WriteRequest,true",
        "application/x-protobuf;proto=io.prometheus.write.v2.Request,false",
        "application/json,false"
    })
    void takesVersionOneOnly(String contentType, boolean taken) {
        assertThat(format.takes(contentType)).isEqualTo(taken);
    }

    @Property(tries = 2000)
    void neverThrowsAtGarbage(@ForAll @Size(max = 100) byte[] garbage) {
        assertThat(decode(garbage).reports()).isEmpty();
    }

    @Property(tries = 1000)
    void neverThrowsAtDamage(@ForAll @IntRange(max = 400) int at, @ForAll byte with) {
        var body = new WriteRequests(LABELS)
                .series("probe_success", AT, 1)
                .series("probe_icmp_duration_seconds", AT, 0.0421, "phase", "rtt")
                .plain();
        body[at % body.length] = with;

        // Two, if it is the time of one of both that is damaged.
        assertThat(decode(body).reports()).hasSizeLessThanOrEqualTo(2);
    }

    private Readings decode(WriteRequests body) {
        return decode(body.plain());
    }

    private Readings decode(byte[] body) {
        return format.decode(body, new Terms(Optional.of("p-1"), AT, Map.of()));
    }

    private Ping ping(WriteRequests body) {
        return decode(body).reports().get(0).pings().get(0);
    }
}
