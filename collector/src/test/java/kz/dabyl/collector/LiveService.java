package kz.dabyl.collector;

import static kz.dabyl.collector.TestService.settled;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.LogCodec;
import kz.dabyl.model.LogEntry;
import kz.dabyl.runtime.Surroundings;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.health.Health;
import kz.dabyl.runtime.health.HealthRoutes;
import kz.dabyl.runtime.http.HttpVerticle;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicLayout;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** A whole collector on a broker. */
public final class LiveService implements AutoCloseable {

    public static final int PARTITIONS = 3;

    private final Vertx vertx;
    private final KafkaAccess kafka;
    private final Collector collector;
    private final WebClient client;
    private final AtomicInteger port = new AtomicInteger();
    private final String server;

    /** A request from somewhere. */
    record Call(HttpMethod method, String path, @Nullable String token, String body) {}

    public LiveService(Vertx vertx, String broker, String id, TimeMode mode) throws Exception {
        this(vertx, broker, CollectorConfig.of(id, mode), InstantSource.system());
    }

    public LiveService(Vertx vertx, String broker, CollectorConfig config, InstantSource clock) throws Exception {
        this.vertx = vertx;
        kafka = new KafkaAccess(broker, config.collectorId());
        try (var admin = Admin.create(kafka.admin("setup"))) {
            new TopicLayout(PARTITIONS, Optional.empty()).ensure(admin);
        }
        var health = new Health();
        var world = new Surroundings(vertx, kafka, new SimpleMeterRegistry(), health, clock);
        var credentials = new Credentials(TestService.OPERATOR, TestService.RELAY, new byte[32]);
        collector = settled(Collector.start(world, config, credentials));
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        var rooms = List.of(collector.routes(), new HealthRoutes(health));
        server = settled(vertx.deployVerticle(
                () -> new HttpVerticle(options, rooms, port), new DeploymentOptions().setInstances(2)));
        client = WebClient.create(vertx);
    }

    Future<HttpResponse<Buffer>> send(Call call) {
        return send(client, call);
    }

    private Future<HttpResponse<Buffer>> send(WebClient from, Call call) {
        var request = from.request(call.method(), port.get(), "127.0.0.1", call.path())
                .putHeader("content-type", "application/json");
        if (call.token() != null) {
            request.putHeader("authorization", "Bearer " + call.token());
        }
        return request.sendBuffer(Buffer.buffer(call.body()));
    }

    HttpResponse<Buffer> sendFrom(String localAddress, Call call) throws Exception {
        var options = new WebClientOptions();
        options.setLocalAddress(localAddress);
        var elsewhere = WebClient.create(vertx, options);
        try {
            return settled(send(elsewhere, call));
        } finally {
            elsewhere.close();
        }
    }

    Future<HttpResponse<Buffer>> report(String body) {
        return send(new Call(HttpMethod.POST, "/v1/reports", TestService.RELAY, body));
    }

    HttpResponse<Buffer> post(String path, @Nullable String token, String body) throws Exception {
        return settled(send(new Call(HttpMethod.POST, path, token, body)));
    }

    HttpResponse<Buffer> record(String lines) throws Exception {
        return settled(client.post(port.get(), "127.0.0.1", "/v1/recordings")
                .putHeader("content-type", "application/x-ndjson")
                .putHeader("authorization", "Bearer " + TestService.OPERATOR)
                .sendBuffer(Buffer.buffer(lines)));
    }

    public Future<HttpResponse<Buffer>> putThresholds(String body) {
        return client.put(port.get(), "127.0.0.1", "/v1/thresholds")
                .putHeader("content-type", "application/json")
                .putHeader("authorization", "Bearer " + TestService.OPERATOR)
                .putHeader("x-dabyl-reason", "try")
                .sendBuffer(Buffer.buffer(body));
    }

    /** Versions of the thresholds, and how many probes each asks for, as everybody is told. */
    public List<String> thresholds() throws Exception {
        var answer = settled(send(new Call(HttpMethod.GET, "/v1/thresholds/history", TestService.OPERATOR, "")));
        return answer.bodyAsJsonObject().getJsonArray("items").stream()
                .map(item -> (JsonObject) item)
                .map(item -> item.getInteger("version") + ": "
                        + item.getJsonObject("thresholds").getInteger("min_probes"))
                .toList();
    }

    /** Versions of the thresholds that one partition of the log tells of, in order. */
    public List<Integer> thresholdsInTheLog(int partition) {
        return log(partition).stream()
                .filter(LogEntry.ThresholdsSet.class::isInstance)
                .map(entry -> ((LogEntry.ThresholdsSet) entry).thresholds().version())
                .toList();
    }

    HttpResponse<Buffer> get(String path) throws Exception {
        return settled(send(new Call(HttpMethod.GET, path, null, "")));
    }

    HttpResponse<Buffer> delete(String path) throws Exception {
        return settled(send(new Call(HttpMethod.DELETE, path, TestService.OPERATOR, "")));
    }

    /** What one partition of a topic holds now. */
    List<byte[]> values(String topic, int partition) {
        var here = new TopicPartition(topic, partition);
        var values = new ArrayList<byte[]>();
        try (var consumer =
                new KafkaConsumer<>(kafka.consumer("test"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(here));
            consumer.seekToBeginning(List.of(here));
            var end = consumer.endOffsets(List.of(here)).getOrDefault(here, 0L);
            while (consumer.position(here) < end) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.value() != null) {
                        values.add(record.value());
                    }
                }
            }
        }
        return values;
    }

    /** The entries of one partition of the log, in order. */
    List<LogEntry> log(int partition) {
        var entries = new ArrayList<LogEntry>();
        for (var value : values("dabyl.reports", partition)) {
            if (LogCodec.decode(value) instanceof Decoded.Ok<List<LogEntry>> ok) {
                entries.addAll(ok.value());
            } else {
                throw new AssertionError("a record cannot be decoded");
            }
        }
        return entries;
    }

    /** The reports of all partitions. */
    List<LogEntry.Received> reports() {
        var reports = new ArrayList<LogEntry.Received>();
        for (var partition = 0; partition < PARTITIONS; partition++) {
            for (var entry : log(partition)) {
                if (entry instanceof LogEntry.Received received) {
                    reports.add(received);
                }
            }
        }
        return reports;
    }

    @Override
    public void close() {
        client.close();
        vertx.undeploy(server)
                .compose(v -> collector.close())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
