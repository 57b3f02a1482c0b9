package kz.dabyl.collector.admission;

import static kz.dabyl.collector.Reports.json;
import static kz.dabyl.collector.TestService.RELAY;
import static kz.dabyl.collector.TestService.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import kz.dabyl.collector.TestService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies that take their time, or never end. */
@ExtendWith(VertxExtension.class)
class SlowBodyTest {

    private static final Limits IMPATIENT = new Limits(1 << 20, 1 << 20, Duration.ofMillis(400), 2048, 100);

    private final Vertx vertx;
    private final TestService service;

    SlowBodyTest(Vertx vertx) throws Exception {
        this.vertx = vertx;
        service = TestService.start(vertx, IMPATIENT);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void givesUpABodyThatStandsStill() throws Exception {
        var client = open("content-length: 1000");
        client.send("{\"probe\":");

        assertThat(client.untilClosed()).startsWith("HTTP/1.1 408").contains("/problems/too-slow");
        assertThat(service.admission.heldBytes()).isZero();
    }

    @Test
    void givesUpABodyThatDripsForever() throws Exception {
        var client = open("content-length: 100000");
        var drip = vertx.setPeriodic(50, v -> client.socket.write(" "));

        var answer = client.untilClosed();
        vertx.cancelTimer(drip);

        assertThat(answer).startsWith("HTTP/1.1 408");
    }

    @Test
    void waitsForASlowBodyThatKeepsAFairPace() throws Exception {
        var body = " ".repeat(400) + json("p", 1);
        var parts = 12;
        var client = open("content-length: " + body.length() * parts);
        for (var part = 0; part < parts; part++) {
            client.send(part == parts - 1 ? body : " ".repeat(body.length()));
            settled(vertx.timer(100));
        }

        assertThat(client.untilAnswered()).startsWith("HTTP/1.1 202");
    }

    @Test
    void givesUpABodyThatCameAtOnceButForALittleThatDrips() throws Exception {
        var client = open("content-length: 1000000");
        client.send(" ".repeat(900_000));
        var drip = vertx.setPeriodic(50, v -> client.socket.write(" "));

        var answer = client.untilClosed();
        vertx.cancelTimer(drip);

        assertThat(answer).startsWith("HTTP/1.1 408");
        assertThat(service.admission.heldBytes()).isZero();
    }

    @Test
    void leavesRoomForOthersWhateverOneProbeHoldsBack() throws Exception {
        try (var roomy = TestService.start(vertx, new Limits(1 << 20, 4 << 20, Duration.ofSeconds(30), 2048, 100))) {
            var token = roomy.probeToken("p");
            open(roomy, token, "content-length: 1000000").send(" ".repeat(999_990));
            await().until(() -> roomy.admission.heldBytes() >= 999_990);
            for (var i = 0; i < 2; i++) {
                var further = open(roomy, token, "content-length: 1000000");
                further.send(" ".repeat(999_990));
                assertThat(further.untilAnswered()).startsWith("HTTP/1.1 503");
            }

            var answer = roomy.report(json("q", 1) + " ".repeat(900_000));

            assertThat(answer.statusCode()).isEqualTo(202);
        }
    }

    @Test
    void answersOthersMeanwhile() throws Exception {
        for (var i = 0; i < 50; i++) {
            open("content-length: 1000").send("{");
        }

        assertThat(service.report(json("p", 1)).statusCode()).isEqualTo(202);
    }

    @Test
    void letsGoOfABodyWhoseSenderWentAway() throws Exception {
        var client = open("content-length: 100000");
        client.send(" ".repeat(50_000));
        await().until(() -> service.admission.heldBytes() > 0);

        settled(client.socket.close());

        await().atMost(Duration.ofSeconds(2)).until(() -> service.admission.heldBytes() == 0);
    }

    @Test
    void takesNoMoreThanItHasRoomFor() throws Exception {
        var client = open("content-length: 900000");
        client.send(" ".repeat(800_000));
        await().until(() -> service.admission.heldBytes() >= 800_000);

        var answer = service.report(json("p", 1) + " ".repeat(300_000));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.getHeader("retry-after")).isNotNull();
        assertThat(service.report(json("p", 1)).statusCode()).isEqualTo(202);
    }

    @Test
    void answersATooLargeBodyBeforeItIsSentAndReadsTheRestAway() throws Exception {
        var client = open("content-length: 2000000");

        var answer = client.untilAnswered();
        client.send(" ".repeat(2_000_000));
        client.send("GET /nothing HTTP/1.1\r\nhost: x\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413");
        await().untilAsserted(() -> assertThat(client.received.toString()).contains("HTTP/1.1 404"));
    }

    @Test
    void asksForABodyThatWaitsToBeAskedFor() throws Exception {
        var body = json("p", 1);
        var client = open("content-length: " + body.length() + "\r\nexpect: 100-continue");

        var asked = client.untilAnswered();
        client.send(body);

        assertThat(asked).startsWith("HTTP/1.1 100");
        await().untilAsserted(() -> assertThat(client.received.toString()).contains("HTTP/1.1 202"));
    }

    @Test
    void doesNotAskForABodyThatItWillNotTake() throws Exception {
        var client = open("content-length: 2000000\r\nexpect: 100-continue");

        assertThat(client.untilAnswered()).startsWith("HTTP/1.1 413");
    }

    private Client open(String headers) throws Exception {
        return open(service, RELAY, headers);
    }

    private Client open(TestService to, String token, String headers) throws Exception {
        var socket = settled(vertx.createNetClient().connect(to.port(), "127.0.0.1"));
        var client = new Client(socket);
        client.send("POST /v1/reports HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + token
                + "\r\ncontent-type: application/json\r\n" + headers + "\r\n\r\n");
        return client;
    }

    /** A client that says byte by byte what the test wants. */
    private static final class Client {

        final NetSocket socket;
        final Buffer received = Buffer.buffer();
        private final Promise<Void> closed = Promise.promise();
        private final Promise<Void> answered = Promise.promise();

        Client(NetSocket socket) {
            this.socket = socket;
            socket.handler(chunk -> {
                received.appendBuffer(chunk);
                answered.tryComplete();
            });
            socket.closeHandler(v -> closed.tryComplete());
        }

        void send(String text) throws Exception {
            settled(socket.write(text));
        }

        String untilClosed() throws Exception {
            settled(closed.future());
            return received.toString();
        }

        String untilAnswered() throws Exception {
            settled(answered.future());
            return received.toString();
        }
    }
}
