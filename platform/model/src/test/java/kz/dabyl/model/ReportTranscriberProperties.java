package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.model.Transcribing.USUAL;
import static kz.dabyl.model.Transcribing.parsed;
import static kz.dabyl.model.Transcribing.transcribed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReportTranscriberProperties {

    @Property(tries = 500)
    void aReportItTakesIsWhatParsingGives(@ForAll("reports") Report report) throws IOException {
        var json = json(report);

        assertThat(transcribed(json)).matches(taken -> taken.isEmpty() || taken.equals(Optional.of(report)));
    }

    @Property(tries = 2_000)
    void whatItTakesOfADamagedReportIsWhatParsingGives(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 6) int wrongBytes) throws IOException {
        var json = USUAL.getBytes(UTF_8);
        for (var i = 0; i < wrongBytes; i++) {
            json[random.nextInt(json.length)] =
                    (byte) "\"{}[],:0123456789.eE-+\\ \n\ttrufalsn/_".charAt(random.nextInt(36));
        }

        var taken = transcribed(json);

        assertThat(taken).matches(some -> some.isEmpty() || some.equals(parsed(json)));
    }

    @Test
    void takesTheUsualSpelling() throws IOException {
        assertThat(transcribed(USUAL.getBytes(UTF_8))).isPresent().isEqualTo(parsed(USUAL.getBytes(UTF_8)));
    }

    @Test
    void takesAReportHoweverFarItsLinesAreSetIn() {
        for (var width = 0; width < 20; width++) {
            var json = USUAL.replace("\n", "\r\n" + " ".repeat(width) + "\t ").getBytes(UTF_8);

            assertThat(transcribed(json)).isPresent().isEqualTo(parsed(json));
        }
    }

    @Test
    void takesFieldsInAnyOrder() throws IOException {
        var json = """
                {"pings":[{"ok":false,"error":"dns","target":"domestic/egov.kz"}],"power":null,"access":"fixed","network":"AS9198",
                "place":"KZ-75","at":"2021-04-24T07:00:30Z", "seq" :1,"probe":"a"}""".replace("\"seq\" :", "\"seq\": ");

        assertThat(transcribed(json.getBytes(UTF_8))).isPresent().isEqualTo(parsed(json.getBytes(UTF_8)));
    }

    /** What the second says differs from the first, or stands elsewhere: nothing of it may be taken for known. */
    @Test
    void takesAReportAfterOneThatSaysOtherwise() {
        for (var change : new String[][] {
            {"401-01", "401-02"},
            {"\"interval_s\":30,", ""},
            {"\"boot\":\"b-91\",", ""},
            {"\"boot\":\"b-91\"", "\"boot\":null"},
            {",\"power\":\"battery\"", ""},
            {"\"seq\":1042", "\"seq\": 1042"},
            {"\"seq\":1042", "\"seq\":1234567890123456"},
            {"\"network\":\"401-01\",", ""},
            {"}]}", "}],\"network\":\"401-02\"}"},
            {"}]}", "} ] }"},
            {"84.2", "0.25"},
            {"84.2", "123456789.25"},
            {"84.2", "12.345678901"},
            {"\"rtt_ms\":48.0,\"kbps\":812", "\"kbps\":812.5,\"rtt_ms\":48"},
            {"\"rtt_ms\":48.0,", ""},
            {"\"kbps\":812,", ""},
            {"timeout", "refused"},
            {"{\"target\":\"site", "{\"target\":\"platform"},
            {"\"pings\":[", "\"pings\":null,\"x\":["},
        }) {
            var json = USUAL.replace(change[0], change[1]).getBytes(UTF_8);
            var taken = transcribed(json);

            assertThat(taken).as(change[1]).matches(some -> some.isEmpty() || some.equals(parsed(json)));
        }
    }

    @Test
    void takesNumbersOfAnyLength() throws IOException {
        for (var number : new String[] {
            "0",
            "9.5",
            "0.125",
            "99999.9",
            "99999.99",
            "100000.1",
            "1000000",
            "1000000.5",
            "3600000.0",
            "12345.6789012345"
        }) {
            var json = USUAL.replace("84.2", number).getBytes(UTF_8);

            assertThat(transcribed(json)).as(number).isPresent().isEqualTo(parsed(json));
        }
        for (var seq = 1L; seq < 1_000_000_000_000_000_000L; seq = seq * 10 + seq % 7) {
            var json = USUAL.replace("1042", Long.toString(seq)).getBytes(UTF_8);

            assertThat(transcribed(json)).isPresent().isEqualTo(parsed(json));
        }
    }

    @Test
    void takesACertificateWithoutIssuerAfterALongerReport() {
        var key = "{\"tls\":{\"spki_sha256\":\"abc=\"},\"ok\":true,\"target\":\"site/a\"}";
        var transcriber = new ReportTranscriber();
        var reports = WireReports.ofOne();
        var longer = (" ".repeat(4_096) + USUAL).getBytes(UTF_8);
        var shorter = USUAL.replaceFirst("(?s)\\[.*]", "[" + key + "]").getBytes(UTF_8);

        var ends = new int[] {
            transcriber.transcribe(
                    Arrays.copyOf(longer, longer.length + ReportTranscriber.SLACK), 4_096, true, reports),
            transcriber.transcribe(Arrays.copyOf(shorter, shorter.length + ReportTranscriber.SLACK), 0, true, reports)
        };

        assertThat(ends).containsExactly(longer.length, shorter.length);
    }

    @Test
    void takesAReportAfterOneThatHasAFieldElsewhere() throws IOException {
        var json = USUAL.replace("\"network\":\"401-01\",", "")
                .replace("}]}", "}],\"network\":\"401-02\"}")
                .getBytes(UTF_8);

        assertThat(transcribed(json)).isPresent().isEqualTo(parsed(json));
    }

    @Test
    void leavesWhatIsSpeltUnusually() {
        for (var unusual : new String[] {
            USUAL.replace("\"p-5f", "\"\\u0070-5f"),
            USUAL.replace("b-91", "ббб"),
            USUAL.replace("1042", "1042e0"),
            USUAL.replace("\"seq\":", "\"x\":1,\"seq\":"),
            USUAL.replace("\"seq\":1042", "\"seq\":1042,\"seq\":1042"),
            USUAL.replace("401-01", "40101"),
            USUAL.replace("dabyl-probe/0.1.0", "dabyl-probe"),
            USUAL.replace("dabyl-probe/0.1.0", "/0.1.0"),
            USUAL.replace("dabyl-probe/0.1.0", "dabyl-probe/"),
            USUAL.replace("\"ok\":false", "\"ok\":true"),
            USUAL.replace("8820e60003fffff", "9920e60003fffff"),
            USUAL.replace("\"seq\":1042,", ""),
            USUAL.substring(0, USUAL.length() - 1)
        }) {
            assertThat(transcribed(unusual.getBytes(UTF_8))).as(unusual).isEmpty();
        }
    }

    @Provide
    static Arbitrary<Report> reports() {
        return Arbitraries.lazy(Generators::reports);
    }

    private static byte[] json(Report report) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var json = ReportReader.FACTORY.createGenerator(bytes)) {
            ReportWriter.write(json, report);
        }
        return bytes.toByteArray();
    }
}
