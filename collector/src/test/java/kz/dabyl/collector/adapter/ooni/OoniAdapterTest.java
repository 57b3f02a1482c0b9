package kz.dabyl.collector.adapter.ooni;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.collector.adapter.Adapted;
import kz.dabyl.collector.adapter.Read;
import kz.dabyl.model.Access;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OoniAdapterTest {

    private static final String TIME = "'measurement_start_time':'2021-04-24 07:00:00',";
    private static final String PROBE = TIME + "'probe_cc':'KZ','probe_asn':'AS9198','probe_ip':'198.51.100.9',"
            + "'software_name':'ooniprobe-android','software_version':'3.7.1',";
    private static final String SIGNAL = "'test_name':'signal','test_keys':{'signal_backend_status':'ok'}";

    private final OoniAdapter adapter = new OoniAdapter();

    @Test
    void makesAReportOfAProbeThatPromisesNothing() {
        var report = Read.report(adapter, "{" + PROBE + "'annotations':{'network_type':'mobile'}," + SIGNAL + "}");

        assertThat(report.at()).isEqualTo(1_619_247_600_000L);
        assertThat(report.intervalSeconds()).isEqualTo(Report.NO_PROMISE);
        assertThat(report.place()).isEqualTo("KZ");
        assertThat(report.network()).isEqualTo("AS9198");
        assertThat(report.access()).isEqualTo(Access.MOBILE);
        assertThat(report.software()).isEqualTo("ooniprobe-android/3.7.1");
        assertThat(report.pings()).containsExactly(Ping.answered("platform/signal.org", Double.NaN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://198.51.100.9/", "http://192.168.1.1:8080/", "https://[fd00::1]/", "http://127.0.0.1"})
    void makesNoTargetOfAnAddressThatMayBeSomebodys(String url) {
        var page =
                "'test_name':'web_connectivity','input':'" + url + "','test_keys':{'accessible':true,'requests':[{}]}";

        var rejected = Read.rejected(adapter, "{" + PROBE + page + "}");

        assertThat(rejected.pointer()).isEqualTo("/input");
        assertThat(rejected.reason()).isEqualTo(Adapted.Reason.UNUSABLE);
        assertThat(rejected.detail()).doesNotContain("198.51.100.9");
    }

    @Test
    void keepsAPublicAddressThatWasMeasured() {
        var page = "'test_name':'web_connectivity','input':'http://203.0.113.5/',"
                + "'test_keys':{'accessible':true,'requests':[{}]}";

        assertThat(Read.report(adapter, "{" + PROBE + page + "}").toString())
                .contains("site/203.0.113.5")
                .doesNotContain("198.51.100.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"??", "EU"})
    void knowsNeitherPlaceNorNetworkWhereTheMeasurementDoesNot(String country) {
        var report = Read.report(adapter, "{" + TIME + "'probe_cc':'" + country + "','probe_asn':null," + SIGNAL + "}");

        assertThat(report.place()).isEqualTo("ZZ");
        assertThat(report.network()).isEqualTo("AS0");
        assertThat(report.access()).isEqualTo(Access.FIXED);
        assertThat(report.software()).isNull();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "mobile, MOBILE",
        "wwan, MOBILE",
        "Cellular, MOBILE",
        "wifi, FIXED",
        "wired_ethernet, FIXED",
        "vpn, FIXED"
    })
    void takesTheAccessFromTheAnnotations(String type, Access access) {
        var report =
                Read.report(adapter, "{" + PROBE + "'annotations':{'network_type':'" + type + "'}," + SIGNAL + "}");

        assertThat(report.access()).isEqualTo(access);
    }

    @Test
    void givesOnePseudonymToAllWhomTheirKindDoesNotTellApart() {
        var one = probe("'report_id':'a','annotations':{'network_type':'wifi','platform':'android'},");
        var unattended = Read.report(
                        adapter,
                        "{" + PROBE.replace("android'", "android-unattended'")
                                + "'annotations':{'network_type':'wifi','platform':'android'}," + SIGNAL + "}")
                .probe();

        assertThat(one).matches("ooni-[0-9a-f]{16}");
        assertThat(unattended).isEqualTo(one);
        assertThat(probe("'report_id':'b','annotations':{'network_type':'wifi','platform':'android'},"))
                .isEqualTo(one);
        assertThat(probe("'annotations':{'network_type':'wifi','platform':'ios'},"))
                .isNotEqualTo(one);
        assertThat(probe("'annotations':{'network_type':'mobile','platform':'android'},"))
                .isNotEqualTo(one);
    }

    private String probe(String fields) {
        return Read.report(adapter, "{" + PROBE + fields + SIGNAL + "}").probe();
    }

    @Test
    void numbersMeasurementsOfOneSecondApartAndTheSameAlike() {
        var one = Read.report(adapter, "{" + PROBE + "'id':'1'," + SIGNAL + "}");
        var again = Read.report(adapter, "{" + PROBE + "'id':'1', " + SIGNAL + "}");
        var other = Read.report(adapter, "{" + PROBE + "'id':'2'," + SIGNAL + "}");

        assertThat(again.seq()).isEqualTo(one.seq());
        assertThat(other.probe()).isEqualTo(one.probe());
        assertThat(other.seq()).isNotEqualTo(one.seq());
    }

    @Test
    void readsWhatTelegramsTestJudges() {
        var reached = pings(
                "telegram", "'telegram_tcp_blocking':false,'telegram_http_blocking':false,'telegram_web_status':'ok'");
        var blocked = pings(
                "telegram",
                "'telegram_tcp_blocking':true,'telegram_http_blocking':true,'telegram_web_status':'blocked',"
                        + "'telegram_web_failure':'ssl_unknown_authority',"
                        + "'tcp_connect':[{'status':{'failure':'connection_refused'}}]");
        var unjudged = pings("telegram", "'telegram_tcp_blocking':null,'telegram_web_status':null");

        assertThat(reached)
                .containsExactly(
                        Ping.answered("platform/telegram.org", Double.NaN),
                        Ping.answered("platform/web.telegram.org", Double.NaN));
        assertThat(blocked)
                .containsExactly(
                        Ping.failed("platform/telegram.org", PingError.REFUSED),
                        Ping.failed("platform/web.telegram.org", PingError.TLS));
        assertThat(unjudged).isEmpty();
    }

    @Test
    void readsWhatWhatsAppsTestJudges() {
        var pings = pings(
                "whatsapp",
                "'whatsapp_endpoints_status':'blocked','registration_server_status':'ok','whatsapp_web_status':'blocked',"
                        + "'whatsapp_web_failure':'dns_nxdomain_error',"
                        + "'tcp_connect':[{'status':{'failure':null},'t0':0.5,'t':0.6}]");

        assertThat(pings)
                .containsExactly(
                        Ping.failed("platform/whatsapp.net", PingError.TIMEOUT),
                        Ping.answered("platform/v.whatsapp.net", Double.NaN),
                        Ping.failed("platform/web.whatsapp.com", PingError.DNS));
    }

    @Test
    void countsHalfOfTorForAllOfIt() {
        var pings = pings(
                "tor",
                "'targets':{'a':{'target_protocol':'or_port','failure':null},"
                        + "'b':{'target_protocol':'dir_port','failure':'generic_timeout_error'},"
                        + "'c':{'target_protocol':'obfs4','failure':'x','summary':{'connect':{'failure':'connection_reset'}}},"
                        + "'d':{'target_protocol':'obfs4','failure':'ntor','summary':{'connect':{'failure':null}}},"
                        + "'e/~':{'target_protocol':'obfs4','summary':{'connect':{'failure':'connection_reset'}}}}");

        assertThat(pings)
                .containsExactly(
                        Ping.answered("platform/tor", Double.NaN),
                        Ping.failed("platform/tor-bridges", PingError.RESET));
    }

    @Test
    void readsThroughput() {
        var ndt = pings("ndt", "'failure':null,'summary':{'download':29266.5,'min_rtt':38.5}");
        var dash = pings("dash", "'failure':null,'simple':{'median_bitrate':812,'connect_latency':0.25}");

        assertThat(ndt).containsExactly(new Ping("international/ndt", true, 38.5, null, 29266.5, null));
        assertThat(dash).containsExactly(new Ping("international/dash", true, 250, null, 812, null));
    }

    @Test
    void blamesNoNetworkForWhatFailedWithinATest() {
        assertThat(pings("ndt", "'failure':'json_parse_error'")).isEmpty();
        assertThat(pings("ndt", "'failure':'generic_timeout_error'"))
                .containsExactly(Ping.failed("international/ndt", PingError.TIMEOUT));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | MALFORMED | /test_name",
                "{'test_name':'psiphon'} | UNUSABLE | /test_name",
                "{'test_name':'signal'} | MALFORMED | /test_keys",
                "{'test_name':'signal','test_keys':null} | UNUSABLE | /test_keys",
                "{'test_name':'signal','test_keys':7} | MALFORMED | /test_keys",
                "{'test_name':'signal','test_keys':{'signal_backend_status':'perhaps'}} | MALFORMED | /test_keys/signal_backend_status",
                "{'test_name':'signal','test_keys':{}} | MALFORMED | /measurement_start_time",
                "{'test_name':'signal','test_keys':{},'measurement_start_time':'yesterday'} | MALFORMED | /measurement_start_time",
                "{'test_name':'web_connectivity','test_keys':{}} | MALFORMED | /input",
                "{'test_name':'web_connectivity','test_keys':{},'input':'x'} | MALFORMED | /input",
                "{'test_name':'ndt','test_keys':{'summary':{'download':1e12}}} | MALFORMED | /test_keys/summary/download",
                "{'test_name':'tor','test_keys':{'targets':{'a/b':7}}} | MALFORMED | /test_keys/targets/a~1b"
            })
    void namesWhatIsWrong(String json, Adapted.Reason reason, String pointer) {
        var rejected = Read.rejected(adapter, json);

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.pointer()).isEqualTo(pointer);
    }

    private List<Ping> pings(String test, String keys) {
        return Read.report(adapter, "{" + PROBE + "'test_name':'" + test + "','test_keys':{" + keys + "}}")
                .pings();
    }
}
