package kz.dabyl.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The console's pages of thresholds and rallies in a browser, after the centre of Almaty was cut off. Skips where there is
 * no Chromium.
 */
@Timeout(300)
class RulesPageTest {

    static final double PATIENCE_MILLIS = 120_000;
    private static final int MOST_STOPS = 150;
    static final LocatorAssertions.IsVisibleOptions SLOWLY =
            new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS);
    private static final String CALENDAR = """
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VEVENT
            UID:march
            SUMMARY:March along the avenue
            DTSTART;TZID=Asia/Almaty:20261216T120000
            DTEND;TZID=Asia/Almaty:20261216T150000
            GEO:43.238;76.945
            END:VEVENT
            BEGIN:VEVENT
            UID:nowhere
            SUMMARY:Somewhere else
            DTSTART;TZID=Asia/Almaty:20261217T120000
            DTEND;TZID=Asia/Almaty:20261217T150000
            LOCATION:Nowhere
            END:VEVENT
            END:VCALENDAR
            """;

    private static @Nullable WatchedAfternoon watched;

    /** As a file, which the browser reads itself: in letters through its own line it would take minutes beside others. */
    private static Path recording = Path.of("");

    @BeforeAll
    static void cutOff(@TempDir Path folder) throws Exception {
        recording = Files.write(folder.resolve("demo.ndjson"), Logs.recording(Logs.demo(1)));
        watched = WatchedAfternoon.begin(folder);
    }

    @AfterAll
    static void end() {
        if (watched != null) {
            watched.close();
        }
    }

    @Test
    void letsOperatorsTryThresholdsLetThemRunSilentlyPromoteThemAndRollThemBack() throws Exception {
        var page = open("incidents", ColorScheme.LIGHT, 1200);
        page.locator("main a[href*='#/incidents/']").first().click();
        button(page, "Really happened").click();
        assertThat(page.getByText("Labelled as")).isVisible();

        page.navigate(page.url().replaceFirst("#.*", "#/tuning"));
        page.getByLabel("False alarms a month").first().fill("3");
        page.getByLabel("Tried on").selectOption("day");
        press(page, "Try it");
        assertThat(page.getByText("The back-test is done.")).isVisible(SLOWLY);
        assertThat(page.getByText("1 of 1")).isVisible();
        assertThat(page.locator(".curve canvas")).isVisible();
        Chromium.keep(page, "tuning-tried");
        TuningPage.pickFromTheCurve(page);
        TuningPage.tryOn(page, "month", 30);
        TuningPage.tryOn(page, "quarter", 91);
        TuningPage.missWhatHappened(page);

        because(page, "Start a shadow with the form", "Start the shadow", "finds more, says the back-test");
        assertThat(page.getByText("A shadow runs")).isVisible();
        Chromium.keep(page, "tuning-shadow");
        press(page, "Promote");
        assertThat(page.locator(".reason")).isVisible();
        reach(page, page.locator(".reason input"));
        page.keyboard().type("ran a week silently");
        press(page, "Promote the shadow");
        assertThat(page.getByText("version 2 holds")).isVisible();
        because(page, "Roll back to what held before", "Roll back", "too many alarms");
        assertThat(page.getByText("version 3 holds")).isVisible();

        var history = page.locator("section[aria-labelledby=history-title] tbody tr");
        assertThat(history).hasCount(3);
        assertThat(history.nth(0).innerText()).contains("too many alarms", "rollback");
        assertThat(history.nth(1).innerText()).contains("ran a week silently", "promotion");
        Chromium.keep(page, "tuning-history");
        Chromium.leave(page);
    }

    @Test
    void letsOperatorsCancelWhatIsTriedOnARecording() throws Exception {
        var page = open("tuning", ColorScheme.LIGHT, 1200);
        // How far it comes is kept from the page: so it cannot be over before it is cancelled, however fast it is.
        page.route("**/v1/backtests/*/events", held -> {});
        page.getByLabel("Tried on").selectOption("recording");
        page.getByLabel("Recording (NDJSON").setInputFiles(recording);
        var taken = answer(page, "POST", () -> button(page, "Try it").click());
        assertThat(page.getByLabel("How far the back-test has come")).isVisible();

        var cancelled = answer(page, "DELETE", () -> press(page, "Cancel"));

        assertThat(cancelled.status()).isEqualTo(204);
        assertThat(page.getByText("The back-test was cancelled.")).isVisible();
        assertThat(button(page, "Cancel")).hasCount(0);
        var job = operator(taken.headerValue("location")).GET();
        assertThat(service().send(job).statusCode()).isEqualTo(404);
        Chromium.leave(page);
    }

    /** What the service answers about back-tests when {@code action} asks it. */
    private static Response answer(Page page, String method, Runnable action) {
        return page.waitForResponse(
                answer ->
                        answer.request().method().equals(method) && answer.url().contains("/v1/backtests"),
                new Page.WaitForResponseOptions().setTimeout(PATIENCE_MILLIS),
                action);
    }

    private static HttpRequest.Builder operator(String path) {
        return HttpRequest.newBuilder(service().base().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + Service.OPERATOR);
    }

    private static Service service() {
        return Objects.requireNonNull(watched, "begun before all tests").service();
    }

    @Test
    void letsOperatorsTryThresholdsOnARecordingWhileTheySeeHowFarItIs() throws Exception {
        var page = open("tuning", ColorScheme.LIGHT, 1200);
        page.evaluate(TuningPage.WATCH_PROGRESS);
        page.getByLabel("Tried on").selectOption("recording");
        page.getByLabel("Recording (NDJSON").setInputFiles(recording);

        button(page, "Try it").click();

        assertThat(page.getByText("The back-test is done.")).isVisible(SLOWLY);
        assertThat(page.getByText("Held against")).isVisible();
        assertThat(page.locator(".curve canvas")).isVisible();
        assertThat((boolean) page.evaluate("seen.some(value => value > 0 && value < 1)"))
                .as("it moves while it runs")
                .isTrue();
        assertThat((boolean) page.evaluate("seen.every((value, i) => i === 0 || value >= seen[i - 1])"))
                .as("never back")
                .isTrue();
        Chromium.leave(page);
    }

    /** Presses a button without a mouse. */
    private static void press(Page page, String name) {
        var button = button(page, name);
        assertThat(button).isEnabled();
        reach(page, button);
        assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                .isNotEqualTo("none");
        page.keyboard().press("Enter");
    }

    /** Goes to something with the Tab key alone. */
    private static void reach(Page page, Locator there) {
        for (var stop = 0;
                stop < MOST_STOPS && !(boolean) there.evaluate("it => it === document.activeElement");
                stop++) {
            page.keyboard().press("Tab");
        }
        assertThat(there).isFocused();
    }

    @Test
    void letsOperatorsDrawARallyOnTheMapAndImportACalendar() {
        var page = open("rallies", ColorScheme.LIGHT, 1200);
        button(page, "New rally").click();
        page.getByLabel("Title").fill("Square of the Republic");
        page.getByLabel("From, Almaty time").fill("2026-12-16T12:00");
        page.getByLabel("Until, Almaty time").fill("2026-12-16T15:00");
        page.getByLabel("Map of", new Page.GetByLabelOptions().setExact(true)).selectOption("Almaty");
        var map = page.locator(".circle-map svg");
        map.scrollIntoViewIfNeeded();
        var box = map.boundingBox();
        page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
        page.mouse().down();
        page.mouse().move(box.x + box.width / 2 + 20, box.y + box.height / 2);
        page.mouse().move(box.x + box.width / 2 + 40, box.y + box.height / 2);
        page.mouse().up();

        assertThat(page.getByLabel("Latitude")).hasValue(Pattern.compile("43\\.\\d+"));
        var radius = page.locator(".side input").last();
        var drawn = radius.inputValue();
        map.press("+");
        assertThat(radius).not().hasValue(drawn);
        assertThat(Double.parseDouble(radius.inputValue())).isGreaterThan(Double.parseDouble(drawn));
        assertThat(page.getByText("2026-12-16 07:00 UTC")).isVisible();
        page.getByLabel("Reason of the change").fill("announced by the organisers");
        Chromium.keep(page, "rallies-drawn");
        button(page, "Keep the rally").click();
        assertThat(page.locator(".agenda")).containsText("2026-12-16-square");

        button(page, "Edit Square of the Republic").click();
        assertThat(page.getByLabel("Latitude")).hasValue(Pattern.compile("43\\.\\d+"));
        page.getByLabel("Title").fill("Square of the Republic, evening");
        page.getByLabel("Until, Almaty time").fill("2026-12-16T21:00");
        page.getByLabel("Reason of the change").fill("it goes on into the evening");
        button(page, "Keep the rally").click();
        var edited =
                page.locator(".agenda tbody tr").filter(new Locator.FilterOptions().setHasText("2026-12-16-square"));
        assertThat(edited).hasCount(1);
        assertThat(edited).containsText("Square of the Republic, evening");
        assertThat(edited).containsText("21:00");
        assertThat(page.locator("section[aria-labelledby=history-title]")).containsText("it goes on into the evening");

        button(page, "Import a calendar").click();
        page.getByLabel("Calendar (.ics)")
                .setInputFiles(new FilePayload("marches.ics", "text/calendar", CALENDAR.getBytes(UTF_8)));
        assertThat(page.getByText("1 rally, 1 event skipped.")).isVisible();
        assertThat(page.locator(".skipped")).containsText("'Nowhere'");
        Chromium.keep(page, "rallies-import");
        button(page, "Keep 1 rally").click();
        assertThat(page.locator(".agenda")).containsText("March along the avenue");
        assertThat(page.locator("section[aria-labelledby=history-title]")).containsText("from marches.ics");

        because(page, "Delete March along the avenue", "Delete the rally", "called off");
        assertThat(page.locator(".agenda")).not().containsText("March along the avenue");
        Chromium.keep(page, "rallies");
        Chromium.leave(page);
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 760, 1200})
    void hidesNoFocusUnderItsBar(int width) {
        var page = open("tuning", ColorScheme.LIGHT, width);

        assertThat(Focus.hiddenUnder(page, ".bar")).isEmpty();
        Chromium.leave(page);
    }

    @ParameterizedTest
    @CsvSource({"tuning, LIGHT, 1200", "tuning, DARK, 320", "rallies, LIGHT, 1200", "rallies, DARK, 320"})
    void hasNothingThatAxeFinds(String name, ColorScheme scheme, int width) {
        var page = open(name, scheme, width);
        if (name.equals("rallies")) {
            button(page, "New rally").click();
            page.getByLabel("Latitude").fill("43.24");
            page.getByLabel("Longitude").fill("76.95");
        } else {
            page.getByLabel("Least probes").first().fill("0");
        }

        var found = Axe.findings(page);

        assertThat(found).as(found.toString()).isEmpty();
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        Chromium.keep(page, name + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
        Chromium.leave(page);
    }

    private static Page open(String name, ColorScheme scheme, int width) {
        var page = Objects.requireNonNull(watched, "begun before all tests")
                .chromium()
                .visit(
                        "/console#/" + name,
                        options -> options.setColorScheme(scheme)
                                .setViewportSize(width, 800)
                                .setTimezoneId("Asia/Almaty"));
        page.locator("input[type=password]").fill(Service.OPERATOR);
        page.locator("button[type=submit]").click();
        assertThat(page.locator("main h1")).isVisible();
        assertThat(page.locator(name.equals("incidents") ? "main a" : "section[aria-labelledby=history-title] tbody tr")
                        .first())
                .isVisible();
        return page;
    }

    /** Presses a button, says why, and does it. */
    private static void because(Page page, String button, String action, String why) {
        button(page, button).click();
        page.locator(".reason input").fill(why);
        page.locator(".reason")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(action))
                .click();
        assertThat(page.locator(".reason")).hasCount(0);
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
