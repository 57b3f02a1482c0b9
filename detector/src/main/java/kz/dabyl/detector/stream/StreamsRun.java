package kz.dabyl.detector.stream;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of a Kafka Streams client: it ends with its first exception. Whoever begins the next one takes the place of
 * this one in the group at once, by the same name; a replaced thread would be a new member that waits until the group has
 * given the dead one up. Thread-safe.
 */
final class StreamsRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsRun.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(4);
    private static final long LOOK_MILLIS = 100;
    private static final long LOOK_AGAIN_NANOS = 500_000_000;

    private final KafkaStreams streams;
    private final OrphanedTransactions orphans;
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Whether the group has changed since orphans were last looked for. */
    private final AtomicBoolean dealt = new AtomicBoolean();

    private long looked = System.nanoTime();

    StreamsRun(KafkaStreams streams, OrphanedTransactions orphans) {
        this.streams = streams;
        this.orphans = orphans;
    }

    void start(DetectorStatus status) {
        streams.setStateListener((now, before) -> changed(now, status));
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.warn("the detector failed and begins anew", failure);
            status.failed(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
    }

    private void changed(State now, DetectorStatus status) {
        LOG.debug("{}", now);
        if (now == State.REBALANCING) {
            dealt.set(true);
        }
        switch (now) {
            case RUNNING -> status.running();
            case REBALANCING -> status.waiting("restoring");
            case CREATED -> status.waiting("starting");
            case PENDING_SHUTDOWN, NOT_RUNNING -> status.waiting("stopped");
            case PENDING_ERROR, ERROR -> status.waiting("beginning anew");
        }
        if (now == State.ERROR || now == State.NOT_RUNNING) {
            ended.countDown();
        }
    }

    /**
     * Blocks until the client has ended or {@code closing} is over. Whenever the partitions were dealt out anew, somebody may
     * have died: what it left open is ended.
     */
    void awaitEnd(CountDownLatch closing) throws InterruptedException {
        while (!closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (ended.getCount() == 0) {
                return;
            }
            if (System.nanoTime() - looked > LOOK_AGAIN_NANOS && dealt.getAndSet(false)) {
                dealt.compareAndSet(false, !orphans.end());
                looked = System.nanoTime();
            }
        }
    }

    @Override
    public void close() {
        // To leave hands the partitions to other instances without delay; Kafka Streams would stay by default.
        var options = CloseOptions.timeout(CLOSE_WAIT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        if (!streams.close(options)) {
            LOG.warn("Kafka Streams did not stop within {} s", CLOSE_WAIT.toSeconds());
        }
    }
}
