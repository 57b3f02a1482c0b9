package kz.dabyl.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The public page of somebody who keeps it open. Skips where there is no Chromium. */
class LivePageTest {

    private static final LocatorAssertions.ContainsTextOptions PATIENT =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    @Test
    @Timeout(300)
    void showsTheShutdownWhenItOpensAndSaysWhenItCanNoLongerHear(@TempDir Path folder) throws Exception {
        Chromium.assumeInstalled();
        try (var afternoon = Afternoon.begin(folder)) {
            try (var chromium = Chromium.open(afternoon.service().base())) {
                // Last of all: what was said a minute ago is no longer shown as the present.
                afternoon.playUntil(Afternoon.BEFORE);
                var page = chromium.open(options -> {});
                // The page also asks once a minute: without that only the stream can bring the news.
                page.addInitScript("window.setInterval = () => 0");
                page.navigate(afternoon.service().base().resolve("/?lang=en").toString());
                var card = page.locator(".card").first();
                var live = page.locator("#live");
                assertThat(card).containsText("Mobile internet works.");
                page.locator("details").first().locator("summary").click();
                page.evaluate("window.stayed = true");

                afternoon.playUntil(Afternoon.SHUT_DOWN);

                assertThat(card).containsText(Pattern.compile("Beeline.*down in parts since 13:01"), PATIENT);
                assertThat(page.locator("#incidents")).containsText("Mobile internet down", PATIENT);
                assertThat(live).containsText("Updated: state at 13:0", PATIENT);
                assertThat(page.evaluate("window.stayed")).isEqualTo(true);
                assertThat(page.locator("details[open]").count()).isEqualTo(1);
                assertThat(Axe.findings(page)).isEmpty();
                Chromium.keep(page, "live-shutdown");

                assertThat(afternoon.service().terminate()).isTrue();

                assertThat(live).containsText("Connection lost: what you see is from 13:0", PATIENT);
                assertThat(card).containsText("down in parts since 13:01");
                assertThat(Axe.findings(page)).isEmpty();
                Chromium.keep(page, "live-connection-lost");
            }
        }
    }
}
