package kz.dabyl.collector.reports;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static kz.dabyl.collector.Reports.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import kz.dabyl.collector.Reports;
import kz.dabyl.model.Report;
import kz.dabyl.runtime.http.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports that are longer, or nested more deeply, than a parser takes. */
class BatchReaderExcessTest {

    private static final String GOOD = json("p", 1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "probe | `\"LONG\"` | /probe",
                "boot | `\"LONG\"` | /boot",
                "seq | `NUMBER` | /seq",
                "x | `DEEP` | ''",
                "pings | `[{\"target\":\"LONG\",\"ok\":true}]` | /pings/0/target",
                "pings | `[{\"x\":DEEP}]` | /pings"
            })
    void losesOnlyTheElementThatIsTooMuchForAParser(String field, String value, String pointer) {
        var bad = "{\"" + field + "\":" + much(value) + "}";

        var batch = document("[" + json("p", 1) + ", " + bad + " ," + bad + "," + json("p", 2) + "]");

        assertThat(seqs(batch)).containsExactly(1L, 2L);
        assertThat(batch.faults()).extracting(Problem.Fault::line).containsExactly(2, 3);
        assertThat(batch.faults()).extracting(Problem.Fault::pointer).containsOnly(pointer.equals("''") ? "" : pointer);
    }

    @ParameterizedTest
    @CsvSource({"NUMBER", "\"LONG\"", "DEEP"})
    void losesOnlyTheElementThatIsNoObjectAndTooMuchForAParser(String value) {
        var much = much(value);

        var amid = document("[" + json("p", 1) + ", " + much + " ," + json("p", 2) + "]");
        var first = document("[ " + much + "," + GOOD + "," + much + "]");
        var behindBad = document("[{\"probe\":1}," + much + "," + GOOD + "]");

        assertThat(seqs(amid)).containsExactly(1L, 2L);
        assertThat(amid.faults()).extracting(Problem.Fault::line).containsExactly(2);
        assertThat(seqs(first)).containsExactly(1L);
        assertThat(first.faults()).extracting(Problem.Fault::line).containsExactly(1, 3);
        assertThat(seqs(behindBad)).containsExactly(1L);
        assertThat(behindBad.faults()).extracting(Problem.Fault::pointer).containsExactly("/probe", "");
    }

    @Test
    void doesNotBlameTheFieldBeforeANameThatIsTooLong() {
        var batch = document("[{\"probe\":\"p\",\"" + "n".repeat(2000) + "\":1}," + GOOD + "]");

        assertThat(seqs(batch)).containsExactly(1L);
        assertThat(batch.faults()).extracting(Problem.Fault::pointer).containsExactly("");
    }

    @Test
    void takesNoDocumentThatBeginsWithAComma() {
        var batch = document("," + GOOD + "]");

        assertThat(seqs(batch)).isEmpty();
        assertThat(batch.faults()).extracting(Problem.Fault::line).containsExactly(1);
    }

    @Test
    void losesOnlyTheLineThatIsTooMuchForAParser() {
        var batch = lines("{\"probe\":\"" + "p".repeat(70_000) + "\"}\n" + GOOD);

        assertThat(seqs(batch)).containsExactly(1L);
        assertThat(batch.faults()).extracting(Problem.Fault::pointer).containsExactly("/probe");
    }

    @Test
    void doesNotTakeWhatStandsBehindATextThatNeverEnds() {
        var batch = document("[{\"probe\":\"" + "p".repeat(70_000) + "," + GOOD + "]");

        assertThat(seqs(batch)).isEmpty();
        assertThat(batch.rejected()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"NUMBER", "DEEP"})
    void tellsNobodyWhatWasWrongWithTheReportOfAnother(String value) {
        var reader = new BatchReader();
        var theirs = "{\"probe\":\"the secret\"}";
        var mine = much(value);

        var first = reader.lines(padded(theirs), theirs.length());
        var second = reader.document(padded(mine), mine.length());
        var behind = reader.document(padded(theirs + mine), theirs.length() + mine.length());

        assertThat(first.faults().get(0).detail()).contains("secret");
        assertThat(second.faults()).extracting(Problem.Fault::pointer).containsExactly("");
        assertThat(second.faults().get(0).detail()).startsWith("not JSON").doesNotContain("secret");
        assertThat(behind.faults()).extracting(Problem.Fault::pointer).containsExactly("/probe", "");
    }

    @Test
    void takesGoodLinesBehindAnyNumberOfBrokenOnesAndLooksNoLongerAtTheseClosely() {
        var broken = 2 * BatchReader.MOST_BROKEN;
        var twice = json("p", 2) + json("p", 3);

        var batch = lines(json("p", 1) + "\n" + "{\n".repeat(broken) + "\n" + twice + "\n" + json("p", 4));

        assertThat(seqs(batch)).containsExactly(1L, 4L);
        assertThat(batch.rejected()).isEqualTo(broken + 1);
    }

    private static String much(String value) {
        return value.replace("LONG", "\\\"}]".repeat(50_000))
                .replace("NUMBER", "1".repeat(2000))
                .replace("DEEP", "[".repeat(2000) + "]".repeat(2000));
    }

    private static Batch document(String body) {
        return new BatchReader().document(padded(body), body.length());
    }

    private static Batch lines(String body) {
        return new BatchReader().lines(padded(body), body.length());
    }

    private static byte[] padded(String body) {
        return Arrays.copyOf(body.getBytes(US_ASCII), body.length() + BatchReader.SLACK);
    }

    private static List<Long> seqs(Batch batch) {
        return Reports.of(batch.reports()).stream().map(Report::seq).toList();
    }
}
