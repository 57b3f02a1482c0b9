package kz.dabyl.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import kz.dabyl.model.LogCodec;
import kz.dabyl.model.Report;
import kz.dabyl.model.ReportReader;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The other ceiling's process: a loop around Kafka's producer that writes the same reports, encoded once and for all, one
 * a record with the probe as its key. Prints one line of JSON.
 */
@Command(name = "ingest-kafka-loop", hidden = true, description = "Part of ingest.")
public final class KafkaLoopCommand implements Callable<Integer> {

    private static final int IN_FLIGHT = 20_000;
    private static final int PROBES = 10_000;
    private static final double NANOS = 1e9;

    private final PrintStream result;

    @Option(names = "--kafka", required = true)
    private String kafka = "";

    @Option(names = "--topic", required = true)
    private String topic = "";

    @Option(names = "--warm-up", required = true)
    private double warmUpSeconds;

    @Option(names = "--seconds", required = true)
    private double seconds;

    /** @param result takes the line */
    public KafkaLoopCommand(PrintStream result) {
        this.result = result;
    }

    @Override
    public Integer call() throws Exception {
        var value = encodedReport();
        var keys = new byte[PROBES][];
        for (var i = 0; i < PROBES; i++) {
            keys[i] = ("p-" + i).getBytes(UTF_8);
        }
        try (var producer = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            send(producer, keys, value, warmUpSeconds);
            var cpu = cpuSeconds();
            say(Stage.BEGINS);
            var begun = System.nanoTime();
            var sent = send(producer, keys, value, seconds);
            var took = (System.nanoTime() - begun) / NANOS;
            var spent = cpuSeconds() - cpu;
            say(Stage.ENDS);
            say(new JsonObject()
                    .put("records", sent)
                    .put("seconds", took)
                    .put("bytes", value.length)
                    .put("cpu_seconds", spent)
                    .encode());
        }
        return 0;
    }

    private void say(String line) {
        result.println(line);
        result.flush();
    }

    /** What a report of the bench is in the log: the record of one. */
    static byte[] encodedReport() throws IOException {
        var at = Instant.now();
        var text = RequestTemplate.report("p-5f0c7e21", 1, at);
        try (var json = ReportReader.FACTORY.createParser(text)) {
            json.nextToken();
            if (new ReportReader().read(json) instanceof ReportReader.Parsed.Ok ok) {
                return LogCodec.encode("c1", at.toEpochMilli(), List.<Report>of(ok.report()));
            }
            throw new IllegalStateException("the bench's own report is none");
        }
    }

    private long send(KafkaProducer<byte[], byte[]> producer, byte[][] keys, byte[] value, double seconds)
            throws InterruptedException {
        var open = new Semaphore(IN_FLIGHT);
        var failed = new AtomicLong();
        var end = System.nanoTime() + (long) (seconds * NANOS);
        var sent = 0L;
        while (System.nanoTime() < end) {
            open.acquire();
            var unused = producer.send(
                    new ProducerRecord<>(topic, keys[(int) (sent % keys.length)], value), (metadata, failure) -> {
                        if (failure != null) {
                            failed.incrementAndGet();
                        }
                        open.release();
                    });
            sent++;
        }
        open.acquire(IN_FLIGHT);
        return sent - failed.get();
    }

    private Map<String, Object> settings() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                1,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                64L << 20);
    }

    /** Processor time of this process up to now. */
    static double cpuSeconds() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof com.sun.management.OperatingSystemMXBean own
                ? own.getProcessCpuTime() / NANOS
                : Double.NaN;
    }
}
