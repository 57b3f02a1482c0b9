package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingReaderTest {

    private static final String EXAMPLE = """
            {"tick":"2021-04-24T07:00:30.000Z","collector":"c1"}
            {"received":"2021-04-24T07:00:30.412Z","collector":"c1","report":{"probe":"p-5f0c7e21","seq":1042,"at":"2021-04-24T07:00:30.000Z","interval_s":30,"place":"8820e60003fffff","network":"401-01","access":"mobile","pings":[{"target":"international/1.1.1.1","ok":true,"rtt_ms":84.2}]}}
            {"tick":"2021-04-24T07:00:31.000Z","collector":"c1"}
            """;

    private static final String TICK = "{\"tick\":\"2021-04-24T07:00:30Z\",\"collector\":\"c1\"}\n";

    private static final LogEntry EXAMPLE_TICK = new LogEntry.Tick(Samples.AT, "c1");

    @Test
    void readsTicksAndReportsInTheirOrder() throws IOException {
        var entries = read(EXAMPLE);

        assertThat(entries)
                .containsExactly(
                        EXAMPLE_TICK,
                        new LogEntry.Received(
                                Samples.AT + 412,
                                "c1",
                                new Report(
                                        "p-5f0c7e21",
                                        1042,
                                        Samples.AT,
                                        30,
                                        Samples.PLACE,
                                        "401-01",
                                        Access.MOBILE,
                                        null,
                                        null,
                                        null,
                                        List.of(Ping.answered("international/1.1.1.1", 84.2)))),
                        new LogEntry.Tick(Samples.AT + 1000, "c1"));
    }

    @Test
    void readsTheContractsExample() throws IOException {
        var example = Json.contractExample("recording.ndjson");
        assumeTrue(example.isPresent(), "the contract is not at hand: set DABYL_CONTRACT to its folder");

        assertThat(read(example.orElseThrow())).isEqualTo(read(EXAMPLE));
    }

    @Test
    void readsAGzippedRecordingAsItIs() throws IOException {
        assertThat(read(gzip(EXAMPLE))).isEqualTo(read(EXAMPLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'weather':{},'collector':7}",
                "{'collector':{'id':7},'weather':{}}",
                "{'note':'x','received':'yesterday'}",
                "{'note':'x','tick':[1]}",
                "{'weather':{},'report':{'text':'rain'}}",
                "{'weather':{},'report':'rain'}",
                "{'weather':{},'thresholds':[1],'rallies':{},'trust':'x'}"
            })
    void passesOverALineOfAnotherKindWhateverItsFieldsAreCalled(String line) throws IOException {
        assertThat(read(line.replace('\'', '"') + "\n" + TICK))
                .hasSize(2)
                .contains(EXAMPLE_TICK)
                .hasAtLeastOneElementOfType(LogEntry.Other.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'tick':'yesterday','collector':'c1'}",
                "{'x':1,'tick':'2021-04-24T07:00:30Z','collector':7}",
                "{'collector':7}",
                "{'x':1,'tick':'yesterday','collector':'c1'}",
                "{'x':1,'received':'2021-04-24T07:00:30Z','collector':'c1','report':{'probe':7}}",
                "{'x':1,'thresholds':{'min_probes':0},'received':'2021-04-24T07:00:30Z','collector':'c1'}",
                "{'report':{'probe':7},'weather':{}}",
                "{'trust':'x','weather':{}}"
            })
    void refusesABadLineOfAKindThatItKnows(String line) {
        assertThatThrownBy(() -> read(line.replace('\'', '"'))).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void takesFieldsInAnyOrder() throws IOException {
        var entries = read("{\"collector\":\"c1\",\"note\":[1],\"tick\":\"2021-04-24T07:00:30Z\"}");

        assertThat(entries).containsExactly(EXAMPLE_TICK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "  \r\n"})
    void findsNothingInAnEmptyFile(String text) throws IOException {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void readsALastLineWithoutItsNewline() throws IOException {
        assertThat(read(TICK.strip())).containsExactly(EXAMPLE_TICK);
    }

    @Test
    void readsThresholdsAndRalliesInTheirPlace() throws IOException {
        var entries = read("""
                {"thresholds":{"min_probes":5}}
                {"rallies":[{"id":"r","title":"R","from":"2021-04-24T06:00:00Z","until":"2021-04-24T11:00:00Z","places":["KZ-75"]}]}
                """);

        assertThat(entries)
                .containsExactly(
                        new LogEntry.ThresholdsSet(new Thresholds(1, 5, List.of("KZ"), 60, 120, 20, 3, 0.2, 1)),
                        new LogEntry.RalliesSet(List.of(
                                new Rally("r", "R", 1_619_244_000_000L, 1_619_262_000_000L, List.of("KZ-75"), null))));
    }

    @Test
    void readsWhatIsSaidOfAProbe() throws IOException {
        assertThat(read("""
                {"trust":{"probe":"p","invite":"i","revoked":false}}
                {"trust":{"probe":"p","revoked":true}}
                {"trust":{"probe":"p","invite":"i","revoked":false,"vouched":true}}
                {"trust":{"probe":"p","invite":"i","revoked":true,"vouched":true}}
                """))
                .containsExactly(
                        new LogEntry.Trust("p", "i", TrustLevel.INVITED),
                        new LogEntry.Trust("p", "", TrustLevel.REVOKED),
                        new LogEntry.Trust("p", "i", TrustLevel.VOUCHED),
                        new LogEntry.Trust("p", "i", TrustLevel.REVOKED));
    }

    @Test
    void readsWhenAndByWhomSomethingWasSaidWhereverItStandsInTheLine() throws IOException {
        assertThat(read("""
                        {"series":"s","version":3,"collector":"c1","received":"2021-04-24T07:00:30.000Z","rallies":[]}
                        """))
                .containsExactly(new LogEntry.RalliesSet(List.of(), 3, "s", new LogEntry.Stamp(Samples.AT, "c1")));
    }

    @Test
    void passesOverAKindWhoseVersionAndSeriesMeanSomethingElse() throws IOException {
        assertThat(read("{\"weather\":{},\"version\":\"x\",\"series\":[1]}\n" + TICK))
                .containsExactly(new LogEntry.Other("weather"), EXAMPLE_TICK);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"weather\":{\"cells\":[{}]}} | weather",
                "{\"summary\":\"in words\"} | summary",
                "{\"published\":{\"tick\":\"x\"}} | published",
                "{\"from_the_future\":null} | from_the_future"
            })
    void passesOverKindsThatItDoesNotKnow(String line, String kind) throws IOException {
        assertThat(read(line + "\n" + TICK)).containsExactly(new LogEntry.Other(kind), EXAMPLE_TICK);
    }

    @Test
    void datesAReportByItsLineIfItsClockCannotBeBelieved() throws IOException {
        var line = EXAMPLE.lines().skip(1).findFirst().orElseThrow().replace("\"at\":\"2021", "\"at\":\"2031");

        var entries = read(line);

        assertThat(entries)
                .singleElement()
                .isInstanceOfSatisfying(
                        LogEntry.Received.class,
                        received -> assertThat(received.report().at()).isEqualTo(received.received()));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | line 3: expected an object, was START_ARRAY",
                "7 | line 3: expected an object, was VALUE_NUMBER_INT",
                "{\"tick\":\"now\",\"collector\":\"c1\"} | line 3 /tick: expected a time such as 2021-04-24T07:00:30.000Z",
                "{\"tick\":5,\"collector\":\"c1\"} | line 3 /tick: expected a string, was 5",
                "{\"tick\":{},\"collector\":\"c1\"} | line 3 /tick: expected a string, was START_OBJECT",
                "{\"tick\":\"2021-04-24T07:00:30Z\"} | line 3 /collector: is required",
                "{\"tick\":\"2021-04-24T07:00:30Z\",\"collector\":\"\"} | line 3 /collector: is required",
                "{\"tick\":\"2021-04-24T07:00:30Z\",\"collector\":1} | line 3 /collector: expected a string, was 1",
                "{\"collector\":{\"tick\":\"2021-04-24T07:00:30Z\"}} | line 3 /collector: expected a string, was START_OBJECT",
                "{\"collector\":\"\\ud800\"} | line 3 /collector: expected Unicode text, was half a surrogate pair",
                "{\"report\":{\"probe\":\"\"}} | line 3 /report/probe: expected 1 to 64 characters, were 0",
                "{\"report\":null} | line 3 /report: expected an object, was null",
                "{\"thresholds\":{\"min_probes\":0}} | line 3 /thresholds/min_probes: expected at least 1",
                "{\"thresholds\":null} | line 3 /thresholds: expected a document of settings such as 'min_probes: 3'",
                "{\"rallies\":[{\"id\":\"r\",\"from\":1}]} | line 3 /rallies/0/from: expected a time such as 2021-04-24T06:00:00.000Z",
                "{\"rallies\":{}} | line 3 /rallies: expected an array of rallies",
                "{\"trust\":[]} | line 3 /trust: expected an object, was []",
                "{\"trust\":{\"invite\":\"i\"}} | line 3 /trust/probe: is required",
                "{\"trust\":{\"probe\":\"p\",\"revoked\":1}} | line 3 /trust/revoked: expected true or false, was 1"
            })
    void namesTheLineAndTheFieldThatAreBad(String line, String message) {
        assertThatThrownBy(() -> read(TICK + TICK + line + "\n" + TICK))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    @Test
    void needsTheTimeAtWhichAReportWasReceived() {
        var line = EXAMPLE.lines().skip(1).findFirst().orElseThrow().replace("received", "noted");

        assertThatThrownBy(() -> read(TICK + line))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("line 2 /received: is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"tick\":", "{\"tick\":\"2021", "{\"tick\"", "{", "{\"a\":[1,2", "hello", "}", "\"x"})
    void namesTheLineThatIsCutShortOrNoJson(String line) {
        assertThatThrownBy(() -> read(TICK + line + "\n" + TICK + TICK))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("line 2");
    }

    @Test
    void keepsWhatStoodBeforeTheBadLine() throws IOException {
        try (var reader = new RecordingReader(stream(bytes(TICK + "{")))) {
            assertThat(reader.next()).hasValue(EXAMPLE_TICK);
            assertThatThrownBy(reader::next).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void callsACutGzipFileDamaged() throws IOException {
        var whole = gzip(EXAMPLE);

        for (var length = 2; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageMatching("line [1-4]: damaged or cut gzip file: .*");
        }
    }

    @Test
    void callsAnotherEncodingNoJson() {
        var cut = Arrays.copyOf(EXAMPLE.getBytes(UTF_16), 31);

        assertThatThrownBy(() -> read(cut)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void closesItsFile() throws IOException {
        var closed = new AtomicBoolean();
        var in = new ByteArrayInputStream(bytes(EXAMPLE)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        new RecordingReader(in).close();

        assertThat(closed).isTrue();
    }

    private static List<LogEntry> read(String text) throws IOException {
        return read(bytes(text));
    }

    private static List<LogEntry> read(byte[] bytes) throws IOException {
        var entries = new ArrayList<LogEntry>();
        try (var reader = new RecordingReader(stream(bytes))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                entries.add(entry.get());
            }
        }
        return entries;
    }

    private static ByteArrayInputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes(text));
        }
        return packed.toByteArray();
    }
}
