package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportWriterTest {

    private static final String EXAMPLE = """
            {"probe":"p-5f0c7e21","seq":1042,"at":"2021-04-24T07:00:30.000Z","interval_s":30,
             "place":"8820e60003fffff","network":"401-01","access":"mobile","boot":"b-91","software":"dabyl-probe/0.1.0","power":"battery",
             "pings":[{"target":"international/1.1.1.1","ok":true,"rtt_ms":84.2},
                      {"target":"domestic/egov.kz","ok":true,"rtt_ms":21.9},
                      {"target":"platform/telegram.org","ok":false,"error":"timeout"},
                      {"target":"site/vlast.kz","ok":true,"rtt_ms":48.0,"kbps":812,"tls":{"issuer":"CN=R11,O=Let's Encrypt,C=US","spki_sha256":"c3Bra2k="}}]}""";

    @Test
    void writesTheSameTreeThatItRead() throws IOException {
        var written = Json.write(Json.report(EXAMPLE));

        assertThat(Json.tree(written)).isEqualTo(Json.tree(EXAMPLE));
    }

    @Test
    void writesTheSameTreeAsTheContractsExample() throws IOException {
        var example = Json.contractExample("report.json");
        assumeTrue(example.isPresent(), "the contract is not at hand: set DABYL_CONTRACT to its folder");

        var written = Json.write(Json.report(example.orElseThrow()));

        assertThat(Json.tree(written)).isEqualTo(Json.tree(example.orElseThrow()));
    }

    @Test
    void leavesOutWhatIsAbsent() throws IOException {
        assertThat(Json.write(Samples.BARE)).isEqualTo("""
                {"probe":"probe_2","seq":0,"at":"2021-04-24T06:00:30.000Z","place":"KZ-75",\
                "network":"AS9198","access":"fixed","pings":[]}""");
    }

    @Test
    void writesAGoodbye() throws IOException {
        var goodbye =
                new Report("p", 1, Samples.AT, Report.GOODBYE, "KZ", "AS1", Access.FIXED, null, null, null, List.of());

        assertThat(Json.tree(Json.write(goodbye)).get("interval_s").asInt(-1)).isZero();
    }

    @Test
    void keepsAFractionOfThroughput() throws IOException {
        var slow = new Ping("site/a", true, Double.NaN, null, 0.25, null);
        var report = new Report("p", 1, Samples.AT, 30, "KZ", "AS1", Access.FIXED, null, null, null, List.of(slow));

        assertThat(Json.write(report)).endsWith("[{\"target\":\"site/a\",\"ok\":true,\"kbps\":0.25}]}");
    }
}
