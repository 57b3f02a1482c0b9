package kz.dabyl.alerts.channels;

import static kz.dabyl.alerts.fakes.Receiver.await;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.webhook.AddressGuard;
import kz.dabyl.alerts.webhook.Resolver;
import kz.dabyl.alerts.webhook.SystemResolver;
import kz.dabyl.alerts.words.Notice;
import org.junit.jupiter.api.AfterEach;

/** Senders over HTTP, and receivers on this machine for them. */
abstract class Transports {

    static final Instant NOW = Instant.parse("2021-04-24T07:00:30Z");
    static final Duration DEADLINE = Duration.ofSeconds(2);

    final Vertx vertx = Vertx.vertx();
    final Context context = vertx.getOrCreateContext();
    private final List<Receiver> receivers = new ArrayList<>();

    @AfterEach
    void close() {
        receivers.forEach(Receiver::close);
        await(vertx.close());
    }

    Receiver receiver(HttpServerOptions options) {
        var receiver = Receiver.start(vertx, options);
        receivers.add(receiver);
        return receiver;
    }

    Channels hasty() {
        return sender(new SystemResolver(vertx), true, new HttpClientOptions());
    }

    Channels patient() {
        return patient(new SystemResolver(vertx), new HttpClientOptions());
    }

    Channels sender(Resolver resolver, boolean allowPrivate, HttpClientOptions options) {
        return Channels.open(
                vertx, new AddressGuard(resolver, allowPrivate), DEADLINE, () -> NOW, ChannelSettings.NONE, options);
    }

    /** One whose deadline a test does not meet. */
    Channels patient(Resolver resolver, HttpClientOptions options) {
        return Channels.open(
                vertx,
                new AddressGuard(resolver, true),
                Duration.ofSeconds(30),
                () -> NOW,
                ChannelSettings.NONE,
                options);
    }

    Outcome send(Channels sender, String url) {
        return send(sender, webhook(url));
    }

    static Address webhook(String url) {
        return new Address.Webhook(url, Address.Webhook.Format.STANDARD);
    }

    Outcome send(Channels sender, Address address) {
        return send(sender, address, (id, timestamp, body) -> "signed " + id + " " + timestamp);
    }

    Outcome send(Channels sender, Address address, Saying.Signer signer) {
        var saying = new Saying(
                "msg_1",
                "sub_1",
                "test",
                "{\"a\":\"ә\"}",
                new Saying.Subject.Service(),
                new Notice("", "", ""),
                Optional.empty(),
                signer,
                NOW);
        var promise = Promise.<Outcome>promise();
        context.runOnContext(v -> sender.send(address, saying).onComplete(promise::handle));
        return await(promise.future());
    }

    static Future<List<InetAddress>> loopback() {
        return Future.succeededFuture(List.of(InetAddress.getLoopbackAddress()));
    }
}
