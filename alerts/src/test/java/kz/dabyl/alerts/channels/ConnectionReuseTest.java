package kz.dabyl.alerts.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which connections requests go over. */
class ConnectionReuseTest extends Transports {

    @Test
    void usesAConnectionAgainWhereTheNameHasItsAddressStill() {
        var connections = new CopyOnWriteArrayList<SocketAddress>();
        var receiver = receiver(new HttpServerOptions()).always(request -> {
            connections.add(request.connection().remoteAddress());
            request.response().setStatusCode(204).end();
        });
        var sender = patient();

        // Not by the second at once where the machine pauses for longer than connections rest.
        await().untilAsserted(() -> {
            send(sender, receiver.url());
            assertThat(new HashSet<>(connections)).hasSizeLessThan(connections.size());
        });
    }

    @Test
    void sendsAnewAtOnceWhatAConnectionBrokeUnderThatHadServedBefore() {
        var seen = new HashSet<HttpConnection>();
        var cut = new AtomicInteger();
        var receiver = receiver(new HttpServerOptions()).always(request -> {
            if (seen.add(request.connection())) {
                request.response().setStatusCode(204).end();
            } else {
                cut.incrementAndGet();
                request.connection().close();
            }
        });
        var sender = patient();

        // Not the second at once where the machine pauses for longer than connections rest.
        await().untilAsserted(() -> {
            assertThat(send(sender, receiver.url())).isEqualTo(Outcome.delivered(204));
            assertThat(cut).hasPositiveValue();
        });
    }

    @Test
    void takesACutOfANewConnectionForTheReceiversWord() {
        var receiver = receiver(new HttpServerOptions())
                .always(request -> request.connection().close());

        var outcome = send(patient(), receiver.url());

        assertThat(outcome).isEqualTo(Outcome.failed("the connection was closed before an answer came"));
        assertThat(receiver.got()).hasSize(1);
    }

    @Test
    void usesNoConnectionToAnotherAddressThanThatWhichWasChecked() {
        var receiver = receiver(new HttpServerOptions());
        var answers = new ArrayDeque<>(List.of("127.0.0.1", "127.0.0.2"));
        var sender = patient(
                host -> vertx.executeBlocking(() -> List.of(InetAddress.getByName(answers.remove()))),
                new HttpClientOptions());
        var url = "http://hook.test:" + receiver.port() + "/hook";

        var first = send(sender, url);
        var second = send(sender, url);

        assertThat(first.delivered()).isTrue();
        assertThat(second.delivered()).isFalse();
        assertThat(receiver.got()).hasSize(1);
    }
}
