package kz.dabyl.collector.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.buffer.Buffer;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=JsonBodyFuzzTest} explores; otherwise the saved inputs run. */
class JsonBodyFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void anyBytesHoldFieldsWithinTheirBoundsOrAreRefused(byte[] bytes) {
        try {
            var body = JsonBody.of(Buffer.buffer(bytes));

            assertThat(body.integer("max_probes", 100, 7)).isBetween(1, 100);
            body.text("label", 20)
                    .ifPresent(label -> assertThat(new String(label.getBytes(UTF_8), UTF_8))
                            .isEqualTo(label)
                            .isNotBlank()
                            .hasSizeLessThanOrEqualTo(20));
            body.flag("vouched");
            assertThat(body.time("expires")).isEqualTo(body.time("expires"));
        } catch (Refusal e) {
            assertThat(e.problem().status()).isEqualTo(400);
            assertThat(e.problem().detail()).isNotBlank().hasSizeLessThan(500);
        }
    }
}
