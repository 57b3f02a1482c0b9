package kz.dabyl.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The public page of somebody who keeps it open. Skips where there is no Chromium. */
class LivePageTest {

    private static final LocatorAssertions.ContainsTextOptions PATIENT =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    private static final String WITHOUT_ASKING = "window.setInterval = () => 0";

    @Test
    @Timeout(400)
    void showsTheShutdownWhenItOpensAndSaysWhenItCanNoLongerHear(@TempDir Path folder) throws Exception {
        Chromium.assumeInstalled();
        try (var afternoon = Afternoon.begin(folder)) {
            try (var chromium = Chromium.open(afternoon.service().base())) {
                // Last of all: what was said a minute ago is no longer shown as the present.
                afternoon.playUntil(Afternoon.BEFORE);
                var page = chromium.open(options -> {});
                // The page also asks once a minute: without that only the stream can bring the news.
                page.addInitScript(WITHOUT_ASKING);
                page.navigate(afternoon.service().base().resolve("/?lang=en").toString());
                var card = page.locator(".card").first();
                var live = page.locator("#live");
                assertThat(card).containsText("Mobile internet works.");
                page.locator("details").first().locator("summary").click();
                page.evaluate("window.stayed = true");
                var deaf = withoutStream(afternoon, chromium);

                afternoon.playUntil(Afternoon.SHUT_DOWN);

                assertThat(card).containsText(Pattern.compile("Beeline.*down in parts since 13:01"), PATIENT);
                assertThat(page.locator("#incidents")).containsText("Mobile internet down", PATIENT);
                assertThat(live).containsText("Updated: state at 13:0", PATIENT);
                assertThat(page.evaluate("window.stayed")).isEqualTo(true);
                // Or the news might have come on another way.
                assertThat(deaf.locator(".card").first()).containsText("Mobile internet works.");
                Chromium.leave(deaf);
                assertThat(page.locator("details[open]").count()).isEqualTo(1);
                assertThat(Axe.findings(page)).isEmpty();
                Chromium.keep(page, "live-shutdown");

                saysInEachLanguageThatItIsOld(afternoon, chromium);

                assertThat(afternoon.service().terminate()).isTrue();

                assertThat(live).containsText("Connection lost: what you see is from 13:0", PATIENT);
                assertThat(card).containsText("down in parts since 13:01");
                assertThat(Axe.findings(page)).isEmpty();
                Chromium.keep(page, "live-connection-lost");
            }
        }
    }

    /** One that cannot hear, and has asked once more for that reason. */
    private static Page withoutStream(Afternoon afternoon, Chromium chromium) {
        var deaf = chromium.open(options -> {});
        deaf.addInitScript(WITHOUT_ASKING);
        deaf.route("**/v1/stream", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        deaf.waitForResponse(
                answer -> answer.request().resourceType().equals("fetch"),
                () -> deaf.navigate(
                        afternoon.service().base().resolve("/?lang=en").toString()));
        return deaf;
    }

    /** Nothing is fed to it any more: a minute later it no longer shows what was as the present. */
    private static void saysInEachLanguageThatItIsOld(Afternoon afternoon, Chromium chromium) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> afternoon.service().get("/?lang=en").body().contains("No data since"));
        for (var language : List.of("kk", "ru")) {
            var old = chromium.visit("/?lang=" + language, options -> options.setViewportSize(360, 640));
            assertThat(old.locator(".stale").first()).isVisible();
            assertThat(Axe.findings(old)).isEmpty();
            Chromium.keep(old, "live-stale-" + language);
            Chromium.leave(old);
        }
    }
}
