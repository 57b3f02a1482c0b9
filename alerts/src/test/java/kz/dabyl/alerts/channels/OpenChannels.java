package kz.dabyl.alerts.channels;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.time.Duration;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeSaying;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.webhook.AddressGuard;
import kz.dabyl.alerts.webhook.SystemResolver;

/** Channels that may reach loopback, for tests. */
final class OpenChannels {

    private OpenChannels() {}

    static Channels of(Vertx vertx) {
        return of(vertx, ChannelSettings.NONE, new HttpClientOptions());
    }

    static Channels of(Vertx vertx, ChannelSettings settings, HttpClientOptions options) {
        return of(vertx, settings, options, Duration.ofSeconds(20));
    }

    static Channels of(Vertx vertx, ChannelSettings settings, HttpClientOptions options, Duration deadline) {
        return Channels.open(
                vertx,
                new AddressGuard(new SystemResolver(vertx), true),
                deadline,
                () -> SomeSaying.AT,
                settings,
                options);
    }

    static Outcome send(Vertx vertx, Channels channels, Address address, Saying saying) {
        return Receiver.await(begin(vertx, channels, address, saying));
    }

    static Future<Outcome> begin(Vertx vertx, Channels channels, Address address, Saying saying) {
        var promise = Promise.<Outcome>promise();
        vertx.getOrCreateContext()
                .runOnContext(v -> channels.send(address, saying).onComplete(promise::handle));
        return promise.future();
    }
}
