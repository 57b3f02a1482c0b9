package kz.dabyl.collector.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Locale;
import kz.dabyl.collector.adapter.prometheus.RemoteWrite;
import kz.dabyl.collector.gateway.Encoding;
import kz.dabyl.model.rules.RuleProposal;
import kz.dabyl.runtime.http.MediaType;
import org.jspecify.annotations.Nullable;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=HeadersFuzzTest} explores; otherwise the saved inputs run. */
class HeadersFuzzTest {

    private static final int MAX_REASON = 500;

    private final RemoteWrite remoteWrite = new RemoteWrite();

    /** Each line is the value of a header: what kind of body it is, how it is compressed, why something changes, and from what. */
    @FuzzTest(maxDuration = "60s")
    void anyHeadersAreUnderstoodAlikeByAllOrRefused(byte[] bytes) {
        var lines = new String(bytes, ISO_8859_1).split("\n", 4);
        sameBody(lines[0], lines.length > 1 ? lines[1] : null);
        reason(lines.length > 2 ? lines[2] : "");
        condition(lines.length > 3 ? lines[3] : "");
    }

    private void sameBody(String type, @Nullable String encoding) {
        var media = MediaType.of(type);
        assertThat(media).doesNotContain(";").isEqualTo(media.strip()).isEqualTo(media.toLowerCase(Locale.ROOT));
        var format = BodyFormat.of(type, encoding);
        format.ifPresent(known -> {
            assertThat(media).isEqualTo(known.lines() ? "application/x-ndjson" : "application/json");
            assertThat(Encoding.ofHeader(encoding)).contains(known.gzip() ? Encoding.GZIP : Encoding.IDENTITY);
        });
        if (remoteWrite.takes(type)) {
            assertThat(media).isEqualTo("application/x-protobuf");
            assertThat(type.toLowerCase(Locale.ROOT).replaceAll("\\s", "")).doesNotContain(";proto=io.");
            assertThat(format).isEmpty();
        }
    }

    private static void reason(String header) {
        try {
            var reason = ChangeHeaders.reasonIfAny(header);

            assertThat(reason).hasSizeLessThanOrEqualTo(MAX_REASON).isEqualTo(reason.strip());
            assertThat(new String(reason.getBytes(UTF_8), UTF_8)).isEqualTo(reason);
        } catch (Refusal e) {
            assertThat(header.length()).isGreaterThan(MAX_REASON);
        }
    }

    private static void condition(String header) {
        try {
            var condition = ChangeHeaders.condition(header);

            assertThat(condition.equals(RuleProposal.Condition.ANY) || header.matches("(?s).*[0-9].*"))
                    .isTrue();
        } catch (Refusal e) {
            assertThat(header.strip()).isNotEqualTo("*").doesNotMatch("[0-9]{1,9}|\"[0-9]{1,9}\"");
        }
    }
}
