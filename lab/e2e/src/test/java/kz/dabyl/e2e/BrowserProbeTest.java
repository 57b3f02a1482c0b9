package kz.dabyl.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

    private static final double PATIENCE_MILLIS = 60_000;
    private static final LocatorAssertions.ContainsTextOptions PATIENT =
            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
    private static final String ON = "Measuring.";
    private static final String STATE = "#state";
    private static final String ACCEPTED = "dabyl_reports_total{result=\"accepted\"}";
    private static final String KEPT_BY_SITE = """
            async () => JSON.stringify([(await indexedDB.databases()).length, (await caches.keys()).length, localStorage.length,
              sessionStorage.length, (await navigator.serviceWorker.getRegistrations()).length])""";

    private final Map<String, String> seen = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();
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
                var chromium = Chromium.open(service.base())) {
            var made = service.insist("/v1/invites", "application/json", "{}".getBytes(UTF_8));
            var invite = Logs.json(made.body()).path("invite").asText();
            secrets.add(invite.replaceFirst("di1_.*?_", ""));
            var first = chromium.open(options -> options.setViewportSize(360, 640)
                    .setLocale("kk")
                    .setIgnoreHTTPSErrors(true)
                    .setPermissions(List.of("geolocation"))
                    .setGeolocation(43.24, 76.91));
            first.context()
                    .onRequest(request -> requests.add(request.method() + " " + request.url() + " "
                            + Optional.ofNullable(request.postData()).orElse("")));
            hurry(first);
            agree(first, service.base() + "/probe", invite);
            enrol(first);
            seen.put("in the way of installing", Chromium.obstaclesToInstalling(first));
            goWithoutNetwork(first);
            Sight.loseAndRegain(first, requests, 6);
            var second = takeTurns(first, service);
            openWithoutNetwork(second);
            wakeWithoutAPage(second, service);
            panic(second, service.base().toString());
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

    /** The first page has shorter intervals; those that the service worker opens later have their own. */
    private static void hurry(Page page) {
        page.route("**/settings.json", route -> {
            var answer = route.fetch();
            var hurried = answer.text()
                    .replace("\"interval_s\":30", "\"interval_s\":6")
                    .replace("\"late_s\":600", "\"late_s\":6");
            route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(hurried));
        });
    }

    private void agree(Page page, String address, String invite) {
        page.navigate(address + "#invite=" + invite);
        var consent = page.locator("#consent");
        assertThat(consent).containsText("тәуекеліңіз");
        seen.put("address", page.url());
        for (var language : List.of("kk", "ru", "en")) {
            page.locator("[data-language=" + language + "]").click();
            seen.put(language, page.locator("html").getAttribute("lang") + " " + consent.innerText());
            look(page, "probe-consent-" + language);
        }
        lookClosely(page, "probe-consent-en");
        seen.put("before consent", String.valueOf(page.evaluate("navigator.serviceWorker.controller")));
        seen.put("kept before consent", String.valueOf(page.evaluate("localStorage.length")));
        page.locator("#agree").click();
    }

    private void enrol(Page page) {
        page.locator("#locate").click();
        assertThat(page.locator("#located")).containsText("about 5 km²", PATIENT);
        page.locator("input[value='mobile 401-01']").check();
        lookClosely(page, "probe-line");
        page.locator("#save").click();
        assertThat(page.locator(STATE)).containsText(ON, PATIENT);
        assertThat(page.locator("#report")).containsText("\"seq\": 1,", PATIENT);
        page.locator("#sent summary").click();
        lookClosely(page, "probe-on");
        secrets.add(String.valueOf(page.evaluate("Store.get('identity').then((identity) => identity.token)"))
                .replaceFirst("dp1_", ""));
        seen.put("probe", String.valueOf(page.evaluate("Store.get('identity').then((identity) => identity.probe)")));
    }

    private void goWithoutNetwork(Page page) {
        page.context().setOffline(true);
        assertThat(page.locator("#kept")).containsText("3", PATIENT);
        look(page, "probe-without-network");
        page.context().setOffline(false);
        assertThat(page.locator("#kept")).containsText("0", PATIENT);
    }

    private Page takeTurns(Page first, Service service) {
        var second = first.context().newPage();
        second.navigate(service.base() + "/probe");
        assertThat(second.locator(STATE)).containsText("Another page", PATIENT);
        first.navigate("about:blank");
        assertThat(second.locator(STATE)).containsText(ON, PATIENT);
        assertThat(second.locator("#last-time")).containsText(":", PATIENT);
        assertThat(second.locator("#kept")).containsText("0", PATIENT);
        second.locator("#switch").focus();
        second.keyboard().press("Space");
        assertThat(second.locator(STATE)).containsText("Not measuring.", PATIENT);
        seen.put(
                "switched off",
                second.locator("#switch").getAttribute("aria-checked") + " "
                        + second.locator(STATE).innerText());
        look(second, "probe-off");
        second.keyboard().press("Enter");
        assertThat(second.locator(STATE)).containsText(ON, PATIENT);
        second.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        lookClosely(second, "probe-dark");
        return second;
    }

    private void openWithoutNetwork(Page page) {
        loseNetwork(page);
        var kept = page.locator("#report").innerText();
        page.context().setOffline(false);
        assertThat(page.locator("#detail")).isEmpty(new LocatorAssertions.IsEmptyOptions().setTimeout(PATIENCE_MILLIS));
        seen.put("report before and after", kept + page.locator("#report").innerText());
        seen.put("report that was kept", kept + kept);
    }

    private static void loseNetwork(Page page) {
        page.context().setOffline(true);
        page.reload();
        assertThat(page.locator(STATE)).containsText(ON, PATIENT);
        assertThat(page.locator("#detail")).containsText("Reports are kept", PATIENT);
    }

    private void wakeWithoutAPage(Page page, Service service) throws Exception {
        loseNetwork(page);
        page.navigate("about:blank");
        var before = service.metric(ACCEPTED);
        page.context().setOffline(false);
        BackgroundSync.dispatch(page, service.base().toString(), "/probe");
        await().atMost(Duration.ofMinutes(3)).until(() -> service.metric(ACCEPTED) > before);
        seen.put("page while it slept", page.url());
        page.navigate(service.base() + "/probe");
        assertThat(page.locator(STATE)).containsText(ON, PATIENT);
        assertThat(page.locator("#kept")).containsText("0", PATIENT);
    }

    private void panic(Page page, String base) {
        var other = page.context().newPage();
        other.navigate(base + "/probe");
        assertThat(other.locator(STATE)).containsText("Another page", PATIENT);
        page.locator("#panic").click();
        page.waitForURL("about:blank");
        other.waitForURL("about:blank");
        seen.put("blank", page.content());
        page.navigate(base + "/health/live");
        seen.put("kept by site", String.valueOf(page.evaluate(KEPT_BY_SITE)));
        seen.put("cookies", String.valueOf(Chromium.kept(page)));
    }

    /** Notes also what is wrong for who cannot see the page. */
    private void lookClosely(Page page, String name) {
        Axe.findings(page).forEach(violation -> faults.add(name + ": " + violation));
        look(page, name);
    }

    /** Keeps a picture, and notes what does not fit. */
    private void look(Page page, String name) {
        if ((int) page.evaluate("document.documentElement.scrollWidth") > 360) {
            faults.add(name + ": is wider than the screen");
        }
        Chromium.keep(page, name);
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
        assertThat(requests)
                .filteredOn(request -> request.contains(secrets.get(0)))
                .singleElement()
                .asString()
                .matches("(?s)POST http://[^/]*/v1/probes .*");
        assertThat(remains.places(
                        secrets.stream().map(text -> text.getBytes(US_ASCII)).toList(), Set.of()))
                .isEmpty();
    }

    @Test
    void keepsNothingAndMeasuresNothingBeforeItHasConsent() {
        var consented = requests.indexOf(requests.stream()
                .filter(request -> request.contains("/probe/sw.js"))
                .findFirst()
                .orElseThrow());

        assertThat(seen.get("before consent")).isEqualTo("null");
        assertThat(seen.get("kept before consent")).isEqualTo("0");
        assertThat(requests.subList(0, consented))
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
        assertThat(requests)
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
        assertThat(faults).isEmpty();
    }
}
