package kz.dabyl.collector.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import kz.dabyl.collector.Reports;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=BatchReaderFuzzTest} explores; otherwise the saved inputs run. */
class BatchReaderFuzzTest {

    /** Read before each input: what a reader keeps of a longer body, or of a bad report, must not show in the next. */
    private static final byte[] BEFORE = padded((" ".repeat(8192) + Reports.json("before", 1)).getBytes(UTF_8));

    private static final byte[] BAD_BEFORE = padded("{\"probe\":\"of somebody else\"}".getBytes(UTF_8));

    private final BatchReader reader = new BatchReader();

    @FuzzTest(maxDuration = "60s")
    void whatIsTakenAndWhatIsSaidOfTheRestIsTheWordOfParsing(byte[] bytes) {
        var body = padded(bytes);

        assertThat(reader.document(BEFORE, BEFORE.length - BatchReader.SLACK).rejected())
                .isZero();
        assertThat(reader.document(BAD_BEFORE, BAD_BEFORE.length - BatchReader.SLACK)
                        .rejected())
                .isEqualTo(1);
        var parsed = ParsedBody.ofDocument(bytes);
        assertThat(ParsedBody.of(reader.document(body, bytes.length)))
                .as("by parsing it is %s", parsed)
                .matches(parsed::agreesWith);
        assertThat(ParsedBody.of(reader.lines(body, bytes.length))).isEqualTo(ParsedBody.ofLines(bytes));
    }

    private static byte[] padded(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + BatchReader.SLACK);
    }
}
