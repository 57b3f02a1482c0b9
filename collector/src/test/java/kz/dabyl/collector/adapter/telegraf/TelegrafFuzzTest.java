package kz.dabyl.collector.adapter.telegraf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.collector.gateway.DecodedRules;
import kz.dabyl.collector.gateway.Terms;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=TelegrafFuzzTest} explores; otherwise the saved inputs run. */
class TelegrafFuzzTest {

    private static final Terms TERMS = new Terms(Optional.of("p-1"), 1_619_247_613_000L, Map.of());

    private final Telegraf format = new Telegraf();

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreReportsThatCanBeKeptAndFaultsThatSayWhere(byte[] bytes) {
        var decoded = format.decode(bytes, TERMS);

        DecodedRules.hold(decoded, bytes.length);
        assertThat(format.decode(bytes, TERMS)).isEqualTo(decoded);
    }
}
