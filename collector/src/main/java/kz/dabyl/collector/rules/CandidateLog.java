package kz.dabyl.collector.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import kz.dabyl.model.Candidate;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.Appender;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.RecordDecoder;
import kz.dabyl.runtime.kafka.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The candidate that runs beside the thresholds in force, as {@link Topics#SHADOW} has it. Thread-safe. */
public final class CandidateLog implements AutoCloseable {

    private static final long LOOK_MILLIS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final RecordDecoder<Candidate> decoder;
    private final Appender appender;
    private final TopicTail tail;
    private volatile Optional<Candidate> present = Optional.empty();

    public CandidateLog(Vertx vertx, KafkaAccess kafka, MeterRegistry meters) {
        this.vertx = vertx;
        decoder = new RecordDecoder<>(meters, Topics.SHADOW, value -> Candidate.parse(new String(value, UTF_8)));
        appender = new Appender(vertx, kafka, "shadow");
        tail = TopicTail.follow(kafka, Topics.SHADOW, this::onRecord);
    }

    private void onRecord(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
        if (record.value() == null) {
            present = Optional.empty();
        } else {
            decoder.decode(record).ifPresent(candidate -> present = Optional.of(candidate));
        }
    }

    /** Why what it says is not to be trusted. */
    public Optional<String> fault() {
        return tail.fault();
    }

    /** The one that runs. */
    Optional<Candidate> present() {
        return present;
    }

    /** Lets a candidate run instead of the one before; done when it does. */
    Future<Void> begin(Candidate candidate) {
        return appender.append(Topics.SHADOW, Candidate.KEY, candidate.text())
                .compose(v -> seen(now -> is(now, candidate.id()), System.nanoTime() + PATIENCE.toNanos()));
    }

    /** Ends a candidate, unless another runs by now. */
    Future<Void> end(Candidate candidate) {
        if (!is(present, candidate.id())) {
            return Future.succeededFuture();
        }
        return appender.append(Topics.SHADOW, Candidate.KEY, null)
                .compose(v -> seen(now -> !is(now, candidate.id()), System.nanoTime() + PATIENCE.toNanos()));
    }

    private static boolean is(Optional<Candidate> candidate, String id) {
        return candidate.filter(c -> c.id().equals(id)).isPresent();
    }

    private Future<Void> seen(Predicate<Optional<Candidate>> wanted, long deadline) {
        if (wanted.test(present)) {
            return Future.succeededFuture();
        }
        if (System.nanoTime() > deadline) {
            return Future.failedFuture("what was written does not come back");
        }
        return vertx.timer(LOOK_MILLIS, TimeUnit.MILLISECONDS).compose(t -> seen(wanted, deadline));
    }

    @Override
    public void close() {
        tail.close();
        appender.close();
    }
}
