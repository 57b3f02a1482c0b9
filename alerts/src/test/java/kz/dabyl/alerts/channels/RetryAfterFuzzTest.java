package kz.dabyl.alerts.channels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.time.Instant;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=RetryAfterFuzzTest} explores; otherwise the saved inputs run. */
class RetryAfterFuzzTest {

    private static final Instant NOW = Instant.parse("2021-04-24T07:00:30Z");

    @FuzzTest(maxDuration = "60s")
    void anyHeaderIsAWaitOfAWeekAtMostOrIsIgnored(byte[] bytes) {
        RetryAfter.parse(new String(bytes, ISO_8859_1), NOW)
                .ifPresent(wait -> assertThat(wait).isBetween(Duration.ZERO, Duration.ofDays(7)));
    }
}
