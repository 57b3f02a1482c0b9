package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A volunteer's phone, from the link with an invite to the panic button: what its pages showed, and what the collector has of
 * it. Intervals are shorter than those of a real one. Skips where there is no Chromium.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class BrowserProbeTest {

    private final Volunteer phone = new Volunteer();
    private final Map<String, String> seen = phone.seen;
    private List<JsonNode> lines = List.of();
    private Remains remains;

    @BeforeAll
    void takePart(@TempDir Path folder) throws Exception {
        Chromium.assumeInstalled();
        var issued = Issued.fresh(folder);
        var data = folder.resolve("data");
        try (var here = Landmark.open(issued, Optional.empty());
                var away = Landmark.open(issued, Optional.of("https://localhost:" + here.port() + "/"));
                var service = start(data, here, away);
                var chromium = Chromium.openAsShipped(service.base())) {
            var made = service.insist("/v1/invites", "application/json", "{}".getBytes(UTF_8));
            var invite = Logs.json(made.body()).path("invite").asText();
            phone.takePart(chromium, service, invite);
            lines = recorded(data);
            remains = Remains.of(data, service, service.get("/metrics").body());
        }
    }

    private static Service start(Path data, Landmark here, Landmark away) throws Exception {
        var targets = Files.writeString(data.resolveSibling("targets.yaml"), """
                - {target: domestic/here.kz, check: https, host: 127.0.0.1, port: %d, path: /robots.txt}
                - {target: international/away.org, check: tls, host: 127.0.0.1, port: %d}
                - {target: platform/silent.org, check: tls, host: 127.0.0.1, port: 1}
                """.formatted(here.port(), away.port()));
        return Service.start(data, Map.of("DABYL_LOG_LEVEL", "TRACE"), "--targets", targets.toString());
    }

    private static List<JsonNode> recorded(Path data) throws Exception {
        var lines = new ArrayList<JsonNode>();
        for (var line :
                Program.run("record", "--data", data.toString(), "--raw").lines()) {
            var json = Logs.json(line);
            if (json.has("report")) {
                lines.add(json);
            }
        }
        return lines;
    }

    private List<JsonNode> reports(Predicate<JsonNode> wanted) {
        return lines.stream().map(line -> line.path("report")).filter(wanted).toList();
    }

    private static Instant time(JsonNode time) {
        return Instant.parse(time.asText());
    }

    @Test
    void takesTheInviteOutOfTheAddressAndTellsItToWhoEnrolsAlone() throws IOException {
        assertThat(seen.get("address")).endsWith("/probe");
        assertThat(phone.requests)
                .filteredOn(request -> request.contains(phone.secrets.get(0)))
                .singleElement()
                .asString()
                .matches("(?s)POST http://[^/]*/v1/probes .*");
        assertThat(remains.places(
                        phone.secrets.stream()
                                .map(text -> text.getBytes(US_ASCII))
                                .toList(),
                        Set.of()))
                .isEmpty();
    }

    @Test
    void keepsNothingAndMeasuresNothingBeforeItHasConsent() {
        var consented = phone.requests.indexOf(phone.requests.stream()
                .filter(request -> request.contains("/probe/sw.js"))
                .findFirst()
                .orElseThrow());

        assertThat(seen.get("before consent")).isEqualTo("null");
        assertThat(seen.get("kept before consent")).isEqualTo("0");
        assertThat(phone.requests.subList(0, consented))
                .isNotEmpty()
                .allMatch(request -> request.startsWith("GET http://") && request.contains("/probe"));
    }

    @Test
    void asksForConsentInThreeLanguages() {
        assertThat(seen.get("kk")).startsWith("kk ").contains("Сіздің тәуекеліңіз");
        assertThat(seen.get("ru")).startsWith("ru ").contains("Чем вы рискуете");
        assertThat(seen.get("en")).startsWith("en ").contains("What you risk");
    }

    @Test
    void neverTellsWhereTheDeviceIsButItsHexagon() {
        assertThat(phone.requests)
                .anyMatch(request -> request.endsWith("/probe/hexagons/almaty "))
                .noneMatch(request -> request.contains("43.24") || request.contains("76.91"));
        assertThat(reports(report -> true))
                .allMatch(report -> report.path("place").asText().matches("8720e60[0-9a-f]{8}"));
    }

    @Test
    void reportsWhatAnsweredAndNothingOfWhatNeverDid() {
        var pings = reports(report -> true).stream()
                .flatMap(report -> report.findParents("target").stream())
                .toList();

        assertThat(pings)
                .filteredOn(ping -> ping.path("ok").asBoolean())
                .allMatch(ping -> ping.path("rtt_ms").asDouble() > 0)
                .extracting(ping -> ping.path("target").asText())
                .contains("site/127.0.0.1", "domestic/here.kz", "international/away.org");
        assertThat(pings).extracting(ping -> ping.path("target").asText()).doesNotContain("platform/silent.org");
        assertThat(pings).anyMatch(ping -> ping.path("kbps").asDouble() > 0);
    }

    @Test
    void deliversWhatItKeptWithoutANetworkOnceAndWithItsOwnTime() {
        var numbers = reports(report -> true).stream()
                .map(report -> report.path("seq").asLong())
                .sorted()
                .toList();
        var late = lines.stream()
                .filter(line -> time(line.path("report").path("at"))
                        .isBefore(time(line.path("received")).minusSeconds(4)))
                .map(line -> line.path("report"))
                .filter(BrowserProbeTest::reachedNothing)
                .toList();

        assertThat(numbers)
                .isEqualTo(LongStream.range(0, numbers.size()).boxed().toList());
        assertThat(late)
                .isNotEmpty()
                .extracting(report -> report.path("at").asText())
                .doesNotHaveDuplicates();
    }

    /** It is the browser's word that sends it: the next round, with another report, is half a minute away. */
    @Test
    void sendsTheReportThatFailedAsSoonAsTheNetworkReturns() {
        assertThat(seen.get("report before and after")).isEqualTo(seen.get("report that was kept"));
    }

    @Test
    void canBeInstalled() {
        assertThat(seen.get("in the way of installing")).isEmpty();
    }

    @Test
    void deliversWithoutAPageWhenTheBrowserWakesIt() {
        assertThat(seen).containsEntry("page while it slept", "about:blank");
    }

    private static boolean reachedNothing(JsonNode report) {
        var pings = report.path("pings");
        return !pings.isEmpty()
                && pings.findValuesAsText("error").stream()
                                .filter("unreachable"::equals)
                                .count()
                        == pings.size();
    }

    @Test
    void saysGoodbyeWhenItIsPutAwayAndWhenItIsSwitchedOff() {
        var promises = reports(report -> true).stream()
                .sorted(Comparator.comparing(report -> report.path("seq").asLong()))
                .map(report -> report.path("interval_s").asText())
                .collect(Collectors.joining(" "));

        // The first page was put away, seen again and closed, the second switched off and on again.
        // A slow browser hides a page more than once.
        assertThat(promises).matches("(6 )+(0 )+(6 )+(0 )+(30 |0 )*30 (0 )+30( .*)?");
        assertThat(seen.get("switched off")).isEqualTo("false Not measuring. Nothing is sent.");
    }

    @Test
    void isOneProbeInTwoPages() {
        assertThat(reports(report -> true))
                .extracting(report -> report.path("probe").asText())
                .containsOnly(seen.get("probe"));
        assertThat(reports(report -> true))
                .extracting(report -> report.path("boot").asText())
                .doesNotContain("")
                .containsOnly(reports(report -> true).get(0).path("boot").asText());
    }

    @Test
    void leavesNothingInTheBrowserAfterPanic() {
        assertThat(seen.get("kept by site")).isEqualTo("[0,0,0,0,0]");
        assertThat(seen.get("cookies")).isEqualTo("[]");
        assertThat(seen.get("blank")).isEqualTo("<html><head></head><body></body></html>");
    }

    @Test
    void hasNothingThatAxeFindsOnASmallScreen() {
        assertThat(phone.faults).isEmpty();
    }
}
