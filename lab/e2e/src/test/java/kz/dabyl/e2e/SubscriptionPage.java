package kz.dabyl.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static kz.dabyl.e2e.ConsoleTest.button;
import static kz.dabyl.e2e.ConsoleTest.insist;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.SelectOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The console's page of one subscription to a webhook, and what operators do there. */
record SubscriptionPage(Page page, Receiver receiver, Service service) {

    /** What the form asks for beside the webhook, by channel. */
    static final Map<String, List<String>> CHANNELS = Map.of(
            "telegram", List.of("Token of the bot", "Chat"),
            "slack", List.of("Address of the incoming webhook"),
            "matrix", List.of("Homeserver", "Room", "Access token"),
            "ntfy", List.of("Topic"),
            "email", List.of("To"),
            "sms", List.of("Address of the gateway", "Numbers"),
            "alertmanager", List.of("Address"));

    private static final String DISABLED = """
            {"id":"sub_1","channel":"webhook","url":"https://example.org/hook","events":["opened"],
             "filter":{"areas":[],"kinds":[],"networks":[],"certainty":"suspected","min_confidence":0},
             "quiet_hours":null,"language":"en","signature":"v1","heartbeat_s":null,"fallback":null,
             "created":"2021-04-20T07:00:00.000Z","state":"disabled","state_reason":"no answer for three days",
             "state_since":"2021-04-23T07:00:00.000Z"}
            """;

    private static final String GIVEN_UP = """
            {"subscription":"sub_1","channel":"webhook","active":false,"waiting":0,"retried":0,"held":0,"failed":4,
             "oldest":null,"next_try":null,"last_error":"500"}
            """;

    /** The answers of a service that has tried for three days. */
    static void pretendThatOneWasGivenUp(Page page) {
        page.route("**/v1/subscriptions", route -> answer(route, DISABLED));
        page.route("**/v1/deliveries", route -> answer(route, GIVEN_UP));
    }

    private static void answer(Route route, String item) {
        route.fulfill(new Route.FulfillOptions()
                .setContentType("application/json")
                .setBody("{\"items\":[" + item + "],\"next_cursor\":null}"));
    }

    void renewTheSecret() {
        insist(page, button(page, "Make a new secret"), page.locator(".secret"));

        assertThat(page.locator(".secret")).containsText("whsec_");
        button(page, "I have it, hide it").click();
        assertThat(page.locator("body")).not().containsText("whsec_");
    }

    /** Of an incident that was published before the subscription was made. */
    void askWhyNothingWasTold() {
        page.locator("section[aria-labelledby=explain-title] select").selectOption(new SelectOption().setIndex(1));
        button(page, "Explain").click();

        var told =
                page.locator("section[aria-labelledby=explain-title] tbody tr").first();
        assertThat(told).containsText("skip");
        assertThat(told).containsText("none");
    }

    void failAndEndAndTakeUpAgain() throws Exception {
        receiver.answer(500);
        insist(page, button(page, "Send a test message"), page.getByText("A test message is on its way"));
        var failing = page.locator("section[aria-labelledby=deliveries-title] tbody tr")
                .first();
        assertThat(failing).containsText("pending");
        assertThat(failing).containsText("500");
        Chromium.keep(page, "console-subscription-failing");

        receiver.answer(410);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> service.get("/v1/subscriptions").body().contains("\"state\":\"ended\""));
        page.reload();
        assertThat(page.locator(".badges")).containsText("ended");
        assertThat(button(page, "Send a test message")).isDisabled();

        insist(page, button(page, "Enable"), page.getByText("Messages are sent to it again from now on."));
        assertThat(page.locator(".badges")).containsText("active");
    }
}
