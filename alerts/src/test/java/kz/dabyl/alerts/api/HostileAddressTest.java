package kz.dabyl.alerts.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import kz.dabyl.alerts.delivery.Message;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.FakeMatrix;
import kz.dabyl.alerts.fakes.FakeTelegram;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.WebServer;
import kz.dabyl.alerts.webhook.AddressGuard;
import kz.dabyl.alerts.webhook.WebhookKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways into the operator's own network, as a subscriber would try them over HTTP. */
class HostileAddressTest {

    private static final String PUBLIC = "93.184.216.34";

    private volatile List<String> answers = List.of(PUBLIC);
    private final EngineRoom room =
            EngineRoom.guarded(new AddressGuard(host -> Future.succeededFuture(addresses(answers)), false));
    private final WebServer server = WebServer.start(
            room.vertx,
            new SubscriptionRoutes(room.desk(), new WebhookKeys(EngineRoom.KEY), WebServer.CREDENTIALS, false));

    /** No address that the name of a receiver may have. */
    static Stream<String> hostile() {
        return Stream.of(
                "127.0.0.1",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.0.1",
                "169.254.169.254",
                "0.0.0.0",
                "224.0.0.1",
                "100.64.0.1",
                "192.0.0.1",
                "198.18.0.1",
                "::1",
                "fe80::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "fd00::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001::1");
    }

    @AfterEach
    void close() {
        room.close();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesANameOfWhichOneAddressIsNotPublic(String address) {
        answers = List.of(PUBLIC, address);

        var answer = subscribe("https://hook.example.org/x");

        assertRefused(answer, "the host resolves to an address that is not public");
        assertThat(answer.body()).doesNotContain(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/x",
                "https://127.1/x",
                "https://2130706433/x",
                "https://0177.0.0.1/x",
                "https://0x7f000001/x",
                "https://[::1]/x",
                "https://[::ffff:127.0.0.1]/x",
                "https://[fe80::1%25eth0]/x",
                "https://8.8.8.8/x",
                "https://user@hook.example.org/x",
                "http://hook.example.org/x"
            })
    void refusesWhatIsNoPlainName(String url) {
        var answer = subscribe(url);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/url");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesANameThatChangesItsAnswerBetweenSubscriptionAndDelivery(String address) {
        var receiver = room.receiver();
        var issued = subscribe("https://hook.example.org:" + receiver.port() + "/x");
        answers = List.of(address);

        room.publish(SomeIncident.opening("i"));

        assertThat(issued.status()).isEqualTo(201);
        var id = issued.json().getString("id");
        await().untilAsserted(
                        () -> assertThat(room.deliveries(id).get(0).progress().note())
                                .isEqualTo("the host resolves to an address that is not public"));
        await().untilAsserted(
                        () -> assertThat(room.deliveries(id).get(0).state()).isEqualTo(Message.State.FAILED));
        assertThat(receiver.got()).isEmpty();
    }

    /** What names an address on every channel that asks for one, and where it stands. */
    static Stream<Arguments> channels() {
        return Stream.of(
                arguments("webhook", "/url", "\"url\":\"AT/x\""),
                arguments("slack", "/url", "\"url\":\"AT/services/T0/B0/s3cr3t\""),
                arguments(
                        "sms",
                        "/url",
                        "\"url\":\"AT/?to={to}&text={text}\",\"method\":\"GET\",\"to\":[\"+77011234567\"]"),
                arguments(
                        "telegram",
                        "/base_url",
                        "\"base_url\":\"AT\",\"token\":\"" + FakeTelegram.TOKEN + "\",\"chat_id\":\"@alerts\""),
                arguments(
                        "matrix",
                        "/base_url",
                        "\"base_url\":\"AT\",\"token\":\"" + FakeMatrix.TOKEN + "\",\"room\":\"" + FakeMatrix.ROOM
                                + "\""),
                arguments("ntfy", "/base_url", "\"base_url\":\"AT\",\"topic\":\"t\""),
                arguments("alertmanager", "/base_url", "\"base_url\":\"AT\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("channels")
    void refusesItOnEveryChannel(String channel, String pointer, String fields) {
        answers = List.of("10.0.0.1");

        var answer = server.operate("POST", "/v1/subscriptions", terms(channel, fields, 443));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("line", 1)
                        .put("pointer", pointer)
                        .put("detail", "the host resolves to an address that is not public"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("channels")
    void refusesItAtEveryTryOnEveryChannel(String channel, String pointer, String fields) {
        var receiver = room.receiver();
        var issued = server.operate("POST", "/v1/subscriptions", terms(channel, fields, receiver.port()));
        answers = List.of("127.0.0.1");

        room.publish(SomeIncident.opening("i"));

        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        var id = issued.json().getString("id");
        await().untilAsserted(
                        () -> assertThat(room.deliveries(id).get(0).progress().note())
                                .isEqualTo("the host resolves to an address that is not public"));
        assertThat(receiver.got()).isEmpty();
    }

    private static String terms(String channel, String fields, int port) {
        return "{\"channel\":\"" + channel + "\"," + fields.replace("AT", "https://hook.example.org:" + port) + "}";
    }

    @Test
    void takesANameWithoutAnAddressWhichEachDeliveryLooksUpAnew() {
        answers = List.of();

        var issued = subscribe("https://hook.example.org/x");
        room.publish(SomeIncident.opening("i"));

        assertThat(issued.status()).isEqualTo(201);
        var id = issued.json().getString("id");
        await().untilAsserted(
                        () -> assertThat(room.deliveries(id).get(0).progress().note())
                                .isEqualTo("the host name does not resolve: hook.example.org"));
    }

    private WebServer.Answer subscribe(String url) {
        return server.operate(
                "POST",
                "/v1/subscriptions",
                new JsonObject().put("channel", "webhook").put("url", url).encode());
    }

    private static void assertRefused(WebServer.Answer answer, String reason) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0))
                .isEqualTo(
                        new JsonObject().put("line", 1).put("pointer", "/url").put("detail", reason));
    }

    private static List<InetAddress> addresses(List<String> literals) {
        return literals.stream().map(HostileAddressTest::address).toList();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
