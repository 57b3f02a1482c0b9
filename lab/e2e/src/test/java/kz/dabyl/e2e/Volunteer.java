package kz.dabyl.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who takes part with the browser of a phone, from the link with an invite to the panic button; keeps what the pages
 * showed. Used by one thread.
 */
final class Volunteer {

    private static final double PATIENCE_MILLIS = 60_000;
    private static final LocatorAssertions.ContainsTextOptions PATIENT =
            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
    private static final String ON = "Measuring.";
    private static final String STATE = "#state";
    private static final String ACCEPTED = "dabyl_reports_total{result=\"accepted\"}";
    private static final String KEPT_BY_SITE = """
            async () => JSON.stringify([(await indexedDB.databases()).length, (await caches.keys()).length, localStorage.length,
              sessionStorage.length, (await navigator.serviceWorker.getRegistrations()).length])""";

    /** What was seen, by where or when. */
    final Map<String, String> seen = new HashMap<>();

    /** What does not fit the screen, or is wrong for who cannot see it. */
    final List<String> faults = new ArrayList<>();

    /** What the browser asked for, with bodies. */
    final List<String> requests = new ArrayList<>();

    /** What nobody but the collector may ever be told. */
    final List<String> secrets = new ArrayList<>();

    void takePart(Chromium chromium, Service service, String invite) throws Exception {
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
        Axe.findingsBesideAnotherPage(page).forEach(violation -> faults.add(name + ": " + violation));
        look(page, name);
    }

    /** Keeps a picture, and notes what does not fit. */
    private void look(Page page, String name) {
        if ((int) page.evaluate("document.documentElement.scrollWidth") > 360) {
            faults.add(name + ": is wider than the screen");
        }
        Chromium.keep(page, name);
    }
}
