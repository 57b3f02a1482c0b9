package kz.dabyl.collector.adapter.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import kz.dabyl.collector.adapter.Adapted;
import kz.dabyl.collector.adapter.Read;
import kz.dabyl.model.Access;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Report;
import kz.dabyl.model.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtlasAdapterTest {

    private static final String HEAD = "{'prb_id':7,'msm_id':12,'timestamp':1619247600,'from':'198.51.100.9',";
    private static final String PING = HEAD + "'type':'ping',";
    private static final String DNS = HEAD + "'type':'dns',";
    private static final String HTTP = HEAD + "'type':'http',";
    private static final String CERTIFICATE = HEAD + "'type':'sslcert','dst_name':'news.example',";
    private static final String TRACEROUTE = HEAD + "'type':'traceroute','dst_addr':'192.0.2.1',";

    /** Of {@code CN=news.example}, signed by a key that was made for this test. */
    private static final String PEM = "-----BEGIN CERTIFICATE-----\\n"
            + "MIIBNDCB2gIBBzAKBggqhkjOPQQDAjAzMQswCQYDVQQGEwJVUzEWMBQGA1UECgwN\\n"
            + "TGV0J3MgRW5jcnlwdDEMMAoGA1UEAwwDUjExMCAXDTI2MTEyODA3NTIxMVoYDzIx\\n"
            + "MjYxMTA0MDc1MjExWjAXMRUwEwYDVQQDDAxuZXdzLmV4YW1wbGUwWTATBgcqhkjO\\n"
            + "PQIBBggqhkjOPQMBBwNCAASqLmQXPokl5sMA5E+EIWcxZ79Nf/8GJquzeJnOyFQi\\n"
            + "DBaFHAHXhMsrOq31Cu8DD577dGLYWCikDdeniaxOdXj9MAoGCCqGSM49BAMCA0kA\\n"
            + "MEYCIQCCY1fEtxC71R8zhg72reYMTrW1SdW/nd5KooEPW0ZJzwIhANTFnt7Ph97h\\n"
            + "gUWJ2am120GEQaAvA2tElJAp7BmF+qot\\n-----END CERTIFICATE-----";

    private final AtlasAdapter adapter = new AtlasAdapter(
            ProbeDirectory.parse("prb_id,country,asn\n7,KZ,9198\n"),
            TargetClasses.parse("name,class\n192.0.2.77,domestic\nnews.example,site\n"));

    @Test
    void makesAReportOfAProbeThatPromisesNothing() {
        var report = Read.report(adapter, PING + "'dst_name':'host.example','rcvd':3,'min':21.5}");

        assertThat(report.probe()).isEqualTo("atlas-7");
        assertThat(report.at()).isEqualTo(1_619_247_600_000L);
        assertThat(report.intervalSeconds()).isEqualTo(Report.NO_PROMISE);
        assertThat(report.place()).isEqualTo("KZ");
        assertThat(report.network()).isEqualTo("AS9198");
        assertThat(report.access()).isEqualTo(Access.FIXED);
    }

    @Test
    void knowsNeitherPlaceNorNetworkOfAProbeThatIsNotInTheDirectory() {
        var report = Read.report(
                adapter, "{'prb_id':8,'timestamp':1619247600,'type':'ping','dst_name':'host.example','rcvd':1}");

        assertThat(report.place()).isEqualTo("ZZ");
        assertThat(report.network()).isEqualTo("AS0");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "host.example, international/host.example",
        "HOST.example., international/host.example",
        "egov.kz, domestic/egov.kz",
        "news.example, site/news.example",
        "192.0.2.77, domestic/192.0.2.77",
        "192.0.2.78, international/192.0.2.78",
        "2001:db8:0:0:0:0:0:1, international/2001:db8::1",
        "192.168.1.1, international/msm-12",
        "100.64.3.2, international/msm-12",
        "fd00::7, international/msm-12",
        "198.51.100.9, international/msm-12"
    })
    void namesTheTargetButNeverAnAddressThatMayBeSomebodys(String name, String target) {
        var ping = Read.ping(adapter, PING + "'dst_name':'" + name + "','rcvd':3,'min':1}");

        assertThat(ping.target()).isEqualTo(target);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'rcvd':0,'sent':3,'min':-1 | TIMEOUT",
                "'rcvd':'0','sent':'3' | TIMEOUT",
                "'rcvd':0,'result':[{'x':'*'},{'error':'sendto failed: Network is unreachable'}] | UNREACHABLE",
                "'error':'connect failed: No route to host' | UNREACHABLE",
                "'dnserr':'nameserver gave no answer' | DNS"
            })
    void saysWhyNoPacketCameBack(String fields, PingError error) {
        var ping = Read.ping(adapter, PING + "'dst_name':'host.example'," + fields + "}");

        assertThat(ping.ok()).isFalse();
        assertThat(ping.error()).isEqualTo(error);
    }

    @Test
    void countsPartialLossAsAnswered() {
        var ping = Read.ping(
                adapter, PING + "'dst_name':'h.example','rcvd':'1','min':'27.3','result':[{'x':'*'},{'rtt':27.3}]}");

        assertThat(ping.ok()).isTrue();
        assertThat(ping.rttMillis()).isEqualTo(27.3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'hop':1,'result':[{'from':'10.0.0.1','rtt':1}]},{'hop':2,'result':[{'from':'192.0.2.1','rtt':9},{'from':'192.0.2.1','rtt':8}]} | 8 |",
                "{'hop':1,'result':[{'from':'192.0.2.1','rtt':7,'err':'p'}]} | 7 |",
                "{'hop':1,'result':[{'from':'10.0.0.1','rtt':1}]},{'hop':255,'result':[{'x':'*'}]} | | TIMEOUT",
                "{'hop':1,'result':[{'from':'10.0.0.1','rtt':1,'err':'H'}]} | | UNREACHABLE",
                "{'hop':1,'error':'connect failed: Network is unreachable'} | | UNREACHABLE",
                "{'error':'name resolution failed: non-recoverable failure'} | | DNS"
            })
    void countsATracerouteAsAnsweredIfItsTargetReplied(String hops, Double rtt, PingError error) {
        var ping = Read.ping(adapter, TRACEROUTE + "'result':[" + hops + "]}");

        assertThat(ping.ok()).isEqualTo(error == null);
        assertThat(ping.error()).isEqualTo(error);
        assertThat(ping.rttMillis()).isEqualTo(rtt == null ? Double.valueOf(Double.NaN) : rtt);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'dst_addr':'192.0.2.53','result':{'rt':12.5,'abuf':'AAGEAAABAAE='} | international/192.0.2.53 | ",
                "'dst_addr':'192.0.2.53','result':{'rt':12.5,'abuf':'AAGBggABAAA='} | international/192.0.2.53 | DNS",
                "'dst_addr':'192.0.2.53','error':{'timeout':5000} | international/192.0.2.53 | TIMEOUT",
                "'dst_addr':'192.168.1.1','result':{'rt':1} | site/msm-12 | ",
                "'dst_addr':'192.0.2.9','submax':1,'subid':1,'result':{'rt':1} | site/msm-12 | ",
                "'resultset':[{'dst_addr':'192.0.2.9','error':{'timeout':5000}},{'dst_addr':'10.1.1.1','result':{'rt':3}}] | site/msm-12 | ",
                "'resultset':[{'error':{'timeout':5000}},{'error':{'socket':'x'}}] | site/msm-12 | TIMEOUT"
            })
    void readsAnswersOfNameserversAndOfResolversAtHome(String fields, String target, PingError error) {
        var ping = Read.ping(adapter, DNS + fields + "}");

        assertThat(ping.target()).isEqualTo(target);
        assertThat(ping.error()).isEqualTo(error);
        assertThat(ping.ok()).isEqualTo(error == null);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'uri':'http://www.host.example/x','result':[{'res':404,'rt':31}] | international/www.host.example | ",
                "'uri':'https://u:p@Host.example:8443','result':[{'err':'connect: Connection refused'}] | international/host.example | REFUSED",
                "'uri':'http://host.example','result':[{'err':'timeout reading chunk'}] | international/host.example | TIMEOUT",
                "'uri':'http://host.example','result':[{'err':'bad chunk line'}] | international/host.example | HTTP",
                "'uri':'http://host.example','result':[{'dnserr':'x'},{'res':200}] | international/host.example | ",
                "'uri':'http://host.example','result':[{'dnserr':'x'}] | international/host.example | DNS",
                "'result':[{'addr':'192.0.2.4','res':200,'rt':5}] | international/192.0.2.4 | ",
                "'result':'GET4 192.0.2.4 0.042268 200 263 1406' | international/msm-12 | ",
                "'src_addr':'GET4 192.0.2.4 0.042268 200 263 1406' | international/msm-12 | ",
                "'src_addr':'connect error 4' | international/msm-12 | UNREACHABLE"
            })
    void readsHttpResultsOfAllTimes(String fields, String target, PingError error) {
        var ping = Read.ping(adapter, HTTP + fields + "}");

        assertThat(ping.target()).isEqualTo(target);
        assertThat(ping.error()).isEqualTo(error);
        assertThat(ping.ok()).isEqualTo(error == null);
    }

    @Test
    void keepsIssuerAndKeyOfTheLeaf() {
        var ping = Read.ping(adapter, CERTIFICATE + "'ttc':17,'rt':40,'cert':[\"" + PEM + "\",'rest']}");

        assertThat(ping.rttMillis()).isEqualTo(17);
        assertThat(ping.tls())
                .isEqualTo(new Tls("CN=R11,O=Let's Encrypt,C=US", "gI4CgxZQsIy3ird6GYNlcpqqZy9KKGIbVPPTHgCoCxQ="));
    }

    @Test
    void takesAServerThatShowsRubbishForAnswered() {
        var ping = Read.ping(adapter, CERTIFICATE + "'cert':['rubbish']}");

        assertThat(ping.ok()).isTrue();
        assertThat(ping.tls()).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'alert':{'level':2,'decription':40} | TLS",
                "'dnserr':'x' | DNS",
                "'err':'connect: Connection timed out' | TIMEOUT",
                "'err':'read: Connection reset by peer' | RESET",
                "'err':'what is this' | TLS"
            })
    void saysWhyNoCertificateCame(String fields, PingError error) {
        var ping = Read.ping(adapter, CERTIFICATE + fields + "}");

        assertThat(ping.error()).isEqualTo(error);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'prb_id':7,'timestamp':1619247600} | MALFORMED | /type",
                "{'type':7} | MALFORMED | /type",
                "{'type':'ntp','prb_id':7} | UNUSABLE | /type",
                "{'type':'sslcert','error':'address not allowed','dst_name':'h.example'} | UNUSABLE | /error",
                "{'type':'ping','dst_name':'h.example','rcvd':1,'timestamp':1619247600} | MALFORMED | /prb_id",
                "{'type':'ping','dst_name':'h.example','rcvd':1,'prb_id':7} | MALFORMED | /timestamp",
                "{'type':'ping','dst_name':'h.example','rcvd':1,'prb_id':7,'timestamp':60} | UNUSABLE | /timestamp",
                "{'type':'ping','dst_name':'h.example','rcvd':1,'prb_id':7,'timestamp':1619247600,'lts':86401} | UNUSABLE | /lts",
                "{'type':'ping','dst_name':'h.example','rcvd':1,'prb_id':7,'timestamp':1e400} | MALFORMED | /timestamp",
                "{'type':'ping','dst_name':'h.example','rcvd':-1} | MALFORMED | /rcvd",
                "{'type':'ping','dst_name':'h.example','rcvd':0,'sent':0} | UNUSABLE | /sent",
                "{'type':'ping','dst_name':'two words','rcvd':1} | MALFORMED | /dst_name",
                "{'type':'ping','dst_name':{},'rcvd':1} | MALFORMED | /dst_name",
                "{'type':'ping','rcvd':1} | MALFORMED | /msm_id",
                "{'type':'ping','dst_name':'h.example','rcvd':1,'min':1e9} | MALFORMED | /min",
                "{'type':'traceroute','dst_name':'h.example','result':[{'result':[7]}]} | MALFORMED | /result/0/result/0",
                "{'type':'dns','dst_addr':'192.0.2.1'} | MALFORMED | /result",
                "{'type':'http','uri':'mailto:x','result':[{'res':200}]} | MALFORMED | /uri",
                "{'type':'http','uri':'http://h.example','result':[{}]} | MALFORMED | /result/0",
                "[] | MALFORMED | \"\"",
                "7 | MALFORMED | \"\"",
                "{'type': | MALFORMED | \"\""
            })
    void namesWhatIsWrong(String json, Adapted.Reason reason, String pointer) {
        var rejected = Read.rejected(adapter, json);

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.pointer()).isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, -1, 0, 86_400})
    void takesClocksThatWereSetOfLateOrOfWhichNobodyKnows(int lts) {
        assertThat(Read.ping(adapter, PING + "'dst_name':'h.example','rcvd':1,'min':1,'lts':" + lts + "}")
                        .ok())
                .isTrue();
    }

    @Test
    void numbersResultsOfOneSecondApartAndTheSameResultAlike() {
        var one = Read.report(adapter, PING + "'dst_name':'a.example','rcvd':1}");
        var again = Read.report(adapter, PING + "'dst_name':'a.example', 'rcvd' : 1}");
        var other = Read.report(adapter, PING + "'dst_name':'b.example','rcvd':1}");

        assertThat(again.seq()).isEqualTo(one.seq());
        assertThat(other.seq()).isNotEqualTo(one.seq());
    }
}
