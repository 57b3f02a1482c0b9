package kz.dabyl.alerts.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import kz.dabyl.alerts.channels.Outcome.Verdict;
import kz.dabyl.alerts.fakes.FakeService;
import kz.dabyl.alerts.fakes.FakeService.Call;
import kz.dabyl.alerts.fakes.FakeTelegram;
import kz.dabyl.alerts.fakes.LogLines;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeSaying;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelegramTest {

    private static final FakeService.Reply THREAD_NOT_FOUND =
            FakeTelegram.error(400, "Bad Request: message thread not found");

    private final Vertx vertx = Vertx.vertx();
    private final FakeService service = FakeService.start(vertx, new FakeTelegram());
    private final Channels channels = OpenChannels.of(vertx);

    @AfterEach
    void close() {
        Receiver.await(vertx.close());
    }

    @Test
    void aRequestDoesNotPrintItsToken() {
        var address = new Address.Telegram(
                "https://api.telegram.org", Secret.Open.of("123456789:secret-of-a-bot"), "1", OptionalLong.empty());

        var request = new TelegramRendering().request(address, SomeSaying.of("a", "b"));

        assertThat(request.url()).contains("secret-of-a-bot");
        assertThat(request.toString()).doesNotContain("secret");
    }

    @Test
    void sendsBoldTitleAndTextWithoutAPreview() {
        var outcome = send("Cut in Almaty", "Cut in Almaty\nsince noon");

        assertThat(outcome).isEqualTo(Outcome.delivered(200));
        assertThat(service.calls().get(0).json())
                .isEqualTo(new JsonObject()
                        .put("chat_id", -1001234567890L)
                        .put("message_thread_id", 7)
                        .put("text", "<b>Cut in Almaty</b>\nsince noon")
                        .put("parse_mode", "HTML")
                        .put("link_preview_options", new JsonObject().put("is_disabled", true)));
    }

    @Test
    void aHostileNameIsTextAndNothingElse() {
        var outcome = send(SomeSaying.HOSTILE, SomeSaying.HOSTILE + "\n" + SomeSaying.HOSTILE);

        assertThat(outcome.delivered()).isTrue();
        assertThat(service.calls().get(0).json().getString("text"))
                .startsWith("<b>&lt;script&gt;&amp;amp;&quot;'&lt;/b&gt;")
                .doesNotContain("\u202E", "\u0007");
    }

    @ParameterizedTest
    @CsvSource({"&, 4100", "<, 9000", "\uD83D\uDE00, 3000", "ә, 4097", "a, 4096"})
    void longTextIsCutButNeverWithinAnEntity(String character, int times) {
        assertThat(send("title", character.repeat(times)).delivered()).isTrue();
    }

    @Test
    void waitsAsLongAsTelegramAsks() {
        service.then(
                429,
                "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 14\","
                        + "\"parameters\":{\"retry_after\":14}}");

        var outcome = send("a", "b");

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(outcome.retryAfter()).contains(Duration.ofSeconds(14));
    }

    @ParameterizedTest
    @CsvSource({
        "403, Forbidden: bot was blocked by the user, GONE",
        "403, Forbidden: bot was kicked from the supergroup chat, GONE",
        "400, Bad Request: chat not found, GONE",
        "400, Bad Request: group chat was upgraded to a supergroup chat, REFUSED",
        "400, Bad Request: something new, FAILED",
        "401, Unauthorized, REFUSED",
        "404, Not Found, REFUSED",
        "502, Bad Gateway, FAILED"
    })
    void judgesWhatTelegramSays(int code, String description, Verdict verdict) {
        service.then(code, FakeTelegram.error(code, description).body());

        assertThat(send("a", "b").verdict()).isEqualTo(verdict);
    }

    @Test
    void goesToTheSupergroupThatAGroupBecameInTheSameTryAndAtOnceFromThenOn() {
        service.then(FakeTelegram.movedTo(-1001557912345L));

        var moved = send("a", "b");
        var later = send("c", "d");

        assertThat(List.of(moved, later)).containsOnly(Outcome.delivered(200));
        assertThat(service.calls())
                .extracting(call -> call.json().getLong("chat_id"))
                .containsExactly(-1001234567890L, -1001557912345L, -1001557912345L);
    }

    @ParameterizedTest
    @CsvSource({
        "403, Forbidden: bot is not a member of the supergroup chat, GONE",
        "400, Bad Request: group chat was upgraded to a supergroup chat, REFUSED",
        "429, Too Many Requests: retry after 14, FAILED"
    })
    void believesWhatTheSupergroupAnswers(int code, String description, Verdict verdict) {
        service.then(FakeTelegram.movedTo(-1001557912345L)).then(FakeTelegram.error(code, description));

        assertThat(send("a", "b").verdict()).isEqualTo(verdict);
        assertThat(service.calls()).hasSize(2);
    }

    @Test
    void doesNotFollowInCircles() {
        for (var i = 0; i < 10; i++) {
            service.then(FakeTelegram.movedTo(-1001557912345L));
        }

        assertThat(send("a", "b").verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(service.calls()).hasSizeLessThan(4);
    }

    @Test
    void namesNoTopicForTheGeneralOne() {
        assertThat(send(address(service.base(), 1)).delivered()).isTrue();
        assertThat(service.calls()).hasSize(1);
    }

    @Test
    void anAlertInTheWrongTopicIsBetterThanNone() {
        service.then(THREAD_NOT_FOUND);

        var first = send("a", "b");
        var later = send("c", "d");

        assertThat(List.of(first, later)).containsOnly(Outcome.delivered(200));
        // It may be there all the same: each message asks for it.
        assertThat(topics()).containsExactly(7, null, 7);
    }

    @Test
    void notesOnceThatATopicIsNotFound() {
        try (var log = LogLines.of(TelegramChats.class)) {
            for (var i = 0; i < 3; i++) {
                service.then(THREAD_NOT_FOUND);
                send("a", "b");
            }

            assertThat(log.get())
                    .singleElement()
                    .asString()
                    .startsWith("sub_1: the topic message_thread_id is not there");
        }
    }

    @Test
    void aGroupMayHaveMovedAndItsTopicBeMissing() {
        service.then(FakeTelegram.movedTo(-1001557912345L)).then(THREAD_NOT_FOUND);

        assertThat(send("a", "b")).isEqualTo(Outcome.delivered(200));
        assertThat(topics()).containsExactly(7, 7, null);
    }

    private List<Integer> topics() {
        return service.calls().stream()
                .map(call -> call.json().getInteger("message_thread_id"))
                .toList();
    }

    @Test
    void aProxyMovesNoChat() {
        service.then(403, FakeTelegram.movedTo(-1001557912345L).body());

        assertThat(send("a", "b").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(service.calls()).hasSize(1);
    }

    @Test
    void oneDeadlineSpansTheTryWhereverItGoes() {
        var receiver = Receiver.start(vertx);
        receiver.always(request -> {
            if (receiver.got().size() == 1) {
                request.response()
                        .setStatusCode(400)
                        .end(FakeTelegram.movedTo(-1001557912345L).body());
            }
        });
        var hasty = OpenChannels.of(vertx, ChannelSettings.NONE, new HttpClientOptions(), Duration.ofSeconds(2));

        var outcome = OpenChannels.send(
                vertx, hasty, address("http://127.0.0.1:" + receiver.port()), SomeSaying.of("a", "b"));

        assertThat(receiver.got()).hasSize(2);
        // What is left of two seconds.
        assertThat(outcome.error()).matches("no answer within (1[0-9]{3}|[0-9]{1,3}) ms");
    }

    @ParameterizedTest
    @CsvSource({"403, <html>blocked</html>", "404, nothing here", "401, {}", "200, <html>pay first</html>", "204, ''"})
    void doesNotTakeAProxysWordForTelegrams(int code, String body) {
        service.then(code, body);

        assertThat(send("a", "b").verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void theFakeRefusesWhatTelegramWould() {
        var fake = new FakeTelegram();
        var path = "/bot" + FakeTelegram.TOKEN + "/sendMessage";

        assertThat(List.of("<b>a & b</b>", "<x>", "a".repeat(4097), ""))
                .allSatisfy(text -> assertThat(fake.apply(new Call(
                                        "POST",
                                        path,
                                        Map.of("content-type", "application/json"),
                                        new JsonObject().put("text", text).encode()))
                                .status())
                        .isEqualTo(400));
    }

    private Outcome send(String title, String text) {
        return OpenChannels.send(vertx, channels, address(service.base()), SomeSaying.of(title, text));
    }

    private Outcome send(Address address) {
        return OpenChannels.send(vertx, channels, address, SomeSaying.of("a", "b"));
    }

    private static Address address(String base) {
        return address(base, 7);
    }

    private static Address address(String base, long topic) {
        return new Address.Telegram(base, Secret.Open.of(FakeTelegram.TOKEN), "-1001234567890", OptionalLong.of(topic));
    }
}
