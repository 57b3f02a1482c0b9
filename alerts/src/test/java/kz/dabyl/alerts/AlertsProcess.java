package kz.dabyl.alerts;

import static kz.dabyl.alerts.fakes.EngineRoom.times;
import static kz.dabyl.alerts.fakes.Receiver.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import kz.dabyl.alerts.channels.ChannelSettings;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.WebServer;
import kz.dabyl.alerts.publication.PublicationConfig;
import kz.dabyl.alerts.stream.LiveStream;
import kz.dabyl.alerts.webhook.WebhookKeys;
import kz.dabyl.runtime.Surroundings;
import kz.dabyl.runtime.health.Health;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.awaitility.Awaitility;

/** A process with an alerts room that runs until it is killed, and prints its HTTP port when it is ready. Arguments: the broker's address, its name. */
final class AlertsProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private AlertsProcess() {}

    static AlertsConfig config(String name) {
        return new AlertsConfig(
                name,
                new WebhookKeys(EngineRoom.KEY),
                true,
                List.of("KZ"),
                ChannelSettings.NONE,
                true,
                1000,
                EngineRoom.config(times(1000, Duration.ofMillis(100))),
                LiveStream.Config.DEFAULT,
                PublicationConfig.DEFAULT);
    }

    public static void main(String[] args) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var vertx = Vertx.vertx();
        var health = new Health();
        var kafka = new KafkaAccess(args[0], "alerts-process");
        var world = new Surroundings(vertx, kafka, new SimpleMeterRegistry(), health, InstantSource.system());
        var alerts = await(Alerts.start(world, config(args[1]), WebServer.CREDENTIALS));
        Awaitility.await().atMost(PATIENCE).until(() -> health.faults().isEmpty());
        out.println(WebServer.start(vertx, alerts.routes()).port());
    }
}
