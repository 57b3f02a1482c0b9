package kz.dabyl.bench.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import kz.dabyl.app.backtest.SummaryLog;
import kz.dabyl.app.backtest.jobs.BacktestDesk;
import kz.dabyl.broker.BrokerConfig;
import kz.dabyl.broker.EmbeddedBroker;
import kz.dabyl.detector.tuning.history.Distillery;
import kz.dabyl.detector.tuning.history.Leniency;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.Times;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.Credentials;
import kz.dabyl.runtime.KafkaAccess;
import kz.dabyl.runtime.TopicLayout;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Question: how long does an operator wait who has thresholds tried on a quarter of 1,000 cells by the console, from the request
 * until all is told? Over HTTP, with the console's curve, on the summaries of {@link BacktestBench} with {@code lapse} in the topic
 * of an embedded broker, and a history that lacks what came in since a service last went on with it. Arguments: an empty
 * folder, days (90), cells (1,000).
 */
public final class AskedBacktestBench {

    private static final long START = Times.parse("2026-01-01T00:00:00Z").orElseThrow();
    private static final long DAY_HOPS = 86_400_000 / HopSummary.HOP_MILLIS;

    /** A service goes on with its history each quarter of an hour: at worst so much is missing. */
    private static final long NOT_DISTILLED = 15 * 60_000 / HopSummary.HOP_MILLIS;

    private static final int TIMES = 3;
    private static final String TOKEN = "op_bench-0123456789abcdef";
    private static final double NANOS = 1e9;

    private AskedBacktestBench() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var days = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 90;
        var cells = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000;
        var out = new PrintStream(System.out, true, UTF_8);
        try (var broker = EmbeddedBroker.start(BrokerConfig.in(folder))) {
            var kafka = new KafkaAccess(broker.bootstrapServers(), "bench");
            try (var admin = Admin.create(kafka.admin("layout"))) {
                new TopicLayout(1, Optional.empty()).ensure(admin);
            }
            var history = folder.resolve(SummaryLog.HISTORY);
            var end = fill(kafka, history, days * DAY_HOPS, new Deployment(cells, 1), out);
            ask(kafka, history, folder, end, out);
        }
    }

    /** The log as the first fold writes it, an entry a hop, and the history of all but the last of it; gives its end. */
    private static long fill(KafkaAccess kafka, Path history, long hops, Deployment deployment, PrintStream out)
            throws Exception {
        var settings = kafka.producer("fill");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 60_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        var first = HopSummary.hopOf(START);
        var fresh = new ArrayDeque<HopSummary>();
        var sent = new ArrayList<Future<RecordMetadata>>();
        var end = START;
        try (var producer = new KafkaProducer<byte[], byte[]>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer());
                var distillery = Distillery.open(history, Leniency.covering(List.of(), List.of()))) {
            for (var hop = 0L; hop + deployment.passed() < hops; hop++) {
                var summary = deployment.next(first + hop);
                sent.add(producer.send(
                        new ProducerRecord<>(Topics.CELL_SUMMARIES, 0, null, HopSummaryCodec.encode(summary))));
                fresh.add(summary);
                if (fresh.size() > NOT_DISTILLED) {
                    distillery.accept(fresh.remove(), hop + 1 - fresh.size());
                }
                end = summary.end();
                deployment.passOver(first + hop);
            }
        }
        for (var record : sent) {
            record.get();
        }
        out.printf(Locale.ROOT, "the last %d hops of the log are not in the history%n", fresh.size());
        return end;
    }

    private static void ask(KafkaAccess kafka, Path history, Path folder, long until, PrintStream out)
            throws Exception {
        var vertx = Vertx.vertx();
        try (var desk = new BacktestDesk(vertx, kafka, history, folder.resolve("backtests"))) {
            var router = Router.router(vertx);
            desk.routes(new Credentials(TOKEN, "relay_bench-0123456789abcdef", new byte[32]))
                    .mount(vertx, router);
            var server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .await();
            var base = URI.create("http://127.0.0.1:" + server.actualPort());
            for (var i = 1; i <= TIMES; i++) {
                var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
                var cpu = BacktestBench.cpuNanos();
                var began = System.nanoTime();
                var end = ask(base, until);
                out.printf(
                        Locale.ROOT,
                        "asked for the %d. time, with a curve of five: %.1f s until told (%s), %.1f s of CPU time, load %.1f before%n",
                        i,
                        (System.nanoTime() - began) / NANOS,
                        end,
                        (BacktestBench.cpuNanos() - cpu) / NANOS,
                        load);
            }
        } finally {
            vertx.close().await();
        }
    }

    /** Follows it as the console does; tells how it ended. */
    private static String ask(URI base, long until) throws IOException, InterruptedException {
        var body = String.format(
                "{\"thresholds\":{},\"from\":\"%s\",\"to\":\"%s\",\"curve\":[0.1,0.3,1,3,10]}",
                Times.format(START), Times.format(until + 1000));
        var http = HttpClient.newHttpClient();
        var taken = http.send(
                request(base.resolve("/v1/backtests"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (taken.statusCode() != 202) {
            throw new IOException("not taken: " + taken.statusCode() + " " + taken.body());
        }
        var location = base.resolve(taken.headers().firstValue("Location").orElseThrow());
        var events = http.send(request(URI.create(location + "/events")).build(), BodyHandlers.ofString())
                .body();
        return events.contains("event: done") ? "done" : events.substring(Math.max(0, events.length() - 300));
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + TOKEN);
    }
}
