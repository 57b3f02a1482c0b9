package kz.dabyl.collector.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import kz.dabyl.collector.adapter.atlas.AtlasAdapter;
import kz.dabyl.collector.adapter.atlas.ProbeDirectory;
import kz.dabyl.collector.adapter.atlas.TargetClasses;
import kz.dabyl.model.Report;
import kz.dabyl.runtime.http.Problem;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignDocumentsTest {

    private static final String PING = """
            {"fw":4760,"type":"ping","prb_id":7,"timestamp":1619247630,"dst_name":"example.org","from":"192.0.2.7",\
            "sent":3,"rcvd":3,"min":12.5,"result":[{"rtt":12.5}]}""";

    private static final String NTP = PING.replace("\"ping\"", "\"ntp\"");

    private final Format format = new ForeignDocuments(terms -> new AtlasAdapter(
            ProbeDirectory.all(
                    terms.query().getOrDefault("country", ""), terms.query().getOrDefault("asn", "")),
            TargetClasses.BY_NAME));

    @Test
    void takesDocumentsLineByLineAndInArrays() {
        assertThat(decode(PING + "\n" + PING.replace("7630", "7660")).reports()).hasSize(2);
        assertThat(decode("[" + PING + "," + PING.replace("7630", "7660") + "]").reports())
                .hasSize(2);
    }

    @Test
    void saysWhereProbesAreIfTheSenderKnows() {
        var decoded = format.decode(PING.getBytes(UTF_8), terms(Map.of("country", "KZ", "asn", "9198")));

        assertThat(decoded.reports()).extracting(Report::place).containsExactly("KZ");
        assertThat(decoded.reports()).extracting(Report::network).containsExactly("AS9198");
    }

    @Test
    void refusesACountryThatIsNone() {
        var decoded = format.decode(PING.getBytes(UTF_8), terms(Map.of("country", "Kazakhstan")));

        assertThat(decoded.reports()).isEmpty();
        assertThat(decoded.faults())
                .extracting(Problem.Fault::detail)
                .first()
                .asString()
                .contains("country");
    }

    @Test
    void namesTheFieldThatDecidedAndKeepsTheOthers() {
        var decoded = decode(PING + "\n" + NTP);

        assertThat(decoded.reports()).hasSize(1);
        assertThat(decoded.faults()).extracting(Problem.Fault::pointer).containsExactly("/type");
        assertThat(decoded.faults()).extracting(Problem.Fault::line).containsExactly(2);
        assertThat(decoded.rejected()).isEqualTo(1);
    }

    @Test
    void keepsWhatStoodBeforeWhatIsNoJson() {
        var decoded = decode(PING + "\n{\"type\":");

        assertThat(decoded.reports()).hasSize(1);
        assertThat(decoded.rejected()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":", "nonsense", "{\"type\":\"ping\"", "{\"a\":]}", "{\"a\":\n  [1,\n  }\n}"})
    void keepsWhatStandsBehindALineThatIsNoJson(String broken) {
        var decoded = decode(PING + "\n\n" + broken + "\n" + PING.replace("7630", "7660") + "\n" + NTP);

        assertThat(decoded.reports()).hasSize(2);
        assertThat(decoded.rejected()).isEqualTo(2);
        assertThat(decoded.faults())
                .extracting(Problem.Fault::line)
                .containsExactly(3, 5 + (int) broken.lines().skip(1).count());
        assertThat(decoded.faults().get(0).detail()).startsWith("not JSON: ");
    }

    @Test
    void keepsWhatStandsBehindADocumentThatIsTooLarge() {
        var decoded = decode("{\"a\":[" + "1,".repeat(200_000) + "1]}\n" + PING);

        assertThat(decoded.reports()).hasSize(1);
        assertThat(decoded.faults()).extracting(Problem.Fault::line).containsExactly(1);
    }

    @Test
    void namesTheElementOfAnArray() {
        var decoded = decode("[" + PING + "," + NTP + "," + PING.replace("7630", "7660") + ",\n" + NTP + "]");

        assertThat(decoded.reports()).hasSize(2);
        assertThat(decoded.faults()).extracting(Problem.Fault::line).containsExactly(2, 4);
    }

    @Test
    void saysThatItReadsNoFurtherInABrokenArray() {
        var decoded = decode("[" + PING + ",\n{\"type\":}," + PING + "]\n");

        assertThat(decoded.reports()).hasSize(1);
        assertThat(decoded.faults()).extracting(Problem.Fault::line).containsExactly(2);
        assertThat(decoded.faults().get(0).detail()).endsWith("what stands behind it was not read");
    }

    @Test
    void givesUpOnWhatIsHardlyJsonAtAllAndSaysWhere() {
        var decoded = decode("x\n".repeat(100_000) + PING);

        assertThat(decoded.reports()).isEmpty();
        assertThat(decoded.faults()).hasSize(ForeignDocuments.MOST_BROKEN + 1);
        assertThat(decoded.faults().get(ForeignDocuments.MOST_BROKEN).line())
                .isEqualTo(ForeignDocuments.MOST_BROKEN + 1);
    }

    @Test
    void tellsWhatEachProbeMeasuredInItsOrderAndOnce() {
        var later = PING.replace("7630", "7660");

        var decoded = decode(later + "\n" + PING + "\n" + later);

        assertThat(decoded.reports()).hasSize(2).extracting(Report::seq).isSorted();
    }

    @Test
    void takesNoOtherKindOfBody() {
        assertThat(format.takes("application/json; charset=utf-8")).isTrue();
        assertThat(format.takes("application/x-ndjson")).isTrue();
        assertThat(format.takes("text/plain")).isFalse();
    }

    @Property(tries = 300)
    void neverStumblesOverBytes(@ForAll byte[] body) {
        assertThat(format.decode(body, terms(Map.of())).reports()).isEmpty();
    }

    private Readings decode(String body) {
        return format.decode(body.getBytes(UTF_8), terms(Map.of()));
    }

    private static Terms terms(Map<String, String> query) {
        return new Terms(Optional.empty(), 0, query);
    }
}
