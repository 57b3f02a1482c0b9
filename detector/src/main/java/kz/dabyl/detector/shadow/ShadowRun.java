package kz.dabyl.detector.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kz.dabyl.detector.evidence.LoggedHops;
import kz.dabyl.model.Candidate;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.http.Routes;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the candidate of {@link Topics#SHADOW} over {@link Topics#CELL_SUMMARIES}, on a thread and with a consumer of its own:
 * the detector in force never waits for it, and whatever goes wrong here stays here.
 *
 * <p>A candidate begins with the first summary that the broker took after it, and with the last state before that: so after
 * a restart, and in another process, the log gives the same shadow again. Thread-safe.
 */
public final class ShadowRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowRun.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 1_000;
    private static final int MOST_INCIDENTS = 10_000;

    private static final TopicPartition CANDIDATES = new TopicPartition(Topics.SHADOW, 0);
    private static final TopicPartition SUMMARIES = new TopicPartition(Topics.CELL_SUMMARIES, 0);
    private static final TopicPartition INCIDENTS = new TopicPartition(Topics.INCIDENT_REVISIONS, 0);

    private final KafkaAccess kafka;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> waking;
    private volatile Optional<Sight> sight = Optional.empty();

    // The thread's own.
    private @Nullable Shadow shadow;
    private long counted;
    private final Map<String, Incident> published = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Incident> eldest) {
            return size() > MOST_INCIDENTS;
        }
    };

    /** What there is to be seen of the candidate. */
    record Sight(Candidate candidate, Shadow.Tale tale, List<Incident> published) {}

    private ShadowRun(KafkaAccess kafka) {
        this.kafka = kafka;
        thread = new Thread(this::run, "shadow");
        thread.setDaemon(true);
    }

    /** Starts to wait for a candidate. The topics must be made by others. */
    public static ShadowRun start(KafkaAccess kafka) {
        var run = new ShadowRun(kafka);
        run.thread.start();
        return run;
    }

    /** {@code GET /v1/shadow}. */
    public Routes routes(Credentials credentials) {
        return new ShadowRoutes(this, credentials);
    }

    /** Empty if no candidate runs. */
    Optional<Sight> sight() {
        return sight;
    }

    private void run() {
        var failing = false;
        while (closing.getCount() > 0) {
            try {
                follow();
                failing = false;
            } catch (WakeupException e) {
                LOG.debug("the shadow was woken up");
            } catch (KafkaException | IOException e) {
                if (!failing) {
                    LOG.warn("the shadow cannot go on, trying anew: {}", e.toString());
                }
                failing = true;
            } catch (RuntimeException e) {
                LOG.error("the shadow failed, and begins anew", e);
            }
            pause();
        }
    }

    private void pause() {
        try {
            if (closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("the shadow ends");
            }
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    private void follow() throws IOException {
        var settings = kafka.consumer("shadow");
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        waking = consumer;
        try {
            forget();
            consumer.assign(List.of(CANDIDATES));
            consumer.seekToBeginning(List.of(CANDIDATES));
            while (closing.getCount() > 0) {
                var records = consumer.poll(POLL);
                var news = records.records(CANDIDATES);
                if (!news.isEmpty()) {
                    take(news.get(news.size() - 1), consumer);
                    continue;
                }
                records.records(INCIDENTS).forEach(record -> takePublished(record.value()));
                records.records(SUMMARIES).forEach(this::takeSummary);
                if (!records.isEmpty()) {
                    show();
                }
            }
        } finally {
            waking = null;
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    /** Another candidate, or none any more. */
    private void take(ConsumerRecord<byte[], byte[]> record, KafkaConsumer<byte[], byte[]> consumer)
            throws IOException {
        forget();
        consumer.assign(List.of(CANDIDATES));
        var candidate = candidate(record.value());
        if (candidate.isEmpty()) {
            sight = Optional.empty();
            return;
        }
        begin(candidate.get(), record.timestamp(), consumer);
        sight = Optional.of(new Sight(candidate.get(), current().tale(), List.of()));
    }

    private static Optional<Candidate> candidate(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Candidate.parse(new String(value, UTF_8)));
        } catch (InvalidInputException e) {
            LOG.warn("the candidate cannot be understood: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void begin(Candidate candidate, long appended, KafkaConsumer<byte[], byte[]> consumer) throws IOException {
        var found = consumer.offsetsForTimes(Map.of(SUMMARIES, appended)).get(SUMMARIES);
        counted = found == null ? consumer.endOffsets(List.of(SUMMARIES)).getOrDefault(SUMMARIES, 0L) : found.offset();
        var state = new LoggedHops(kafka).stateBefore(counted);
        shadow = state.isPresent()
                ? Shadow.after(state.get().state().blocks(), candidate.thresholds())
                : Shadow.fresh(candidate.thresholds());
        consumer.assign(List.of(CANDIDATES, SUMMARIES, INCIDENTS));
        consumer.seekToBeginning(List.of(INCIDENTS));
        if (state.isPresent()) {
            consumer.seek(SUMMARIES, state.get().next());
        } else {
            consumer.seekToBeginning(List.of(SUMMARIES));
        }
        LOG.info(
                "a shadow goes on from offset {} of {}, and counts from {}",
                state.map(s -> s.next()),
                SUMMARIES,
                counted);
    }

    private void takeSummary(ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() >= counted && !current().begun()) {
            current().begin();
        }
        // What cannot be read the detector in force has counted already.
        if (HopSummaryCodec.decode(record.value()) instanceof Decoded.Ok<HopSummary> ok) {
            current().accept(ok.value());
        }
    }

    private void takePublished(byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        try {
            var revision = IncidentJson.parse(new String(value, UTF_8));
            published.put(revision.id(), revision);
        } catch (InvalidInputException e) {
            // Of a newer program: what cannot be understood cannot be compared.
            return;
        }
    }

    private Shadow current() {
        if (shadow == null) {
            throw new IllegalStateException("no candidate runs");
        }
        return shadow;
    }

    private void show() {
        sight = sight.map(before -> new Sight(before.candidate(), current().tale(), List.copyOf(published.values())));
    }

    private void forget() {
        shadow = null;
        published.clear();
    }

    /** Ends within some seconds. Does nothing the second time. */
    @Override
    public void close() {
        closing.countDown();
        var consumer = waking;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
