package kz.dabyl.collector.adapter.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.collector.gateway.DecodedRules;
import kz.dabyl.collector.gateway.ForeignDocuments;
import kz.dabyl.collector.gateway.Terms;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=AtlasAdapterFuzzTest} explores; otherwise the saved inputs run. */
class AtlasAdapterFuzzTest {

    private static final Terms TERMS = new Terms(Optional.empty(), 1_619_247_613_000L, Map.of());

    private final ForeignDocuments format =
            new ForeignDocuments(terms -> new AtlasAdapter(ProbeDirectory.all("KZ", "9198"), TargetClasses.BY_NAME));

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreReportsThatCanBeKeptAndFaultsThatSayWhere(byte[] bytes) {
        var decoded = format.decode(bytes, TERMS);

        DecodedRules.hold(decoded, bytes.length);
        assertThat(format.decode(bytes, TERMS)).isEqualTo(decoded);
    }
}
