package kz.dabyl.collector.reports;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.collector.Reports.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import kz.dabyl.collector.Reports;
import kz.dabyl.collector.gateway.Faults;
import kz.dabyl.model.Report;
import kz.dabyl.runtime.http.Problem;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchReaderTest {

    private static final String GOOD = json("p", 1);

    @Test
    void readsOneObject() {
        assertThat(seqs(document(GOOD))).containsExactly(1L);
    }

    @Test
    void readsTheElementsOfAnArrayInOrder() {
        assertThat(seqs(document("[" + json("p", 3) + "," + json("p", 1) + "]")))
                .containsExactly(3L, 1L);
    }

    @Test
    void readsAReportALineWhateverEndsTheLine() {
        assertThat(seqs(lines(json("p", 1) + "\n\n" + json("p", 2) + "\r\n \t\n" + json("p", 3))))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void readsWhatIsSpeltUnusuallyAfterALongerBody() {
        var reader = new BatchReader();
        var longer = (" ".repeat(1000) + GOOD).getBytes(UTF_8);
        var unusual = GOOD.replace("\"p\"", "\"\\u0070\"").getBytes(UTF_8);

        var before = reader.document(Arrays.copyOf(longer, longer.length + BatchReader.SLACK), longer.length);
        var after = reader.document(Arrays.copyOf(unusual, unusual.length + BatchReader.SLACK), unusual.length);

        assertThat(seqs(before)).containsExactly(1L);
        assertThat(seqs(after)).containsExactly(1L);
    }

    @Test
    void countsEmptyLinesToo() {
        assertThat(lines("\n\n{}\n").faults()).extracting(Problem.Fault::line).containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\r\n\n", "[]", " [ ] "})
    void findsNothingInAnEmptyBody(String body) {
        assertThat(body.contains("[") ? document(body) : lines(body))
                .satisfies(batch -> assertThat(batch.isEmpty()).isTrue());
    }

    @Test
    void keepsTheGoodElementsAroundABadOne() {
        var batch = document("[" + json("p", 1) + ",{\"probe\":7},null," + json("p", 2) + "]");

        assertThat(seqs(batch)).containsExactly(1L, 2L);
        assertThat(batch.faults()).extracting(Problem.Fault::line).containsExactly(2, 3);
        assertThat(batch.faults().get(0).pointer()).isEqualTo("/probe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[%s,{\"probe\":",
                "[%s,{\"probe\":}]",
                "[%s,nonsense]",
                "[%s,{\"a\":1e}]",
                "[%s,\"unfinished",
                "[%s} and so on",
                "[%s,"
            })
    void givesUpAnArrayWhereItStopsBeingJson(String body) {
        var batch = document(body.formatted(GOOD));

        assertThat(seqs(batch)).containsExactly(1L);
        assertThat(batch.rejected()).isEqualTo(1);
        assertThat(batch.faults().get(0).line()).isEqualTo(2);
        assertThat(batch.faults().get(0).detail()).startsWith("not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s garbage", "%s]", "%s{}", "[%s][]", "[%s] x"})
    void rejectsWhatFollowsTheDocument(String body) {
        var batch = document(body.formatted(GOOD));

        assertThat(seqs(batch)).containsExactly(1L);
        assertThat(batch.faults()).extracting(Problem.Fault::line).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "17", "\"text\"", "{", "}", "nul", "<xml/>", "\u0000", "{\"probe\":\"p\"}"})
    void rejectsWhatIsNoReport(String body) {
        var batch = document(body);

        assertThat(batch.reports().isEmpty()).isTrue();
        assertThat(batch.rejected()).isEqualTo(1);
        assertThat(batch.faults().get(0).line()).isEqualTo(1);
    }

    @Test
    void takesEachLineByItself() {
        var batch = lines(json("p", 1) + "\nnonsense\n{\"probe\":\n" + json("p", 2) + " {}\n" + json("p", 3));

        assertThat(seqs(batch)).containsExactly(1L, 3L);
        assertThat(batch.faults()).extracting(Problem.Fault::line).containsExactly(2, 3, 4);
    }

    @Test
    void rejectsALineThatIsNotUtf8AndKeepsTheOthers() throws Exception {
        var body = new ByteArrayOutputStream();
        body.write((json("p", 1) + "\n").getBytes(UTF_8));
        body.write("@".getBytes(UTF_8));
        body.write(new byte[] {'\n', '{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}', '\n'});
        body.write(new byte[] {(byte) 0xFF, (byte) 0xFE, (byte) 0xFD, '\n'});
        body.write(json("p", 3).getBytes(UTF_8));

        var batch = lines(body.toByteArray());

        assertThat(seqs(batch)).containsExactly(1L, 3L);
        assertThat(batch.faults()).extracting(Problem.Fault::line).containsExactly(2, 3, 4);
    }

    @Test
    void rejectsDeepNestingWithoutFollowingIt() {
        var deep = "[".repeat(1_000_000);

        var alone = document(deep);
        var within = lines(json("p", 1) + "\n{\"x\":" + deep + "\n" + json("p", 2));

        assertThat(alone.rejected()).isEqualTo(1);
        assertThat(seqs(within)).containsExactly(1L, 2L);
        assertThat(within.rejected()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99999999999999999999999999",
                "-1",
                "1.5",
                "1e999999999",
                "1e-999999999",
                "1111111111111111111111111111111111111111111111111111111111111111111111111111111111",
                "\"1\"",
                "null",
                "[1]",
                "{}"
            })
    void rejectsASequenceNumberThatIsNone(String seq) {
        var batch = lines(GOOD.replace("\"seq\":1", "\"seq\":" + seq) + "\n" + json("p", 2));

        assertThat(seqs(batch)).containsExactly(2L);
        assertThat(batch.rejected()).isEqualTo(1);
    }

    @Test
    void rejectsHugeNumbersAndTextsAnywhere() {
        var digits = "9".repeat(1_000_000);
        var batch = lines("{\"x\":" + digits + "}\n{\"boot\":\"" + digits + "\"}\n{\"" + digits + "\":1}\n" + GOOD);

        assertThat(seqs(batch)).containsExactly(1L);
        assertThat(batch.rejected()).isEqualTo(3);
        assertThat(batch.faults())
                .allSatisfy(fault -> assertThat(fault.detail().length()).isLessThan(500));
    }

    @Test
    void ignoresFieldsThatItDoesNotKnow() {
        assertThat(seqs(document(GOOD.replace("{\"probe\"", "{\"x\":[{\"y\":null}],\"probe\""))))
                .containsExactly(1L);
    }

    @Test
    void rejectsHalfACharacterWithoutStumbling() {
        var batch = document(GOOD.replace("\"access\"", "\"boot\":\"\\ud800\",\"access\""));

        assertThat(batch.rejected()).isEqualTo(1);
        assertThat(batch.faults().get(0).pointer()).isEqualTo("/boot");
    }

    @Test
    void countsAReportThatABodyHoldsTwiceOnce() {
        var batch = lines(json("p", 1) + "\n" + json("p", 1) + "\n" + json("q", 1));

        assertThat(batch.reports().size()).isEqualTo(2);
        assertThat(batch.repeats()).isEqualTo(1);
    }

    @Test
    void listsOnlySoManyFaultsOfABodyOfGarbageAndTellsHowManyMoreThereAre() {
        var batch = lines("x\n".repeat(50_000));
        var faults = batch.faults();

        assertThat(batch.rejected()).isEqualTo(50_000);
        assertThat(faults).hasSizeBetween(100, Faults.MAX_LISTED);
        assertThat(faults.get(faults.size() - 1).detail())
                .endsWith("; " + (50_000 - faults.size()) + " more are rejected and not listed");
        assertThat(faults.get(faults.size() - 2).detail()).doesNotContain("more are");
    }

    @Test
    void saysNothingOfMoreFaultsWhereAllAreListed() {
        assertThat(lines("x\nx\n").faults())
                .hasSize(2)
                .noneSatisfy(fault -> assertThat(fault.detail()).contains("more are"));
    }

    @Test
    void readsAtOnceOnlyWhatIsMostlyGood() {
        assertThat(atOnce("x\n".repeat(100) + GOOD))
                .hasValueSatisfying(batch -> assertThat(seqs(batch)).containsExactly(1L));
        assertThat(atOnce("{\n".repeat(101) + GOOD)).isEmpty();
    }

    @Test
    void refusesOtherEncodings() {
        var batch = lines(GOOD.getBytes(UTF_16LE));

        assertThat(batch.isEmpty()).isFalse();
        assertThat(batch.faults()).extracting(Problem.Fault::detail).contains("not JSON in UTF-8");
    }

    /** What lies behind it in a room that is used again is of another sender. */
    @Test
    void readsNothingBehindABodyInAnotherEncoding() {
        var text = ("\uFEFF" + GOOD + GOOD).getBytes(UTF_16LE);
        var half = 2 + text.length / 2 - 1;

        var batch = new BatchReader().document(Arrays.copyOf(text, text.length), half);

        assertThat(batch.reports().size()).isZero();
        assertThat(batch.faults()).extracting(Problem.Fault::detail).containsExactly("not JSON in UTF-8");
    }

    @Test
    void takesOneBodyAfterTheOther() {
        var reader = new BatchReader();
        var first = (json("p", 1) + "\nx\n").getBytes(UTF_8);
        var second = json("p", 1).getBytes(UTF_8);

        reader.lines(Arrays.copyOf(first, first.length + BatchReader.SLACK), first.length);
        var batch = reader.document(Arrays.copyOf(second, second.length + BatchReader.SLACK), second.length);

        assertThat(seqs(batch)).containsExactly(1L);
        assertThat(batch.rejected()).isZero();
        assertThat(batch.repeats()).isZero();
    }

    @Test
    void findsEveryRepeatAmongMany() {
        var body = LongStream.range(0, 3_000)
                .mapToObj(i -> json("p" + i % 1_000, i % 2_000))
                .collect(Collectors.joining("\n"));

        var batch = lines(body);

        assertThat(batch.reports().size()).isEqualTo(2_000);
        assertThat(batch.repeats()).isEqualTo(1_000);
        assertThat(Reports.of(batch.reports())).doesNotHaveDuplicates();
    }

    @Property(tries = 500)
    void neverStumblesOverBytesThatAreNoJson(@ForAll byte[] body) {
        document(body);
        lines(body);
    }

    @Property(tries = 500)
    void neverStumblesOverAReportWithWrongBytes(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 20) int wrongBytes) {
        var body = ("[" + GOOD + "," + GOOD + "]").getBytes(UTF_8);
        for (var i = 0; i < wrongBytes; i++) {
            body[random.nextInt(body.length)] = (byte) random.nextInt();
        }

        var batch = document(body);
        lines(body);

        assertThat(batch.isEmpty()).isFalse();
    }

    private static Batch document(String body) {
        return document(body.getBytes(UTF_8));
    }

    private static Batch document(byte[] body) {
        return new BatchReader().document(Arrays.copyOf(body, body.length + BatchReader.SLACK), body.length);
    }

    private static Optional<Batch> atOnce(String body) {
        var bytes = body.getBytes(UTF_8);
        return new BatchReader().atOnce(true, Arrays.copyOf(bytes, bytes.length + BatchReader.SLACK), bytes.length);
    }

    private static Batch lines(String body) {
        return lines(body.getBytes(UTF_8));
    }

    private static Batch lines(byte[] body) {
        return new BatchReader().lines(Arrays.copyOf(body, body.length + BatchReader.SLACK), body.length);
    }

    private static List<Long> seqs(Batch batch) {
        return Reports.of(batch.reports()).stream().map(Report::seq).toList();
    }
}
