package kz.dabyl.probe.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=AnswersFuzzTest} explores; otherwise the saved inputs run. */
class AnswersFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void anyAnswerIsUnderstoodOrIgnored(byte[] bytes) {
        var text = new String(bytes, UTF_8);

        assertThat(Rejections.in(text)).hasSizeLessThanOrEqualTo(5).doesNotContainNull();
        if (Rejections.isProblem(text)) {
            assertThat(text.stripLeading()).contains("{");
        }
        assertThat(HttpCourier.retryAfter(text).orElse(Duration.ZERO))
                .isBetween(Duration.ZERO, Duration.ofSeconds(999_999_999));
        HttpCourier.date(text).ifPresent(date -> assertThat(date).isGreaterThan(Long.MIN_VALUE));
    }
}
