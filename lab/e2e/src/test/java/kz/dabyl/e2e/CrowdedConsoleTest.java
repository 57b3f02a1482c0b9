package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The console over many more cells than the country has. Skips where there is no Chromium, and without Node. */
class CrowdedConsoleTest {

    private static final int CELLS = 5000;

    /** Whether it is held to what people feel as at once, on a machine that does nothing else: {@code -Dconsole.limits=true}. */
    private static final boolean STRICT = Boolean.getBoolean("console.limits");

    /** A minute of changes is measured; that it is not frozen a quarter of a minute shows as well. */
    private static final int TICKS = STRICT ? 60 : 15;

    private static final double AT_ONCE_MILLIS = 200;

    /** Beside other tests nothing more can be held than that it is not frozen. */
    private static final double FROZEN_MILLIS = 10_000;

    private static final int CLICKS = 6;

    /** From the press of a button until its effect is painted is what the browser itself calls the duration of a click. */
    private static final String WATCH = """
            window.longTasks = [];
            window.clicks = [];
            new PerformanceObserver(list => list.getEntries().filter(event => event.name === 'click')
              .forEach(event => clicks.push(event.duration))).observe({type: 'event', durationThreshold: 16, buffered: true});
            new PerformanceObserver(list => list.getEntries().forEach(task => longTasks.push(task.duration)))
              .observe({type: 'longtask', buffered: true});
            """;

    @Test
    @Timeout(180)
    void staysUsableWhileFiveThousandCellsChangeEverySecond() throws Exception {
        Chromium.assumeInstalled();
        try (var crowd = new CrowdedConsole(CELLS)) {
            assumeThat(status(crowd))
                    .as("a console, which a build without Node has not")
                    .isEqualTo(200);
            try (var chromium = Chromium.open(crowd.base())) {
                var page = chromium.open(options -> {});
                // From the first moment on: what it takes to draw all for the first time counts as well.
                page.addInitScript(WATCH);
                page.navigate(crowd.base().resolve("/console#/live").toString());
                page.getByLabel("Operator token").fill("op_any");
                page.locator("button[type=submit]").click();
                page.waitForSelector(".cells tbody tr");
                assertShowsTheRest(page);
                var from = crowd.ticks();
                for (var i = 0; i < CLICKS; i++) {
                    page.locator(".cells button.head").nth(i).click();
                }

                await().pollInterval(Duration.ofMillis(500))
                        .atMost(Duration.ofSeconds(90))
                        .until(() -> crowd.ticks() >= from + TICKS);

                assertThat(page.locator("#cells-title").innerText()).contains("5,000 of 5,000");
                assertThat(page.locator(".cells tbody tr").count()).isLessThan(80);
                scrollsToTheLastRow(page);
                keep(page, crowd.ticks() - from);
            }
        }
    }

    /** Strip, open incidents and chart do their work beside the table. */
    private static void assertShowsTheRest(Page page) {
        PlaywrightAssertions.assertThat(page.locator(".open > li")).hasCount(2);
        PlaywrightAssertions.assertThat(page.locator(".strip")).containsText("1 seeing");
        PlaywrightAssertions.assertThat(page.locator(".plot canvas")).isVisible();
    }

    private static void scrollsToTheLastRow(Page page) {
        page.evaluate("document.querySelector('.cells').scrollTop = 1e9");
        page.waitForSelector("tr[aria-rowindex='" + (CELLS + 1) + "']");
        assertThat(page.locator(".cells tbody tr").count()).isLessThan(80);
    }

    private static void keep(Page page, int ticks) throws Exception {
        var longest = number(page, "Math.max(0, ...longTasks)");
        var slowest = number(page, "Math.max(0, ...clicks)");
        var sum = number(page, "longTasks.reduce((a, b) => a + b, 0)");
        var line = String.format(
                Locale.ROOT,
                "%d cells, %d changes of all: %.0f long tasks, the longest %.0f ms, %.0f ms a change together, %.0f %% of the time;"
                        + " %.0f of %d clicks took 16 ms or more until they were painted, the slowest %.0f ms%n",
                CELLS,
                ticks,
                number(page, "longTasks.length"),
                longest,
                sum / ticks,
                100 * sum / number(page, "performance.now()"),
                number(page, "clicks.length"),
                CLICKS,
                slowest);
        Chromium.keep(page, "console-crowded");
        Files.writeString(Path.of("target", "screenshots", "console-crowded.txt"), line);
        var most = STRICT ? AT_ONCE_MILLIS : FROZEN_MILLIS;
        assertThat(longest).as(line).isLessThan(most);
        assertThat(slowest).as(line).isLessThan(most);
    }

    private static double number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    private static int status(CrowdedConsole crowd) throws Exception {
        var request = HttpRequest.newBuilder(crowd.base().resolve("/console"))
                .timeout(Duration.ofSeconds(30))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
