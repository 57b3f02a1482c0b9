package kz.dabyl.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** The console's page of thresholds, and what operators read from a back-test there. */
final class TuningPage {

    /** Keeps every length that the bar of progress is drawn with. */
    static final String WATCH_PROGRESS = """
            window.seen = [];
            new MutationObserver(() => {
              const bar = document.querySelector('progress');
              if (bar !== null && seen.at(-1) !== bar.value) { seen.push(bar.value); }
            }).observe(document.body, {subtree: true, childList: true, attributes: true});
            """;

    private TuningPage() {}

    /** Ten false alarms a month is the last point. */
    static void pickFromTheCurve(Page page) {
        var over = page.locator(".curve .u-over");
        over.scrollIntoViewIfNeeded();
        var box = over.boundingBox();
        var right = box.width * Math.log(1.5) / (Math.log(10 / 0.1) + 2 * Math.log(1.5));
        page.mouse().click(box.x + box.width - right, box.y + box.height / 2);

        assertThat(page.getByLabel("False alarms a month").first()).hasValue("10");
    }

    /** The service is younger than that, so it answers what it answered of the day. */
    static void tryOn(Page page, String span, int days) throws IOException {
        page.getByLabel("Tried on").selectOption(span);
        var button = RulesPageTest.button(page, "Try it");
        var taken = page.waitForResponse(
                answer ->
                        answer.request().method().equals("POST") && answer.url().endsWith("/v1/backtests"),
                new Page.WaitForResponseOptions().setTimeout(RulesPageTest.PATIENCE_MILLIS),
                button::click);

        var order = Logs.json(taken.request().postData());
        var from = Instant.parse(order.path("from").asText());
        assertThat(Duration.between(from, Instant.parse(order.path("until").asText())))
                .isEqualTo(Duration.ofDays(days));
        // It is not before the answer is there.
        assertThat(button)
                .isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(RulesPageTest.PATIENCE_MILLIS));
        assertThat(page.getByText("The back-test is done.")).isVisible();
        assertThat(page.getByText("1 of 1")).isVisible();
        page.getByLabel("Tried on").selectOption("day");
    }

    /** More probes than there are: what was raised live is lost, and the episode that is labelled is missed. */
    static void missWhatHappened(Page page) {
        var probes = page.getByLabel("Least probes").first();
        var usual = probes.inputValue();
        probes.fill("500");
        RulesPageTest.button(page, "Try it").click();

        assertThat(page.getByText("Lost (1)")).isVisible(RulesPageTest.SLOWLY);
        var lost = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Lost"));
        assertThat(lost.locator("tbody tr")).hasCount(1);
        assertThat(lost.locator("tbody a[href*='#/incidents/']")).hasCount(1);
        var delays = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Delay of each labelled"));
        assertThat(delays.locator("tbody tr")).containsText("missed");
        Chromium.keep(page, "tuning-missed");
        probes.fill(usual);
    }
}
