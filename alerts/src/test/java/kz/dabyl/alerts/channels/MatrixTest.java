package kz.dabyl.alerts.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import kz.dabyl.alerts.channels.Outcome.Verdict;
import kz.dabyl.alerts.fakes.FakeMatrix;
import kz.dabyl.alerts.fakes.FakeService;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeSaying;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixTest {

    private final Vertx vertx = Vertx.vertx();
    private final FakeMatrix homeserver = new FakeMatrix();
    private final FakeService service = FakeService.start(vertx, homeserver);
    private final Channels channels = OpenChannels.of(vertx);

    @AfterEach
    void close() {
        Receiver.await(vertx.close());
    }

    @Test
    void putsTextAndMarkupIntoTheRoomOnceHoweverOftenItTries() {
        var first = send("Cut", "Cut\nsince noon");
        var second = send("Cut", "Cut\nsince noon");

        assertThat(first.delivered() && second.delivered()).isTrue();
        assertThat(service.calls()).hasSize(2);
        assertThat(homeserver.events())
                .containsOnlyKeys("msg_0123")
                .containsEntry(
                        "msg_0123",
                        new JsonObject()
                                .put("msgtype", "m.text")
                                .put("body", "Cut\nsince noon")
                                .put("format", "org.matrix.custom.html")
                                .put("formatted_body", "<strong>Cut</strong><br>since noon")
                                .put("m.mentions", new JsonObject()));
    }

    @Test
    void aHostileNameIsTextAndCallsNobody() {
        send(SomeSaying.HOSTILE, SomeSaying.HOSTILE);

        var content = homeserver.events().values().iterator().next();
        assertThat(content.getString("formatted_body"))
                .startsWith("<strong>&lt;script&gt;&amp;amp;&quot;'&lt;/b&gt;")
                .doesNotContain("<script", "\u202E");
        assertThat(content.getJsonObject("m.mentions")).isEmpty();
    }

    @Test
    void aLongTextFitsIntoAnEvent() {
        assertThat(send("<".repeat(9_000), "&\n".repeat(60_000)).delivered()).isTrue();
        assertThat(send("\"".repeat(9_000), "\"".repeat(60_000)).delivered()).isTrue();
        assertThat(send("ә&".repeat(9_000), "😀\n<ы".repeat(60_000)).delivered())
                .isTrue();
    }

    @Test
    void waitsAsLongAsTheHomeserverAsks() {
        service.then(429, "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"error\":\"\",\"retry_after_ms\":2500}");

        assertThat(send("a", "b").retryAfter()).contains(Duration.ofMillis(2500));
    }

    @ParameterizedTest
    @CsvSource({
        "401, M_UNKNOWN_TOKEN, REFUSED",
        "403, M_FORBIDDEN, REFUSED",
        "403, M_USER_DEACTIVATED, GONE",
        "404, M_UNRECOGNIZED, FAILED",
        "500, M_UNKNOWN, FAILED",
        "200, M_UNKNOWN, FAILED"
    })
    void judgesWhatTheHomeserverSays(int status, String code, Verdict verdict) {
        service.then(status, FakeMatrix.error(status, code).body());

        assertThat(send("a", "b").verdict()).isEqualTo(verdict);
    }

    private Outcome send(String title, String text) {
        var address = new Address.Matrix(service.base(), FakeMatrix.ROOM, Secret.Open.of(FakeMatrix.TOKEN));
        return OpenChannels.send(vertx, channels, address, SomeSaying.of(title, text));
    }
}
