package kz.dabyl.alerts.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.alerts.channels.Outcome.Verdict;
import kz.dabyl.alerts.fakes.FakeService;
import kz.dabyl.alerts.fakes.FakeSlack;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.SomeSaying;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.subscriptions.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackTest {

    private static final Address.Slack ADDRESS =
            new Address.Slack(Secret.Open.url("https://hooks.slack.test/services/T0/B0/secret"));

    private final SlackRendering rendering = new SlackRendering();

    @Test
    void saysTheTitleAndAttachesTheText() {
        var request = rendering.request(
                ADDRESS,
                SomeSaying.about(EventType.OPENED, SomeIncident.opening("i1").incident()));

        assertThat(request.url()).isEqualTo("https://hooks.slack.test/services/T0/B0/secret");
        var body = new JsonObject(request.body());
        assertThat(body.getString("text")).isEqualTo("Mobile internet is cut");
        assertThat(body.getBoolean("mrkdwn")).isFalse();
        var attachment = body.getJsonArray("attachments").getJsonObject(0);
        assertThat(attachment.getString("text")).isEqualTo("since 12:00");
        assertThat(attachment.getString("fallback")).isEqualTo("cut");
        assertThat(attachment.getString("color")).matches("#[0-9a-f]{6}");
    }

    @Test
    void aHostileNameNeitherLinksNorCallsAnybody() {
        var body = rendering
                .request(ADDRESS, SomeSaying.of(SomeSaying.HOSTILE, SomeSaying.HOSTILE + "\n<!channel>"))
                .body();

        assertThat(taken(body)).isEqualTo(200);
        assertThat(body)
                .doesNotContain("<", ">", "](", "@room", "@channel", "\u202E")
                .contains("&lt;script&gt;");
    }

    @Test
    void aLongTextFits() {
        for (var text : List.of("&".repeat(9_000), "](".repeat(9_000), "@\n".repeat(9_000))) {
            var body = rendering
                    .request(ADDRESS, SomeSaying.of("title " + text, text))
                    .body();

            assertThat(taken(body)).isEqualTo(200);
        }
    }

    private static int taken(String body) {
        return new FakeSlack()
                .apply(new FakeService.Call(
                        "POST", "/services/T0/B0/secret", Map.of("content-type", "application/json"), body))
                .status();
    }

    @Test
    void severalAreAsBadAsTheWorstOfThem() {
        var doubted = SomeIncident.opening("a");

        assertThat(color(EventType.OPENED, doubted, SomeIncident.opening("b"))).isEqualTo("#daa038");
        assertThat(color(EventType.OPENED, doubted, SomeIncident.opening("b").confirmed()))
                .isEqualTo("#a30200");
        assertThat(color(
                        EventType.CLOSED,
                        doubted.closed(),
                        SomeIncident.opening("b").closed()))
                .isEqualTo("#2eb67d");
        assertThat(color(
                        EventType.RETRACTED,
                        doubted.retracted(),
                        SomeIncident.opening("b").retracted()))
                .isEqualTo("#808080");
    }

    private String color(EventType type, SomeIncident one, SomeIncident other) {
        var request = rendering.request(ADDRESS, SomeSaying.several(type, one.incident(), other.incident()));
        return new JsonObject(request.body())
                .getJsonArray("attachments")
                .getJsonObject(0)
                .getString("color");
    }

    @ParameterizedTest
    @CsvSource({
        "200, ok, DELIVERED",
        "200, {\"success\":true}, DELIVERED",
        "204, '', DELIVERED",
        "200, <!doctype html><p>Log in to this network</p>, FAILED",
        "404, no_service, GONE",
        "410, channel_is_archived, GONE",
        "404, no_active_hooks, GONE",
        "404, no_service_id, GONE",
        "403, action_prohibited, REFUSED",
        "403, <p>action_prohibited</p>, FAILED",
        "400, {\"id\":\"web.incoming_webhook.invalid.app_error\"}, FAILED",
        "404, not here, FAILED",
        "401, {\"error\":\"invalid_token\"}, FAILED",
        "404, <p>channel_not_found</p>, FAILED",
        "400, invalid_payload, FAILED",
        "500, rollup_error, FAILED"
    })
    void judgesWhatComesBack(int status, String body, Verdict verdict) {
        assertThat(rendering
                        .judge(new Answer.Came(status, Optional.empty(), body), SomeSaying.AT)
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    void waitsAsLongAsSlackAsks() {
        var outcome = rendering.judge(new Answer.Came(429, Optional.of("30"), ""), SomeSaying.AT);

        assertThat(outcome.retryAfter()).contains(Duration.ofSeconds(30));
    }
}
