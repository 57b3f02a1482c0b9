package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kz.dabyl.model.ReportReader.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the contract's section 2 about pings. */
class PingReaderTest {

    private static final String GOOD = "{\"target\":\"site/vlast.kz\",\"ok\":true}";

    @Test
    void readsAPingWithNothingButTargetAndOk() throws IOException {
        assertThat(ping("{\"target\":\"site/vlast.kz\",\"ok\":true}"))
                .isEqualTo(new Ping("site/vlast.kz", true, Double.NaN, null, Double.NaN, null));
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryError(PingError error) throws IOException {
        assertThat(ping("{\"target\":\"site/a\",\"ok\":false,\"error\":\"" + error.word() + "\"}"))
                .isEqualTo(Ping.failed("site/a", error));
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryClassOfTarget(TargetClass targets) throws IOException {
        var ping = ping("{\"target\":\"" + targets.word() + "/a/b\",\"ok\":true,\"rtt_ms\":1}");

        assertThat(ping.targetClass()).isEqualTo(targets);
        assertThat(ping.target()).endsWith("/a/b");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rtt_ms | 0",
                "rtt_ms | 84.2",
                "rtt_ms | 3600000",
                "rtt_ms | null",
                "kbps | 0",
                "kbps | 812",
                "kbps | 0.5",
                "kbps | 1000000000",
                "kbps | null",
                "error | null",
                "tls | null",
                "tls | {}",
                "tls | {\"issuer\":null,\"spki_sha256\":null,\"sans\":[1]}",
                "tls | {\"issuer\":\"CN=R11\"}",
                "future | [[]]"
            })
    void takesGoodValues(String field, String value) throws IOException {
        assertThat(Json.read(with(field, value))).isInstanceOf(Parsed.Ok.class);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/target | target | null",
                "/target | target | 5",
                "/target | target | \"\"",
                "/target | target | \"1.1.1.1\"",
                "/target | target | \"/1.1.1.1\"",
                "/target | target | \"site/\"",
                "/target | target | \"Site/a\"",
                "/target | target | \"global/a\"",
                "/target | target | \"site/\\udead\"",
                "/ok | ok | null",
                "/ok | ok | 1",
                "/ok | ok | \"true\"",
                "/ok | ok | {}",
                "/rtt_ms | rtt_ms | -1",
                "/rtt_ms | rtt_ms | -0.001",
                "/rtt_ms | rtt_ms | 3600000.1",
                "/rtt_ms | rtt_ms | 1e400",
                "/rtt_ms | rtt_ms | 1e999999999",
                "/rtt_ms | rtt_ms | \"84\"",
                "/rtt_ms | rtt_ms | [84]",
                "/kbps | kbps | -1",
                "/kbps | kbps | 1000000001",
                "/kbps | kbps | true",
                "/error | error | \"slow\"",
                "/error | error | \"TIMEOUT\"",
                "/error | error | 1",
                "/error | error | {}",
                "/error | error | \"timeout\"",
                "/tls | tls | \"CN=R11\"",
                "/tls | tls | []",
                "/tls/issuer | tls | {\"issuer\":5}",
                "/tls/issuer | tls | {\"issuer\":[\"CN\"]}",
                "/tls/spki_sha256 | tls | {\"spki_sha256\":{}}",
                "/tls/spki_sha256 | tls | {\"spki_sha256\":\"0123456789012345678901234567890123456789012345678901234567890123x\"}"
            })
    void namesABadValueAndItsPing(String pointer, String field, String value) throws IOException {
        assertThat(Json.bad(with(field, value)).pointer()).isEqualTo("/pings/1" + pointer);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"null", "7", "\"site/a\"", "[]", "[{\"target\":\"site/a\",\"ok\":true}]"})
    void needsAnObject(String element) throws IOException {
        var bad = Json.bad(report(GOOD + "," + element));

        assertThat(bad.pointer()).isEqualTo("/pings/1");
        assertThat(bad.detail()).startsWith("expected an object, was ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"target", "ok"})
    void namesWhatIsRequiredAndMissing(String field) throws IOException {
        var bad = Json.bad(report(GOOD.replace(field, "other")));

        assertThat(bad).isEqualTo(new Parsed.Bad("/pings/0/" + field, "is required"));
    }

    @Test
    void namesAFieldOfTheReportRightlyAfterItsPings() throws IOException {
        var bad = Json.bad(report(GOOD).replace("\"seq\":1", "\"pings\":[" + GOOD + "],\"seq\":-1"));

        assertThat(bad.pointer()).isEqualTo("/seq");
    }

    @Test
    void takesThirtyTwoAndNoMore() throws IOException {
        assertThat(Json.report(report(times(32))).pings()).hasSize(32);
        assertThat(Json.bad(report(times(33))))
                .isEqualTo(new Parsed.Bad("/pings", "expected at most 32 results, were 33"));
    }

    @Test
    void takesTargetsUpToTheirLength() throws IOException {
        var name = "a".repeat(255);

        assertThat(ping("{\"target\":\"site/" + name + "\",\"ok\":true}").target())
                .hasSize(260);
        assertThat(Json.bad(report("{\"target\":\"site/a" + name + "\",\"ok\":true}"))
                        .pointer())
                .isEqualTo("/pings/0/target");
    }

    @Test
    void keepsNoCertificateThatSaysNothing() throws IOException {
        assertThat(ping("{\"target\":\"site/a\",\"ok\":true,\"tls\":{}}").tls()).isNull();
    }

    @Test
    void takesARoundTripToWhatAnsweredByAnError() throws IOException {
        var failed = "{\"target\":\"site/a\",\"ok\":false,\"rtt_ms\":5,\"error\":\"http\"}";

        assertThat(ping(failed).rttMillis()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"target\":\"site/a\",\"ok\":false}",
                "{\"target\":\"site/a\",\"ok\":false,\"rtt_ms\":null,\"error\":\"dns\"}",
                "{\"target\":\"site/a\",\"ok\":true,\"error\":null}"
            })
    void needsNeitherARoundTripNorAnError(String ping) throws IOException {
        assertThat(ping(ping).target()).isEqualTo("site/a");
    }

    @Test
    void takesAnEmptyIssuerForNone() throws IOException {
        assertThat(ping("{\"target\":\"site/a\",\"ok\":true,\"tls\":{\"issuer\":\"\",\"spki_sha256\":\"k\"}}")
                        .tls())
                .isEqualTo(new Tls("", "k"));
    }

    @Test
    void takesMinusZeroForZero() throws IOException {
        assertThat(ping("{\"target\":\"site/a\",\"ok\":true,\"rtt_ms\":-0.0,\"kbps\":-0.0}"))
                .isEqualTo(new Ping("site/a", true, 0, null, 0, null));
    }

    @Test
    void forgetsThePingBefore() throws IOException {
        var full = "{\"target\":\"site/a\",\"ok\":false,\"error\":\"tls\",\"kbps\":7,\"tls\":{\"issuer\":\"i\"}}";

        var pings = Json.report(report(full + "," + GOOD)).pings();

        assertThat(pings.get(1)).isEqualTo(new Ping("site/vlast.kz", true, Double.NaN, null, Double.NaN, null));
    }

    private static String with(String field, String value) {
        return report(GOOD + "," + GOOD.replace("}", ",\"" + field + "\":" + value + "}"));
    }

    private static String times(int count) {
        return IntStream.range(0, count).mapToObj(i -> GOOD).collect(Collectors.joining(","));
    }

    private static Ping ping(String text) throws IOException {
        return Json.report(report(text)).pings().get(0);
    }

    private static String report(String pings) {
        return """
                {"probe":"p","seq":1,"at":"2021-04-24T07:00:30Z","place":"KZ","network":"AS1","access":"fixed","pings":[%s]}
                """.formatted(pings);
    }
}
