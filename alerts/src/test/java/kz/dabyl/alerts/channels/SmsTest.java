package kz.dabyl.alerts.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kz.dabyl.alerts.channels.Outcome.Verdict;
import kz.dabyl.alerts.fakes.FakeClock;
import kz.dabyl.alerts.fakes.FakeService;
import kz.dabyl.alerts.fakes.FakeService.Reply;
import kz.dabyl.alerts.fakes.FakeSms;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeSaying;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.Secret;
import kz.dabyl.alerts.webhook.AddressGuard;
import kz.dabyl.alerts.webhook.SystemResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmsTest {

    private static final String JSON = "{\"to\":\"{to}\",\"text\":\"{text}\",\"ref\":\"{id}\"}";

    private final Vertx vertx = Vertx.vertx();
    private final FakeService service = FakeService.start(vertx, new FakeSms("to", "text", Set.of("ref")));
    private final Channels channels = OpenChannels.of(vertx);

    @AfterEach
    void close() {
        Receiver.await(vertx.close());
    }

    @Test
    void asksTheGatewayOnceForEachNumber() {
        var outcome =
                send(address("/send", "POST", Map.of("x-key", "k1"), JSON, "", "+77010000001", "+77010000002"), "cut");

        assertThat(outcome.delivered()).isTrue();
        assertThat(service.calls())
                .extracting(FakeService.Call::json)
                .containsExactly(
                        new JsonObject()
                                .put("to", "+77010000001")
                                .put("text", "cut")
                                .put("ref", "msg_0123-1"),
                        new JsonObject()
                                .put("to", "+77010000002")
                                .put("text", "cut")
                                .put("ref", "msg_0123-2"));
        assertThat(service.calls().get(0).header("x-key")).isEqualTo("k1");
        assertThat(service.calls().get(0).header("content-type")).isEqualTo("application/json");
    }

    @Test
    void aHostileNameStaysInItsPlaceInJson() {
        send(address("/send", "POST", Map.of(), JSON, "", "+77010000001"), SomeSaying.HOSTILE + "\",\"to\":\"+1");

        var body = service.calls().get(0).json();
        assertThat(body.getString("to")).isEqualTo("+77010000001");
        assertThat(body.getString("text")).startsWith("<script>").endsWith("\",\"to\":\"+1");
    }

    @Test
    void aHostileNameStaysInItsPlaceInAForm() {
        var form = Map.of("content-type", "application/x-www-form-urlencoded");

        send(address("/send", "POST", form, "to={to}&text={text}", "", "+77010000001"), "a&to=+1 ә");

        assertThat(service.calls().get(0).body()).isEqualTo("to=%2B77010000001&text=a%26to%3D%2B1%20%D3%99");
    }

    @Test
    void aHostileNameStaysInItsPlaceInAnAddress() {
        send(address("/send?to={to}&text={text}", "GET", Map.of(), "", "", "+77010000001"), "a&b=c#d {to} $1");

        var call = service.calls().get(0);
        assertThat(call.method()).isEqualTo("GET");
        assertThat(call.body()).isEmpty();
        assertThat(call.path()).isEqualTo("/send?to=%2B77010000001&text=a%26b%3Dc%23d%20%7Bto%7D%20%241");
        assertThat(URI.create(call.path()).getQuery()).contains("text=a&b=c#d {to} $1");
    }

    @Test
    void aHostileNameStaysInItsPlaceInXml() {
        var xml = Map.of("content-type", "text/xml; charset=utf-8");

        send(address("/send", "POST", xml, "<sms to='{to}'>{text}</sms>", "", "+77010000001"), "</sms><a b='\"&");

        assertThat(service.calls().get(0).body())
                .isEqualTo("<sms to='+77010000001'>&lt;/sms&gt;&lt;a b=&#39;&quot;&amp;</sms>");
    }

    @Test
    void isNoLongerThanSixParts() {
        send(address("/send", "POST", Map.of(), JSON, "", "+77010000001"), "ы".repeat(2000));

        assertThat(service.calls().get(0).json().getString("text")).hasSizeLessThanOrEqualTo(402);
    }

    @ParameterizedTest(name = "one has got it, or is gone: {0}")
    @ValueSource(ints = {200, 410})
    void goesOnWithThoseWhoHaveNotGotItYet(int one) {
        var address = address("/send", "POST", Map.of(), JSON, "", "+77010000001", "+77010000002", "+77010000003");
        service.then(one, "").then(500, "").then(200, "");

        var first = send(address, "cut");
        var second = send(address, "cut");

        assertThat(first.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(second.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(service.calls())
                .extracting(call -> call.json().getString("ref"))
                .containsExactly("msg_0123-1", "msg_0123-2", "msg_0123-3", "msg_0123-2");
    }

    @Test
    void asksForNoOtherNumberOnceTheGatewayWantsToBeLeftAlone() {
        var address = address("/send", "POST", Map.of(), JSON, "", "+77010000001", "+77010000002", "+77010000003");
        service.then(500, "").then(new Reply(429, "", Map.of("retry-after", "600")));

        var first = send(address, "cut");
        var second = send(address, "cut");

        assertThat(first.asked()).contains(Duration.ofMinutes(10));
        assertThat(second.delivered()).isTrue();
        assertThat(service.calls())
                .extracting(call -> call.json().getString("ref"))
                .containsExactly("msg_0123-1", "msg_0123-2", "msg_0123-3", "msg_0123-1", "msg_0123-2");
    }

    @Test
    void endsWhenAllNumbersAreGone() {
        service.then(410, "").then(410, "");

        var outcome = send(address("/send", "POST", Map.of(), JSON, "", "+77010000001", "+77010000002"), "cut");

        assertThat(outcome.gone()).isTrue();
        assertThat(outcome.error()).isEqualTo("the gateway answered 410");
        assertThat(service.calls()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {400, 422})
    void isDoneWithANumberThatIsRefusedOnceAnotherWasReached(int refusal) {
        var address = address("/send", "POST", Map.of(), JSON, "", "+77010000001", "+77010000002", "+77010000003");
        service.then(refusal, "{\"code\":21610}").then(201, "").then(503, "");

        var first = send(address, "cut");
        var second = send(address, "cut");

        assertThat(first.error()).isEqualTo("the receiver answered 503");
        assertThat(second).isEqualTo(Outcome.delivered(200));
        assertThat(service.calls())
                .extracting(call -> call.json().getString("ref"))
                .containsExactly("msg_0123-1", "msg_0123-2", "msg_0123-3", "msg_0123-3");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {401, 402, 403, 407, 408, 404, 409, 425, 429, 500})
    void triesAgainWhatSaysNothingOfTheNumber(int answer) {
        var address = address("/send", "POST", Map.of(), JSON, "", "+77010000001", "+77010000002");
        service.then(answer, "").then(201, "");

        assertThat(send(address, "cut").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(send(address, "cut").delivered()).isTrue();
        assertThat(service.calls())
                .extracting(call -> call.json().getString("ref"))
                .containsExactly("msg_0123-1", "msg_0123-2", "msg_0123-1");
    }

    @Test
    void believesNoRefusalWhereNobodyWasReached() {
        var address = address("/send", "POST", Map.of(), JSON, "", "+77010000001", "+77010000002");
        service.then(400, "").then(400, "");

        var outcome = send(address, "cut");

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(outcome.error()).isEqualTo("the receiver answered 400");
        assertThat(send(address, "cut").delivered()).isTrue();
        assertThat(service.calls()).hasSize(4);
    }

    @Test
    void leavesNumbersForTheNextTryWhenTheTimeForOneIsOver() {
        var clock = FakeClock.at("2021-04-24T07:00:00Z");
        var slow = FakeService.start(vertx, call -> {
            clock.advance(Duration.ofSeconds(60));
            return Reply.of(200, "");
        });
        var timed = channels(clock);
        var address = threeNumbersAt(slow);

        var first = OpenChannels.send(vertx, timed, address, SomeSaying.of("cut", "cut"));
        var second = OpenChannels.send(vertx, timed, address, SomeSaying.of("cut", "cut"));

        assertThat(first.error()).isEqualTo("not all numbers were reached in one try");
        assertThat(second.delivered()).isTrue();
        assertThat(slow.calls())
                .extracting(call -> call.json().getString("to"))
                .containsExactly("+77010000001", "+77010000002", "+77010000003");
    }

    @Test
    void keepsNobodyWaitingForANumberThatTakesAllTheTime() {
        var clock = FakeClock.at("2021-04-24T07:00:00Z");
        var slow = FakeService.start(vertx, call -> {
            clock.advance(Duration.ofSeconds(100));
            return Reply.of(call.json().getString("to").endsWith("1") ? 500 : 200, "");
        });
        var timed = channels(clock);

        for (var tries = 0; tries < 4; tries++) {
            OpenChannels.send(vertx, timed, threeNumbersAt(slow), SomeSaying.of("cut", "cut"));
        }

        assertThat(slow.calls())
                .extracting(call -> call.json().getString("to"))
                .containsExactly("+77010000001", "+77010000002", "+77010000003", "+77010000001");
    }

    /** Each try has ninety seconds. */
    private Channels channels(FakeClock clock) {
        var guard = new AddressGuard(new SystemResolver(vertx), true);
        return Channels.open(
                vertx, guard, Duration.ofSeconds(90), clock, ChannelSettings.NONE, new HttpClientOptions());
    }

    private static Address.Sms threeNumbersAt(FakeService gateway) {
        return new Address.Sms(
                Secret.Open.url(gateway.base() + "/send"),
                "POST",
                Map.of(),
                Optional.of(Secret.Open.of(JSON)),
                List.of(Secret.Open.of("+77010000001"), Secret.Open.of("+77010000002"), Secret.Open.of("+77010000003")),
                "");
    }

    @Test
    void doesNotBelieveAGatewayThatAnswers200WithAFault() {
        service.then(200, "{\"status\":\"NO MONEY\"}");
        var address = address("/send", "POST", Map.of(), JSON, "\"OK\"", "+77010000001");

        assertThat(send(address, "cut").error()).isEqualTo("the gateway's answer is not what was expected");
        assertThat(send(address, "cut").delivered()).isTrue();
    }

    private Address.Sms address(
            String path, String method, Map<String, String> headers, String body, String expect, String... numbers) {
        var sealed = new java.util.HashMap<String, Secret>();
        headers.forEach((name, value) -> sealed.put(name, Secret.Open.of(value)));
        return new Address.Sms(
                Secret.Open.url(service.base() + path),
                method,
                sealed,
                body.isEmpty() ? Optional.empty() : Optional.of(Secret.Open.of(body)),
                List.of(numbers).stream().<Secret>map(Secret.Open::of).toList(),
                expect);
    }

    private Outcome send(Address.Sms address, String brief) {
        return OpenChannels.send(vertx, channels, address, SomeSaying.of(brief, brief));
    }
}
