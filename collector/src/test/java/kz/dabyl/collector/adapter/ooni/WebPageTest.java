package kz.dabyl.collector.adapter.ooni;

import static org.assertj.core.api.Assertions.assertThat;

import kz.dabyl.collector.adapter.Read;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebPageTest {

    private static final String CONTROL = "'control':{'dns':{'addrs':['192.0.2.1']},'http_request':{'failure':null}},";
    private static final String DOWN =
            "'control':{'dns':{'addrs':['192.0.2.1']},'http_request':{'failure':'unknown_error'}},";

    private final OoniAdapter adapter = new OoniAdapter();

    @Test
    void saysHowFarAPageIs() {
        var ping = ping(CONTROL + "'accessible':true,"
                + "'tcp_connect':[{'status':{'failure':null},'t0':1.5,'t':1.53125},{'status':{'failure':null},'t':0.1},"
                + "{'status':{'failure':'connection_reset'},'t0':1,'t':1.001}]");

        assertThat(ping).isEqualTo(Ping.answered("site/news.example", 31.25));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'accessible':true,'blocking':false | ",
                "'accessible':false,'blocking':'http-diff','requests':[{'failure':null}] | HTTP",
                "'accessible':false,'blocking':'dns','requests':[{'failure':null}] | DNS",
                "'http_experiment_failure':'dns_lookup_error' | DNS",
                "'dns_experiment_failure':'dns_no_answer','accessible':false | DNS",
                "'dns_experiment_failure':'dns_no_answer','accessible':true | ",
                "'http_experiment_failure':'connection_reset','requests':[{'failure':'connection_reset'}] | HTTP",
                "'http_experiment_failure':'connection_reset','tls_handshakes':[{'failure':'connection_reset'}] | TLS",
                "'http_experiment_failure':'connection_reset','tcp_connect':[{'status':{'failure':'connection_reset'}}] | RESET",
                "'http_experiment_failure':'generic_timeout_error' | TIMEOUT",
                "'http_experiment_failure':'ssl_unknown_authority' | TLS",
                "'http_experiment_failure':'unknown_failure: odd' | HTTP",
                "'http_experiment_failure':'unknown_failure: odd','tls_handshakes':[{'failure':'unknown_failure: odd'}] | TLS",
                "'http_experiment_failure':'host_unreachable','tcp_connect':[{'status':{'failure':true}}] | UNREACHABLE"
            })
    void saysWhyAPageDidNotCome(String fields, PingError error) {
        var ping = ping(CONTROL + fields);

        assertThat(ping.error()).isEqualTo(error);
        assertThat(ping.ok()).isEqualTo(error == null);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"10.0.0.1, DNS", "127.0.0.1, DNS", "fd00::1, DNS", "192.0.2.7,"})
    void takesAnAddressThatIsNowhereForALie(String address, PingError error) {
        var family = address.contains(":") ? "ipv6" : "ipv4";

        var ping = ping(CONTROL + "'accessible':true,'queries':[{'engine':'getaddrinfo','hostname':'News.example',"
                + "'answers':[{'" + family + "':'" + address + "'}]}]");

        assertThat(ping.error()).isEqualTo(error);
    }

    @Test
    void doesNotCareForTheLiesOfResolversThatTheSystemDoesNotAsk() {
        var ping = ping(
                CONTROL
                        + "'accessible':true,'queries':[{'engine':'udp','hostname':'news.example','answers':[{'ipv4':'10.0.0.1'}]}]");

        assertThat(ping.ok()).isTrue();
    }

    @Test
    void measuresHowSlowlyAPageBeganToCome() {
        var ping = ping(CONTROL + "'http_experiment_failure':'generic_timeout_error',"
                + "'requests':[{'failure':'generic_timeout_error','response':{'code':200}}],"
                + "'network_events':[{'operation':'connect','t':0.5},{'operation':'read','num_bytes':1000,'t':1},"
                + "{'operation':'read','num_bytes':4000,'t':9}]");

        assertThat(ping.ok()).isTrue();
        assertThat(ping.kbps()).isEqualTo(5);
    }

    @Test
    void saysOfAPageThatIsDownForEverybodyOnlyThatItDidNotCome() {
        var ping = ping(DOWN + "'http_experiment_failure':'generic_timeout_error',"
                + "'requests':[{'failure':'generic_timeout_error','response':{'code':200}}]");

        assertThat(ping).isEqualTo(Ping.failed("site/news.example", PingError.TIMEOUT));
    }

    @Test
    void saysNothingOfAPageThatNobodyFetched() {
        var report = Read.report(adapter, measurement("'accessible':null,'requests':null"));

        assertThat(report.pings()).isEmpty();
    }

    private Ping ping(String keys) {
        return Read.ping(adapter, measurement(keys));
    }

    private static String measurement(String keys) {
        return "{'test_name':'web_connectivity','input':'https://news.example/','measurement_start_time':'2021-04-24 07:00:00',"
                + "'test_keys':{" + keys + "}}";
    }
}
