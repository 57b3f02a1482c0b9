package kz.dabyl.collector.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.collector.gateway.ReadingsRules;
import kz.dabyl.collector.gateway.Terms;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=RemoteWriteFuzzTest} explores; otherwise the saved inputs run. */
class RemoteWriteFuzzTest {

    private final RemoteWrite format = new RemoteWrite();

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreReportsThatCanBeKeptAndFaultsThatSayWhere(byte[] bytes) {
        for (var sender : List.of(Optional.of("p-1"), Optional.<String>empty())) {
            var terms = new Terms(sender, 1_619_247_613_000L, Map.of());
            var decoded = format.decode(bytes, terms);

            ReadingsRules.hold(decoded, bytes.length);
            assertThat(format.decode(bytes, terms)).isEqualTo(decoded);
        }
    }
}
