package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=HopSummaryCodecFuzzTest} explores; otherwise the saved inputs run. */
class HopSummaryCodecFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void anyBytesEitherDecodeAndEncodeBackOrAreMalformed(byte[] bytes) {
        if (HopSummaryCodec.decode(bytes) instanceof Decoded.Ok<HopSummary> ok) {
            assertThat(HopSummaryCodec.decode(HopSummaryCodec.encode(ok.value())))
                    .isEqualTo(ok);
        }
    }
}
