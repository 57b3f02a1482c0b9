package kz.dabyl.collector.adapter.telegraf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import kz.dabyl.collector.gateway.FuzzedRequest;
import kz.dabyl.collector.gateway.ReadingsRules;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=TelegrafFuzzTest} explores; otherwise the saved inputs run. */
class TelegrafFuzzTest {

    private final Telegraf format = new Telegraf();

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreReportsThatCanBeKeptAndFaultsThatSayWhere(byte[] bytes) {
        var request = FuzzedRequest.of(bytes);

        for (var sender : List.of(Optional.of("p-1"), Optional.<String>empty())) {
            var terms = request.terms(sender);
            var decoded = format.decode(request.body(), terms);

            ReadingsRules.hold(decoded, bytes.length);
            assertThat(format.decode(request.body(), terms)).isEqualTo(decoded);
        }
    }
}
