package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The public page in a browser, while the centre of Almaty is cut off. Skips where there is no Chromium. */
@Timeout(180)
class PageTest {

    private static final String DOWN = "✕";

    private static @Nullable WatchedAfternoon watched;

    private @Nullable Page page;

    @BeforeAll
    static void cutOff(@TempDir Path folder) throws Exception {
        watched = WatchedAfternoon.begin(folder);
    }

    @AfterAll
    static void end() {
        if (watched != null) {
            watched.close();
        }
    }

    @BeforeEach
    void stayFresh() throws Exception {
        watched().stayFresh();
    }

    @AfterEach
    void leave() {
        if (page != null) {
            Chromium.leave(page);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kk | Алматы, орталығы | кей жерінде жұмыс істемейді | расталды",
                "ru | Алматы, центр | не работает в части мест с 13:01 | подтверждено",
                "en | Almaty, centre | down in parts since 13:01 | confirmed",
            })
    void answersInThreeLanguagesWithoutScrollingWhetherMobileInternetWorks(
            String language, String place, String state, String sure) {
        var open = open("/", options -> options.setLocale(language));

        var card = open.locator(".card").first();

        assertThat(open.locator("html").getAttribute("lang")).isEqualTo(language);
        assertThat(card.innerText()).contains(place, "Beeline", state, sure);
        var box = card.boundingBox();
        assertThat(box.y + box.height).isLessThan(800);
        Chromium.keep(open, "page-" + language);
    }

    /** The first card stands alone there: its first network is what is asked for most. */
    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void answersOnAPhoneWithoutScrolling(String language) {
        var open = open("/?lang=" + language, options -> options.setViewportSize(360, 640));

        var first = open.locator(".card").first().locator("li").first();

        assertThat(first.innerText()).contains("Beeline", DOWN, "13:01");
        var box = first.boundingBox();
        assertThat(box.y + box.height).isLessThan(640);
        open.locator("summary").all().forEach(summary -> summary.click());
        assertThat(cut(open)).isEmpty();
        Chromium.keep(open, "page-phone-" + language);
        open.locator("#incidents h3 a").first().click();
        assertThat(cut(open)).isEmpty();
    }

    /** What runs over an edge, be it of the page or of a part that scrolls by itself. */
    private static List<?> cut(Page page) {
        return (List<?>) page.evaluate("[...document.querySelectorAll('html, main *:not(svg, svg *)')]"
                + ".filter(e => e.scrollWidth > e.clientWidth && e.clientWidth > 0 && getComputedStyle(e).display !== 'inline'"
                + " || e.getBoundingClientRect().right > innerWidth + 1 && e.getBoundingClientRect().width > 0)"
                + ".map(e => e.outerHTML.slice(0, 99))");
    }

    /** In the lower half of a page, too, nobody may take it for what goes on. */
    @ParameterizedTest
    @ValueSource(ints = {360, 1200})
    void leavesNobodyWithoutTheMarkOfAnExercise(int width) {
        var open = open("/?lang=en", options -> options.setViewportSize(width, 640));

        var unmarked = open.evaluate("[...document.querySelectorAll('.card, .incident, #now tbody tr, figure')]"
                + ".filter(e => !e.innerText.includes('Exercise')).length");

        assertThat(unmarked).isEqualTo(0);
        open.locator("#incidents h3 a").first().click();
        assertThat(open.title()).startsWith("Exercise: ");
        assertThat(open.locator(".badges").innerText()).contains("Exercise");
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 1200})
    void hidesNoFocusUnderWhatItSays(int width) {
        var open = open("/?lang=kk", options -> options.setViewportSize(width, 600));
        open.locator("summary").all().forEach(summary -> summary.click());
        open.evaluate("live.textContent = live.dataset.lost + ' ' + document.querySelector('.lead').textContent");

        assertThat(Focus.hiddenUnder(open, "#live")).isEmpty();
    }

    @Test
    void saysTheSameWithoutScript() {
        var scripted = open("/?lang=en");
        var told = told(scripted);
        Chromium.leave(scripted);

        var plain = open("/?lang=en", options -> options.setJavaScriptEnabled(false));

        assertThat(told(plain)).isEqualTo(told);
        assertThat(plain.locator("#map figure svg").count()).isEqualTo(3);
        Chromium.keep(plain, "page-without-script");
        plain.locator("#incidents h3 a").first().click();
        assertThat(plain.locator("h1").innerText()).contains("since 13:01");
        assertThat(plain.locator("#main table tbody tr").count()).isPositive();
        Chromium.keep(plain, "incident-without-script");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "w3m | kk | Алматы, орталығы | кей жерінде жұмыс істемейді | үнсіз өлшегіштер:",
                "w3m | ru | Алматы, центр | не работает в части мест с 13:01 | замолчавших зондов:",
                "w3m | en | Almaty, centre | down in parts since 13:01 | silent probes:",
                "lynx | kk | Алматы, орталығы | кей жерінде жұмыс істемейді | үнсіз өлшегіштер:",
                "lynx | ru | Алматы, центр | не работает в части мест с 13:01 | замолчавших зондов:",
                "lynx | en | Almaty, centre | down in parts since 13:01 | silent probes:",
            })
    void saysTheSameInABrowserOfTextAlone(String browser, String language, String place, String state, String why)
            throws Exception {
        var program = Tool.find(browser);
        assumeThat(program).as(browser + " on the path").isPresent();
        var base = watched().service().base();
        var incident =
                Logs.items(watched().service().get("/v1/incidents").body()).get(0);

        var text = TextBrowser.read(program.orElseThrow(), base.resolve("/?lang=" + language));
        var one = TextBrowser.read(
                program.orElseThrow(),
                base.resolve("/incidents/" + incident.path("id").asText() + "?lang=" + language));

        assertThat(text).contains(place, "Beeline " + DOWN + " " + state, "Kcell " + DOWN + " " + state);
        // What a mouse is told on the map stands in its table too, and would be read twice.
        assertThat(text).doesNotContain(": Beeline " + state);
        assertThat(one).contains(incident.path("summary").path(language).asText(), why, "Beeline (401-01)");
    }

    /** In a browser of its own, for this one complains of what it was refused. */
    @Test
    void saysNothingOfALostConnectionWhereOnlyTheStreamIsFull() {
        try (var own = Chromium.open(watched().service().base())) {
            var open = own.visit("/?lang=en");
            open.route("**/v1/stream", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));

            var again = open.waitForResponse(
                    answer -> answer.request().resourceType().equals("fetch"), open::reload);

            assertThat(again.ok()).isTrue();
            assertThat(open.locator("#live").innerText()).doesNotContain("Connection lost");
        }
    }

    /** What people read, but for the seconds that pass meanwhile. */
    private static String told(Page page) {
        return page.locator("main").innerText().replaceFirst("\\d\\d:\\d\\d:\\d\\d", "now");
    }

    @ParameterizedTest
    @CsvSource({
        "en, LIGHT, 1200",
        "en, DARK, 1200",
        "en, LIGHT, 320",
        "en, DARK, 320",
        "kk, LIGHT, 320",
        "ru, DARK, 320"
    })
    void hasNothingThatAxeFinds(String language, ColorScheme scheme, int width) {
        var open = open(
                "/?lang=" + language, options -> options.setColorScheme(scheme).setViewportSize(width, 800));
        open.locator("summary").all().forEach(summary -> summary.click());

        assertAccessible(open);
        assertThat((int) open.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        Chromium.keep(open, "page-" + language + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void hasAPageForTheIncidentInWhichAxeFindsNothing(String language) {
        var open = open("/?lang=" + language);
        open.locator("#incidents h3 a").first().click();

        assertThat(open.url()).contains("/incidents/", "lang=" + language);
        assertThat(open.locator("h1").innerText()).contains("13:01");
        assertThat(open.locator("figure.plot path.heard").count()).isEqualTo(1);
        assertAccessible(open);
        Chromium.keep(open, "incident-" + language);
    }

    private static void assertAccessible(Page page) {
        var found = Axe.findings(page);
        assertThat(found).as(found.toString()).isEmpty();
    }

    @Test
    void isUsedWithTheKeyboardAlone() {
        var open = open("/?lang=en");

        open.keyboard().press("Tab");
        assertThat(open.locator(":focus").innerText()).isEqualTo("Skip to the state now");
        open.keyboard().press("Enter");
        assertThat(open.locator(":focus").getAttribute("id")).isEqualTo("main");

        var stops = 0;
        var opened = 0;
        for (open.keyboard().press("Tab");
                open.locator("main :focus").count() == 1;
                open.keyboard().press("Tab")) {
            assertThat(open.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                    .isNotEqualTo("none");
            if (open.locator("summary:focus").count() == 1) {
                open.keyboard().press("Enter");
                opened++;
            }
            stops++;
        }

        assertThat(opened).isEqualTo(3);
        assertThat(open.locator("details[open]").count()).isEqualTo(3);
        assertThat(stops).isGreaterThan(opened);
        assertThat(open.locator("footer :focus").count()).isEqualTo(1);
        Chromium.keep(open, "page-with-tables");
    }

    @Test
    void asksNothingOfOthersKeepsNothingAndBreaksNoRuleOfItsOwn() {
        var open = open("/?lang=en");
        open.waitForFunction("performance.getEntriesByType('resource').length >= 2");

        assertThat(Chromium.kept(open)).isEmpty();
        assertThat(watched().chromium().strangers()).isEmpty();
        assertThat(watched().chromium().complaints()).isEmpty();
    }

    @Test
    void isReadableOnPaper() {
        var open = open("/?lang=ru");
        open.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(open.locator(".card").first().isVisible()).isTrue();
        assertThat(open.locator("header nav").isVisible()).isFalse();
        Chromium.keep(open, "page-printed");
    }

    private Page open(String path) {
        return open(path, options -> {});
    }

    private Page open(String path, Consumer<Browser.NewContextOptions> options) {
        var fresh = watched().chromium().visit(path, options);
        page = fresh;
        return fresh;
    }

    private static WatchedAfternoon watched() {
        return Objects.requireNonNull(watched, "begun before all tests");
    }
}
