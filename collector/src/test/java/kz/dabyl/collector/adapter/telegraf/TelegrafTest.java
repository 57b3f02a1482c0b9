package kz.dabyl.collector.adapter.telegraf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelegrafTest {

    private static final long AT = 1_619_247_613_000L;
    private static final String TAGS =
            ",dabyl_place=8820e60003fffff,dabyl_network=AS9198,dabyl_access=fixed,dabyl_interval_s=10";

    private final Telegraf format = new Telegraf();

    @Test
    void makesOneReportOfARound() {
        var decoded = decode(
                line(
                        "ping",
                        ",url=1.1.1.1",
                        "packets_transmitted=5i,packets_received=4i,percent_packet_loss=20,"
                                + "average_response_ms=42.5,result_code=0i"),
                line("net_response", ",server=egov.kz,port=443,protocol=tcp", "response_time=0.0625,result_code=0i"),
                line(
                        "http_response",
                        ",server=https://telegram.org/,dabyl_class=platform",
                        "result_code=4i,result_type=\"timeout\""),
                line("cpu", ",cpu=cpu0", "usage_idle=99.5"));

        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.reports())
                .containsExactly(new Report(
                        "p-1",
                        AT / 10_000,
                        AT,
                        10,
                        "8820e60003fffff",
                        "AS9198",
                        Access.FIXED,
                        null,
                        null,
                        null,
                        List.of(
                                Ping.answered("international/1.1.1.1", 42.5),
                                Ping.answered("domestic/egov.kz:443", 62.5),
                                Ping.failed("platform/telegram.org", PingError.TIMEOUT))));
    }

    @ParameterizedTest
    @CsvSource({
        "ping,url,'packets_transmitted=1i,packets_received=0i,percent_packet_loss=100,result_code=1i',TIMEOUT",
        "ping,url,'packets_transmitted=5i,packets_received=0i,percent_packet_loss=100,result_code=0i',TIMEOUT",
        "ping,url,'percent_packet_loss=100,result_code=0i',TIMEOUT",
        "ping,url,'packets_received=0i,result_code=2i',TIMEOUT",
        "ping,url,'packets_transmitted=1i,packets_received=0i,percent_packet_loss=100',TIMEOUT",
        "ping,url,'packets_transmitted=0i,packets_received=0i,result_code=2i',",
        "ping,url,'packets_transmitted=4i,packets_received=4i,percent_packet_loss=0,reply_received=0i,percent_reply_loss=100,result_code=0i',UNREACHABLE",
        "ping,url,'result_code=1i',DNS",
        "ping,url,'result_code=2i',",
        "net_response,server,'result_code=1i',TIMEOUT",
        "net_response,server,'result_code=2i',",
        "http_response,server,'result_code=1i',HTTP",
        "http_response,server,'result_code=3i',",
        "http_response,server,'result_code=5i',DNS",
        "http_response,server,'result_code=6i',HTTP"
    })
    void saysWhyATargetDidNotAnswer(String measurement, String tag, String fields, PingError error) {
        var ping = decode(line(measurement, "," + tag + "=a.kz", fields))
                .reports()
                .get(0)
                .pings()
                .get(0);

        assertThat(ping.ok()).isFalse();
        assertThat(ping.error()).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "packets_transmitted=5i,packets_received=4i,percent_packet_loss=20,average_response_ms=42.5,result_code=1i",
                "packets_transmitted=1i,packets_received=1i,percent_packet_loss=0,average_response_ms=42.5",
                "packets_transmitted=4i,packets_received=4i,percent_packet_loss=0,reply_received=3i,percent_reply_loss=25,"
                        + "average_response_ms=42.5,errors=0,result_code=0i"
            })
    void takesWhatCameBackForAnAnswerWhateverTheCode(String fields) {
        var decoded = decode(line("ping", ",url=1.1.1.1", fields));

        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.reports().get(0).pings()).containsExactly(Ping.answered("international/1.1.1.1", 42.5));
    }

    @Test
    void tellsServicesOfOneHostApartByTheirPorts() {
        var decoded = decode(
                line("net_response", ",server=egov.kz,port=443", "response_time=0.5,result_code=0i"),
                line("net_response", ",server=egov.kz,port=80", "result_code=1i"),
                line("net_response", ",server=2001:4860:4860::8888,port=53", "response_time=0.25,result_code=0i"),
                line("net_response", ",server=a.kz,port=53,dabyl_target=site/mine", "response_time=1,result_code=0i"));

        assertThat(decoded.reports().get(0).pings())
                .containsExactly(
                        Ping.answered("domestic/egov.kz:443", 500),
                        Ping.failed("domestic/egov.kz:80", PingError.TIMEOUT),
                        Ping.answered("international/[2001:4860:4860::8888]:53", 250),
                        Ping.answered("site/mine", 1000));
    }

    @Test
    void namesTheLinesThatAreWrongAndTakesTheOthers() {
        var good = line("ping", ",url=1.1.1.1", "result_code=0i");
        var decoded = decode(
                good,
                "ping,url=1.1.1.1 result_code",
                good.replace("fixed", "wifi"),
                line("ping", ",url=1.1.1.1", "average_response_ms=1"),
                line("ping", "", "result_code=0i"));

        assertThat(decoded.reports()).hasSize(1);
        assertThat(decoded.rejected()).isEqualTo(4);
        assertThat(decoded.faults())
                .extracting(fault -> fault.line() + fault.pointer())
                .containsExactly("2", "3/dabyl_access", "4/result_code", "5/dabyl_target");
    }

    @ParameterizedTest
    @CsvSource({"ns,1619247613000000000", "us,1619247613000000", "ms,1619247613000", "s,1619247613"})
    void readsTimesInTheUnitOfTheRequest(String precision, String time) {
        var body = "ping,url=1.1.1.1" + TAGS + " result_code=0i " + time;

        var decoded = format.decode(body.getBytes(UTF_8), terms(Map.of("precision", precision)));

        assertThat(decoded.reports())
                .singleElement()
                .satisfies(report -> assertThat(report.at()).isEqualTo(AT));
    }

    @Test
    void datesWhatBearsNoTimeByItsReceipt() {
        var decoded = decode("ping,url=1.1.1.1" + TAGS + " result_code=0i");

        assertThat(decoded.reports())
                .singleElement()
                .satisfies(report -> assertThat(report.at()).isEqualTo(AT + 412));
    }

    @Test
    void refusesAnUnknownPrecision() {
        var decoded = format.decode(new byte[0], terms(Map.of("precision", "days")));

        assertThat(decoded.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("precision"));
    }

    @Property(tries = 1000)
    void neverThrowsAtGarbage(@ForAll @Size(max = 200) byte[] garbage) {
        assertThat(format.decode(garbage, terms(Map.of())).reports()).isEmpty();
    }

    private Readings decode(String... lines) {
        return format.decode(String.join("\n", lines).getBytes(UTF_8), terms(Map.of()));
    }

    private static Terms terms(Map<String, String> query) {
        return new Terms(Optional.of("p-1"), AT + 412, query);
    }

    private static String line(String measurement, String tags, String fields) {
        return measurement + tags + TAGS + " " + fields + " " + AT + "000000";
    }
}
