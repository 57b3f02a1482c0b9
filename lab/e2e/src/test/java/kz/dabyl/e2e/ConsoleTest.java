package kz.dabyl.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The operator's console while the centre of Almaty is cut off. Skips where there is no Chromium, and without Node. */
@Timeout(180)
class ConsoleTest {

    private static final double PATIENCE_MILLIS = 90_000;

    private static @Nullable WatchedAfternoon watched;

    private @Nullable Page page;

    @BeforeAll
    static void cutOff(@TempDir Path folder) throws Exception {
        watched = WatchedAfternoon.begin(folder, "--allow-private-webhooks");
        assumeThat(service().get("/console").statusCode())
                .as("a console, which a build without Node has not")
                .isEqualTo(200);
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

    /** In a browser of its own, for this one complains of what it was refused. */
    @Test
    void letsInOnlyWhoHasTheTokenAndAsksAgainWhenItIsTakenNoMore() {
        try (var own = Chromium.open(service().base())) {
            var open = own.visit("/console");
            logIn(open, "op_of-somebody-else");
            assertThat(open.locator("#token-fault")).containsText("not the operator's token");
            assertAccessible(open);
            Chromium.keep(open, "console-refused");

            logIn(open, Service.OPERATOR);
            assertThat(heading(open, "Live")).isVisible();
            open.evaluate("sessionStorage.setItem('dabyl-operator-token', 'op_withdrawn')");
            open.reload();

            assertThat(open.locator("#token-fault")).containsText("does not take this token any more");
            assertThat(open.evaluate("sessionStorage.length")).isEqualTo(0);
        }
    }

    @Test
    void showsWhatIsCutAndWhetherItCouldTell() {
        var open = open("live", ColorScheme.DARK);

        assertThat(open.locator(".strip")).containsText(Pattern.compile("Open incidents.*1.*affected", Pattern.DOTALL));
        assertThat(open.locator(".tile").filter(having("Detector lag"))).containsText("judged until");
        assertThat(open.locator(".tile").filter(having("Deliveries"))).containsText("0 waiting");
        assertThat(open.locator(".open")).containsText("Shutdown, Almaty");
        assertThat(open.locator(".open")).containsText(Pattern.compile("Controls heard\\s*\\d+ of \\d+"));
        var first = open.locator(".cells tbody tr").first();
        assertThat(first).containsText(Pattern.compile("affected.*\\d+ of \\d+ usual", Pattern.DOTALL));
        assertThat(open.locator("section.panel").filter(having("Collectors"))).containsText("sees");
        var probes = open.locator("section.panel").filter(having("Probes"));
        assertThat(probes).containsText("silent beyond their promise");
        assertThat(probes.locator("tbody tr").first()).containsText(Pattern.compile("\\d+.*\\d+ %", Pattern.DOTALL));
        assertThat(open.locator(".plot canvas")).isVisible();
        assertThat(open.getByRole(AriaRole.STATUS).first()).containsText("Following");
        assertAccessible(open);
        Chromium.keep(open, "console-live");

        open.locator("button.cell").first().click();

        assertThat(open.locator("#chart-title")).containsText("mobile in 8");
        assertThat(open.locator("button.cell").first()).hasAttribute("aria-pressed", "true");
    }

    @Test
    void tellsOfAnIncidentEveryRevisionAndWhy() throws Exception {
        var open = open("incidents", ColorScheme.LIGHT);
        assertThat(open.locator("tbody tr")).hasCount(1);
        assertAccessible(open);
        Chromium.keep(open, "console-incidents");

        open.locator("tbody a").first().click();

        assertThat(heading(open, "Shutdown, Almaty")).isVisible();
        var own = open.url().replaceFirst(".*#", "/v1") + "/revisions";
        var all = Logs.items(service().get(own).body());
        assertThat(open.locator(".revisions tbody tr")).hasCount(all.size());
        assertThat(all).hasSizeGreaterThan(1);
        var first = open.locator(".revisions tbody tr").last();
        assertThat(first).containsText("opened");
        assertThat(first)
                .containsText(Pattern.compile("probes silent.*expected reports heard.*controls", Pattern.DOTALL));
        button(open, "False alarm").click();
        assertThat(open.getByText("Labelled as a false alarm by operator")).isVisible();
        assertThat(open.locator("figure canvas")).isVisible();
        assertAccessible(open);
        Chromium.keep(open, "console-incident");

        button(open, "Take back").click();
        assertThat(open.getByText("Nobody has said yet.")).isVisible();
    }

    @Test
    void turnsRedWhereACollectorIsBlind() throws Exception {
        var tick = "{\"tick\":\"" + Afternoon.SHUT_DOWN + "\",\"collector\":\"away\"}\n";
        service().insist("/v1/recordings", "application/x-ndjson", tick.getBytes(UTF_8));
        // It says nothing more, while the other one goes on.
        watched().goOn();
        watched().goOn();

        var open = open("live", ColorScheme.LIGHT);

        var tile = open.locator(".tile").filter(having("Collectors"));
        assertThat(tile).containsText("1 blind");
        assertThat(tile).containsText("away");
        assertThat(tile).hasClass(Pattern.compile("\\bbad\\b"));
        var row = open.locator("section.panel").filter(having("Collectors")).locator("tbody tr");
        assertThat(row.filter(having("away"))).containsText("blind");
        assertThat(row.filter(having("sees")).first()).isVisible();
        assertAccessible(open);
        Chromium.keep(open, "console-blind");
    }

    @Test
    void asksForTheAddressOfEveryChannel() {
        var open = open("subscriptions/new", ColorScheme.LIGHT);

        SubscriptionPage.CHANNELS.forEach((channel, fields) -> {
            open.getByLabel("Channel", new Page.GetByLabelOptions().setExact(true))
                    .selectOption(channel);
            fields.forEach(
                    field -> assertThat(open.getByLabel(field + " (needed)")).isVisible());
        });

        assertAccessible(open);
    }

    @Test
    void makesTriesAndEndsASubscription() throws Exception {
        try (var receiver = new Receiver()) {
            var open = open("subscriptions/new", ColorScheme.LIGHT);
            open.getByLabel("Address").fill("ftp://example.org");
            button(open, "Subscribe").click();
            assertThat(open.locator(".against")).isVisible();
            assertAccessible(open);
            Chromium.keep(open, "console-new-subscription");

            open.getByLabel("Address").fill(receiver.url());
            insist(open, button(open, "Subscribe"), open.locator(".secret"));
            assertThat(open.locator(".secret")).containsText("whsec_");
            Chromium.keep(open, "console-secret");
            open.getByText("See it and send a test message").click();
            assertThat(open.getByText("No message yet.")).isVisible();
            insist(open, button(open, "Send a test message"), open.getByText("A test message is on its way"));

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(receiver.deliveries()).isNotEmpty());
            var delivery = open.locator("tbody tr").filter(having("delivered"));
            assertThat(delivery.first()).containsText("test");
            assertThat(open.locator("body")).not().containsText("whsec_");
            assertAccessible(open);
            Chromium.keep(open, "console-subscription");
            var one = new SubscriptionPage(open, receiver, service());
            one.renewTheSecret();
            one.askWhyNothingWasTold();
            one.failAndEndAndTakeUpAgain();

            button(open, "Delete…").click();
            insist(open, button(open, "Yes, delete it"), heading(open, "Subscriptions"));

            assertThat(open.getByText("Nobody is told of anything yet.")).isVisible();
        }
    }

    /** Three days pass before a message is given up: so the answer is that of a service that has tried so long. */
    @Test
    void showsWhatWasGivenUp() {
        var open = watched().chromium().open(options -> options.setViewportSize(1400, 900));
        page = open;
        SubscriptionPage.pretendThatOneWasGivenUp(open);
        open.navigate(service().base().resolve("/console#/subscriptions").toString());
        logIn(open, Service.OPERATOR);

        var row = open.locator("tbody tr");
        assertThat(row).containsText("disabled");
        assertThat(row).containsText("no answer for three days");
        assertThat(row.locator("td.number .sign.bad")).containsText("4");
        assertAccessible(open);
        Chromium.keep(open, "console-given-up");
    }

    @Test
    void asksNothingOfOthersAndKeepsNoCookie() {
        var open = open("live", ColorScheme.LIGHT);
        assertThat(open.locator(".plot canvas")).isVisible();

        assertThat(Chromium.kept(open)).isEmpty();
        assertThat(watched().chromium().strangers()).isEmpty();
        // Browsers complain of every answer that is no success too, and some of the other tests want one.
        assertThat(watched().chromium().complaints())
                .allMatch(complaint -> complaint.contains("server responded with a status"));
    }

    @Test
    void isUsedWithTheKeyboardAlone() {
        var open = open("incidents", ColorScheme.LIGHT);
        assertThat(heading(open, "Incidents")).isVisible();
        open.reload();
        assertThat(open.locator("tbody tr")).hasCount(1);

        open.keyboard().press("Tab");
        assertThat(open.locator(":focus")).hasText("Skip to the content");
        open.keyboard().press("Enter");
        assertThat(open.locator(":focus")).hasAttribute("id", "main");
        open.locator("tbody a").focus();
        open.keyboard().press("Enter");

        assertThat(heading(open, "Shutdown, Almaty")).isVisible();
        assertThat(open.locator(":focus")).hasAttribute("id", "main");
    }

    private Page open(String place, ColorScheme scheme) {
        var fresh = watched()
                .chromium()
                .visit(
                        "/console#/" + place,
                        options -> options.setColorScheme(scheme)
                                .setViewportSize(1400, 900)
                                .setTimezoneId("Asia/Almaty"));
        page = fresh;
        logIn(fresh, Service.OPERATOR);
        return fresh;
    }

    private static void logIn(Page page, String token) {
        page.getByLabel("Operator token").fill(token);
        button(page, "Log in").click();
    }

    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** Presses again where the service said that it cannot now, as people do. */
    static void insist(Page page, Locator button, Locator outcome) {
        page.waitForCondition(
                () -> {
                    if (outcome.isVisible()) {
                        return true;
                    }
                    press(button);
                    return false;
                },
                new Page.WaitForConditionOptions().setTimeout(PATIENCE_MILLIS));
    }

    /** Without waiting for it: it may vanish at any time, and one that is disabled takes no press. */
    private static void press(Locator button) {
        button.evaluateAll("buttons => buttons.forEach((button) => button.click())");
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static void assertAccessible(Page page) {
        var found = Axe.findings(page);
        assertThat(found).as(found.toString()).isEmpty();
    }

    private static Service service() {
        return watched().service();
    }

    private static WatchedAfternoon watched() {
        return Objects.requireNonNull(watched, "begun before all tests");
    }
}
