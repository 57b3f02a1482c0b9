package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=LabelChangeFuzzTest} explores; otherwise the saved inputs run. */
class LabelChangeFuzzTest {

    private static final long AT = 1_619_247_630_000L;

    @FuzzTest(maxDuration = "60s")
    void anyTextIsALabelThatIsReadBackAsItWasOrIsRefused(byte[] bytes) {
        var text = new String(bytes, UTF_8);
        try {
            var change = LabelChange.set("c-1", LabelChange.wanted(text, "i-1", "operator", AT));

            assertThat(LabelChange.parse(change.text())).isEqualTo(change);
            var kept = new String(change.text().getBytes(UTF_8), UTF_8);
            assertThat(LabelChange.parse(kept)).isEqualTo(change);
        } catch (InvalidInputException e) {
            assertThat(e.detail()).isNotBlank().hasSizeLessThan(1_000);
        }
    }
}
