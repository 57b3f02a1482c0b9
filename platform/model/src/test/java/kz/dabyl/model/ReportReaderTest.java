package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import kz.dabyl.model.ReportReader.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of the contract's section 2, but for the pings. */
class ReportReaderTest {

    private static final String REQUIRED = """
            "probe":"p-1","seq":7,"at":"2021-04-24T07:00:30.000Z","place":"8820e60003fffff","network":"401-01","access":"mobile"
            """.strip();

    @Test
    void readsEveryField() throws IOException {
        var report = ok("""
                {"probe":"p-5f0c7e21","seq":1042,"at":"2021-04-24T07:00:30.000Z","interval_s":30,
                 "place":"8820e60003fffff","network":"401-01","access":"mobile","boot":"b-91",
                 "software":"dabyl-probe/0.1.0","power":"battery",
                 "pings":[{"target":"international/1.1.1.1","ok":true,"rtt_ms":84.2},
                          {"target":"platform/telegram.org","ok":false,"error":"timeout"},
                          {"target":"site/vlast.kz","ok":true,"rtt_ms":48.0,"kbps":812,
                           "tls":{"issuer":"CN=R11,O=Let's Encrypt,C=US","spki_sha256":"c3Bra2k="}}]}""");

        assertThat(report).isEqualTo(Samples.FULL);
    }

    @Test
    void needsOnlyWhatIsRequired() throws IOException {
        var report = ok("{" + REQUIRED + "}");

        assertThat(report)
                .isEqualTo(new Report(
                        "p-1",
                        7,
                        Samples.AT,
                        Report.NO_PROMISE,
                        Samples.PLACE,
                        "401-01",
                        Access.MOBILE,
                        null,
                        null,
                        null,
                        List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"probe", "seq", "at", "place", "network", "access"})
    void namesWhatIsRequiredAndMissing(String field) throws IOException {
        var bad = bad("{" + REQUIRED.replace("\"" + field + "\":", "\"other\":") + "}");

        assertThat(bad).isEqualTo(new Parsed.Bad("/" + field, "is required"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "probe | \"a\"",
                "probe | \"AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZaz09_-\"",
                "seq | 0",
                "seq | 9223372036854775807",
                "seq | 1042.0",
                "seq | 0.0",
                "seq | 9007199254740991.0",
                "interval_s | 30.0",
                "interval_s | 3e1",
                "at | \"2021-04-24T07:00:30Z\"",
                "at | \"1970-01-01T00:00:00.000Z\"",
                "at | \"2021-04-24T13:00:30+06:00\"",
                "interval_s | 0",
                "interval_s | 1",
                "interval_s | 3600",
                "interval_s | null",
                "place | \"8520e607fffffff\"",
                "place | \"8820E60003FFFFF\"",
                "place | \"KZ\"",
                "place | \"KZ-75\"",
                "place | \"ZZ\"",
                "network | \"401-77\"",
                "network | \"310-410\"",
                "network | \"AS9198\"",
                "network | \"AS4294967295\"",
                "access | \"fixed\"",
                "boot | \"4711\"",
                "boot | \"😀\"",
                "boot | null",
                "software | \"dabyl-probe/0.1.0\"",
                "software | \"a/b/c\"",
                "software | null",
                "power | \"mains\"",
                "power | \"low\"",
                "power | null",
                "pings | []",
                "pings | null",
                "future | {\"deep\":[1,{\"er\":null}]}",
                "future | \"\\ud800\"",
                "future | 1e999999999"
            })
    void takesGoodValues(String field, String value) throws IOException {
        assertThat(read(with(field, value))).isInstanceOf(Parsed.Ok.class);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "probe | null",
                "probe | 5",
                "probe | \"\"",
                "probe | \"a b\"",
                "probe | \"жол\"",
                "probe | \"a\\n\"",
                "probe | \"AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZaz09_-x\"",
                "probe | [\"a\"]",
                "probe | {\"probe\":\"a\"}",
                "seq | null",
                "seq | -1",
                "seq | 1.5",
                "seq | 1e-3",
                "seq | 1e-999999999",
                "seq | 9007199254740993.0",
                "seq | \"1\"",
                "seq | true",
                "seq | 9223372036854775808",
                "seq | 999999999999999999999999999999999999999999999999999999",
                "seq | []",
                "at | null",
                "at | 1619247630000",
                "at | \"\"",
                "at | \"2021-04-24\"",
                "at | \"2021-04-24T07:00:30\"",
                "at | \"+999999999-12-31T23:59:59Z\"",
                "at | {}",
                "interval_s | -1",
                "interval_s | 3601",
                "interval_s | 30.5",
                "interval_s | \"30\"",
                "interval_s | 4294967326",
                "interval_s | {\"s\":30}",
                "place | null",
                "place | \"\"",
                "place | \"Almaty\"",
                "place | \"8920e60003fffff\"",
                "place | \"8420e61ffffffff\"",
                "place | \"881fffffffffff0\"",
                "place | \"８820e60003fffff\"",
                "place | \"kz\"",
                "place | 613196570331971583",
                "network | null",
                "network | \"Beeline\"",
                "network | \"40101\"",
                "network | \"401-1\"",
                "network | \"401-0001\"",
                "network | \"AS\"",
                "network | \"as9198\"",
                "network | \"AS12345678901\"",
                "network | 9198",
                "access | null",
                "access | \"wifi\"",
                "access | \"MOBILE\"",
                "access | [\"mobile\"]",
                "boot | 17",
                "boot | \"\\ud83d\"",
                "boot | \"\\ude00\\ud83d\"",
                "boot | {}",
                "software | \"dabyl-probe\"",
                "software | \"/1\"",
                "software | \"probe/\"",
                "software | 0.1",
                "power | \"solar\"",
                "power | 3",
                "pings | {}",
                "pings | \"none\"",
                "pings | 0"
            })
    void namesABadValue(String field, String value) throws IOException {
        assertThat(bad(with(field, value)).pointer()).isEqualTo("/" + field);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"boot, 64, ''", "software, 128, a/"})
    void takesFreeTextUpToItsLength(String field, int length, String head) throws IOException {
        var longest = head + "x".repeat(length - head.length());

        assertThat(read(with(field, "\"" + longest + "\""))).isInstanceOf(Parsed.Ok.class);
        assertThat(bad(with(field, "\"" + longest + "x\"")))
                .isEqualTo(
                        new Parsed.Bad("/" + field, "expected 1 to " + length + " characters, were " + (length + 1)));
    }

    @Test
    void saysWhatWasExpectedAndWhatCame() throws IOException {
        assertThat(bad(with("interval_s", "3601")).detail()).isEqualTo("expected an integer from 0 to 3600, was 3601");
        assertThat(bad(with("place", "\"Almaty\"")).detail())
                .isEqualTo("expected an H3 index of resolution 5 to 8 or an ISO 3166 code, was 'Almaty'");
        assertThat(bad(with("seq", "[1]")).detail())
                .isEqualTo("expected an integer from 0 to 9223372036854775807, was START_ARRAY");
    }

    @Test
    void cutsLongValuesInMessages() throws IOException {
        var detail = bad(with("seq", "\"" + "9".repeat(1_000) + "\"")).detail();

        assertThat(detail).hasSizeLessThan(120).endsWith("999…");
    }

    @Test
    void putsNoHalfCharactersIntoMessages() throws IOException {
        var detail = bad(with("seq", "\"" + "9".repeat(39) + "😀\"")).detail();

        assertThat(detail).endsWith("9?…");
    }

    @Test
    void namesTheFirstOfSeveralBadValues() throws IOException {
        var bad = bad("{\"access\":\"wifi\",\"seq\":-1," + "\"probe\":5}");

        assertThat(bad.pointer()).isEqualTo("/access");
    }

    @Test
    void countsTheLastOfTwoGoodValues() throws IOException {
        assertThat(ok(with("seq", "8")).seq()).isEqualTo(8);
        assertThat(ok(with("interval_s", "30,\"interval_s\":null")).intervalSeconds())
                .isEqualTo(Report.NO_PROMISE);
        assertThat(ok(with("pings", "[{\"target\":\"site/a\",\"ok\":true}],\"pings\":null"))
                        .pings())
                .isEmpty();
    }

    @Test
    void namesABadValueEvenIfAGoodOneFollows() throws IOException {
        assertThat(bad(with("interval_s", "-5,\"interval_s\":30")).pointer()).isEqualTo("/interval_s");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {"[1,[2]] | START_ARRAY", "null | null", "5 | 5", "'\"report\"' | report", "true | true"})
    void needsAnObject(String text, String shown) throws IOException {
        assertThat(read(text)).isEqualTo(new Parsed.Bad("", "expected an object, was " + shown));
    }

    @Test
    void leavesTheParserAtTheEndOfABadReport() throws IOException {
        var reader = new ReportReader();
        try (var json = ReportReader.FACTORY.createParser("[{\"seq\":{\"a\":[]}}, [3], {" + REQUIRED + "}]")) {
            json.nextToken();
            json.nextToken();
            var first = reader.read(json);
            json.nextToken();
            var second = reader.read(json);
            json.nextToken();
            var third = reader.read(json);

            assertThat(first).isInstanceOf(Parsed.Bad.class);
            assertThat(second).isInstanceOf(Parsed.Bad.class);
            assertThat(third).isInstanceOf(Parsed.Ok.class);
            assertThat(json.nextToken()).isEqualTo(JsonToken.END_ARRAY);
        }
    }

    @Test
    void forgetsTheReportBefore() throws IOException {
        var reader = new ReportReader();
        try (var json = ReportReader.FACTORY.createParser(
                with("power", "\"low\"") + with("pings", "[7]") + "{" + REQUIRED + "}")) {
            json.nextToken();
            reader.read(json);
            json.nextToken();
            reader.read(json);
            json.nextToken();

            assertThat(reader.read(json)).isEqualTo(new Parsed.Ok(ok("{" + REQUIRED + "}")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"probe\":", "{\"probe\" \"a\"}", "{\"seq\":01}", "{\"seq\":NaN}", "{'seq':1}"})
    void failsWhereTheTextIsNoJson(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void failsOnNestingThatIsTooDeep() {
        var deep = with("future", "[".repeat(1001) + "]".repeat(1001));

        assertThatThrownBy(() -> read(deep))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void failsOnNumbersThatAreTooLong() {
        var digits = with("seq", "1".repeat(1001));

        assertThatThrownBy(() -> read(digits))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("Number value length");
    }

    /** A whole report in which {@code field} has {@code value}; where it is required, as its second value. */
    private static String with(String field, String value) {
        return "{" + REQUIRED + ",\"" + field + "\":" + value + "}";
    }

    private static Parsed read(String text) throws IOException {
        return Json.read(text);
    }

    private static Report ok(String text) throws IOException {
        return Json.report(text);
    }

    private static Parsed.Bad bad(String text) throws IOException {
        return Json.bad(text);
    }
}
