package kz.dabyl.alerts.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import kz.dabyl.alerts.channels.Outcome.Verdict;
import kz.dabyl.alerts.fakes.FakeNtfy;
import kz.dabyl.alerts.fakes.FakeService;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.SomeSaying;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.subscriptions.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NtfyTest {

    private final Vertx vertx = Vertx.vertx();
    private final FakeService service = FakeService.start(vertx, new FakeNtfy());
    private final Channels channels = OpenChannels.of(vertx);

    @AfterEach
    void close() {
        Receiver.await(vertx.close());
    }

    @Test
    void publishesTitleTextAndLinkOnBehalfOfATokensHolder() {
        var outcome = send(SomeSaying.of("Cut", "Cut\nsince noon"));

        assertThat(outcome).isEqualTo(Outcome.delivered(200));
        assertThat(service.calls().get(0).header("authorization")).isEqualTo("Bearer tk_12345678901");
        assertThat(service.calls().get(0).json())
                .isEqualTo(new JsonObject()
                        .put("topic", "alerts")
                        .put("title", "Cut")
                        .put("message", "since noon")
                        .put("priority", 3)
                        .put("tags", new JsonArray().add("rotating_light"))
                        .put("markdown", false)
                        .put("click", "https://dabyl.example.org/incidents/i1"));
    }

    @Test
    void doesNotTakeAPortalsPageForTheService() {
        service.then(200, "<html>pay first</html>");

        assertThat(send(SomeSaying.of("a", "b")).verdict()).isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ә", "a", "\uD83D\uDE00", "ы\n"})
    void aLongMessageIsCutToTheBytesThatAServerTakes(String pattern) {
        assertThat(send(SomeSaying.of("t".repeat(9000), pattern.repeat(5000))).delivered())
                .isTrue();
    }

    @Test
    void isAsLoudAsTheMatterIsGrave() {
        var suspected = SomeIncident.opening("i1").incident();
        var confirmed = SomeIncident.opening("i1").confirmed().incident();
        var closed = SomeIncident.opening("i1").confirmed().closed().incident();

        send(SomeSaying.about(EventType.OPENED, suspected));
        send(SomeSaying.about(EventType.CONFIRMED, confirmed));
        send(SomeSaying.about(EventType.CLOSED, closed));
        send(SomeSaying.service("heartbeat"));
        send(SomeSaying.service("test"));

        assertThat(service.calls())
                .extracting(call -> call.json().getInteger("priority"))
                .containsExactly(3, 5, 3, 1, 3);
    }

    @Test
    void severalThatAreOverDoNotRing() {
        var over = SomeIncident.opening("i1").confirmed().closed().incident();

        send(SomeSaying.several(EventType.CLOSED, over, over));

        assertThat(service.calls().get(0).json().getInteger("priority")).isEqualTo(3);
        assertThat(service.calls().get(0).json().getJsonArray("tags")).containsExactly("white_check_mark");
    }

    @Test
    void aHostileNameIsTextInJsonAndNoMarkdown() {
        send(SomeSaying.of(SomeSaying.HOSTILE, "a\n" + SomeSaying.HOSTILE));

        var body = service.calls().get(0).json();
        assertThat(body.getString("message")).contains("<script>").doesNotContain("\u202E", "\u0007");
        assertThat(body.getBoolean("markdown")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "403, 40301, REFUSED",
        "401, 40101, REFUSED",
        "403, 0, FAILED",
        "429, 42901, FAILED",
        "507, 50701, FAILED"
    })
    void judgesWhatTheServerSays(int status, int code, Verdict verdict) {
        service.then(status, "{\"code\":" + code + ",\"http\":" + status + "}");

        assertThat(send(SomeSaying.of("a", "b")).verdict()).isEqualTo(verdict);
    }

    private Outcome send(Saying saying) {
        var address = new Address.Ntfy(service.base(), "alerts", Optional.of(Secret.Open.of("tk_12345678901")));
        return OpenChannels.send(vertx, channels, address, saying);
    }
}
