package kz.dabyl.collector.adapter.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import kz.dabyl.collector.gateway.ForeignDocuments;
import kz.dabyl.collector.gateway.FuzzedRequest;
import kz.dabyl.collector.gateway.ReadingsRules;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=AtlasAdapterFuzzTest} explores; otherwise the saved inputs run. */
class AtlasAdapterFuzzTest {

    private final ForeignDocuments format = new ForeignDocuments(terms -> new AtlasAdapter(
            ProbeDirectory.all(
                    terms.query().getOrDefault("country", "KZ"), terms.query().getOrDefault("asn", "9198")),
            TargetClasses.BY_NAME));

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreReportsThatCanBeKeptAndFaultsThatSayWhere(byte[] bytes) {
        var request = FuzzedRequest.of(bytes);
        var terms = request.terms(Optional.empty());

        var decoded = format.decode(request.body(), terms);

        ReadingsRules.hold(decoded, bytes.length);
        ReadingsRules.tellNoAddress(decoded, request.body());
        assertThat(format.decode(request.body(), terms)).isEqualTo(decoded);
    }
}
