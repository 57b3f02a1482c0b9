package kz.dabyl.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=BatchReaderFuzzTest} explores; otherwise the saved inputs run. */
class BatchReaderFuzzTest {

    private final BatchReader reader = new BatchReader();

    @FuzzTest(maxDuration = "60s")
    void whatIsTakenAndWhatIsSaidOfTheRestIsTheWordOfParsing(byte[] bytes) {
        var body = Arrays.copyOf(bytes, bytes.length + BatchReader.SLACK);

        assertThat(ParsedBody.of(reader.document(body, bytes.length))).isEqualTo(ParsedBody.ofDocument(bytes));
        assertThat(ParsedBody.of(reader.lines(body, bytes.length))).isEqualTo(ParsedBody.ofLines(bytes));
    }
}
