package kz.dabyl.collector.adapter.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.collector.gateway.Decoded;
import kz.dabyl.collector.gateway.DecodedRules;
import kz.dabyl.collector.gateway.Terms;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=ConnectionLogFuzzTest} explores; otherwise the saved inputs run. */
class ConnectionLogFuzzTest {

    private static final Terms TERMS = new Terms(Optional.empty(), 1_619_247_630_000L, Map.of("interval_s", "3600"));

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreReportsThatAProbeCouldHaveSentOrAreRefused(byte[] bytes) {
        var decoded = new ConnectionLog().decode(bytes, TERMS);

        // A connection of years is two events.
        var some = decoded.reports().stream().limit(bytes.length).toList();
        DecodedRules.hold(new Decoded(some, decoded.faults(), decoded.rejected()), bytes.length);
        assertThat(decoded.reports().isEmpty() || decoded.rejected() == 0).isTrue();
    }
}
