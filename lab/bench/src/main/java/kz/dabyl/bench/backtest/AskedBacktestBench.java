package kz.dabyl.bench.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.Times;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicLayout;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Question: how long does an operator wait who has thresholds tried on a quarter of 1,000 cells by the console, from the request
 * until all is told? Over HTTP, with the console's curve, on the summaries of {@link BacktestBench} with {@code lapse} in the topic
 * of an embedded broker, each time with a history that lacks what came in since a service last went on with it. Arguments: a
 * folder, empty or filled by an earlier run, days (90), cells (1,000), how often (3), thresholds as JSON ({}).
 */
public final class AskedBacktestBench {

    private static final long START = Times.parse("2026-01-01T00:00:00Z").orElseThrow();
    private static final long DAY_HOPS = 86_400_000 / HopSummary.HOP_MILLIS;

    /** A service goes on with its history each quarter of an hour: at worst so much is missing. */
    private static final long NOT_DISTILLED = 15 * 60_000 / HopSummary.HOP_MILLIS;

    /** The history as the keeper left it; stands there only when all is filled. */
    private static final String LACKING = "history-that-lacks";

    private static final int TIMES = 3;
    private static final String TOKEN = "op_bench-0123456789abcdef";

    private AskedBacktestBench() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var days = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 90;
        var cells = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000;
        var times = arguments.length > 3 ? Integer.parseInt(arguments[3]) : TIMES;
        var thresholds = arguments.length > 4 ? arguments[4] : "{}";
        var out = new PrintStream(System.out, true, UTF_8);
        try (var broker = EmbeddedBroker.start(BrokerConfig.in(folder))) {
            var kafka = new KafkaAccess(broker.bootstrapServers(), "bench");
            try (var admin = Admin.create(kafka.admin("layout"))) {
                new TopicLayout(1, Optional.empty()).ensure(admin);
            }
            var history = folder.resolve(SummaryLog.HISTORY);
            var lacking = folder.resolve(LACKING);
            if (!Files.exists(lacking)) {
                fill(kafka, history, days * DAY_HOPS, new Deployment(cells, 1), out);
                Files.copy(history, lacking);
            }
            for (var i = 1; i <= times; i++) {
                Files.copy(lacking, history, StandardCopyOption.REPLACE_EXISTING);
                ask(kafka, folder, thresholds, i, out);
            }
        }
    }

    /** The log as the first fold writes it, an entry a hop, and the history of all but the last of it. */
    private static void fill(KafkaAccess kafka, Path history, long hops, Deployment deployment, PrintStream out)
            throws Exception {
        var settings = kafka.producer("fill");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 60_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        var first = HopSummary.hopOf(START);
        var fresh = new ArrayDeque<HopSummary>();
        var sent = new ArrayList<Future<RecordMetadata>>();
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
                deployment.passOver(first + hop);
            }
        }
        for (var record : sent) {
            record.get();
        }
        out.printf(
                Locale.ROOT, "the last %d hops of the log are not in the history, before each request%n", fresh.size());
    }

    private static void ask(KafkaAccess kafka, Path folder, String thresholds, int number, PrintStream out)
            throws Exception {
        var until = new SummaryLog(kafka).extent().orElseThrow().to();
        var vertx = Vertx.vertx();
        try (var desk =
                new BacktestDesk(vertx, kafka, folder.resolve(SummaryLog.HISTORY), folder.resolve("backtests"))) {
            var router = Router.router(vertx);
            desk.routes(new Credentials(TOKEN, "relay_bench-0123456789abcdef", new byte[32]))
                    .mount(vertx, router);
            var server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .await();
            var base = URI.create("http://127.0.0.1:" + server.actualPort());
            out.printf(
                    Locale.ROOT,
                    "asked for the %d. time: %s%n",
                    number,
                    Asking.of(base, TOKEN, thresholds, new Span(START, until)));
        } finally {
            vertx.close().await();
        }
    }
}
