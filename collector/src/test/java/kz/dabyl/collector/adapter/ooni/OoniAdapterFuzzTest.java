package kz.dabyl.collector.adapter.ooni;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import kz.dabyl.collector.gateway.ForeignDocuments;
import kz.dabyl.collector.gateway.FuzzedRequest;
import kz.dabyl.collector.gateway.ReadingsRules;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=OoniAdapterFuzzTest} explores; otherwise the saved inputs run. */
class OoniAdapterFuzzTest {

    private final ForeignDocuments format = new ForeignDocuments(terms -> new OoniAdapter());

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
