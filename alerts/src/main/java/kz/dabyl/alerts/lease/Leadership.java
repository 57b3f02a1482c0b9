package kz.dabyl.alerts.lease;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kz.dabyl.alerts.delivery.DocumentLog;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until nobody delivers, takes the office then, and keeps it as long as its beats get into the log. A thread of its own
 * does all that, and writes for whoever holds the office.
 *
 * <p>Thread-safe.
 */
public final class Leadership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final long LOOK_MILLIS = 100;
    private static final long PAUSE_MILLIS = 500;
    private static final long LEAVE_SECONDS = 10;
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    /** What the one who delivers does. Called from one thread, in turn; never takes twice without leaving in between. */
    public interface Office {

        /** This process delivers from now on, and writes to {@code log}; done when it does. */
        Future<Void> take(DocumentLog log);

        /** It delivers no more; done when nothing is under way any more. */
        Future<Void> leave();
    }

    private final Vertx vertx;
    private final KafkaAccess kafka;
    private final String name;
    private final Office office;
    private final Vigil vigil;
    private final TopicTail beats;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    /** While this process holds the lease, or tries to get it. */
    private volatile boolean holding;

    private volatile @Nullable Future<Void> taken;
    private volatile @Nullable String failure;

    private Leadership(Vertx vertx, KafkaAccess kafka, String name, Office office) {
        this.vertx = vertx;
        this.kafka = kafka;
        this.name = name;
        this.office = office;
        this.vigil = new Vigil(name);
        this.beats = TopicTail.follow(kafka, Topics.LEASES, this::hear);
        this.thread = new Thread(this::run, "alerts-lease");
        this.thread.setDaemon(true);
    }

    /**
     * Begins to wait for the office.
     *
     * @param name of this process, unique among live ones; the same after a restart, which then need not wait
     */
    public static Leadership contest(Vertx vertx, KafkaAccess kafka, String name, Office office) {
        var leadership = new Leadership(vertx, kafka, name, office);
        leadership.thread.start();
        return leadership;
    }

    /** Whether this process delivers. */
    public boolean leads() {
        var office = taken;
        return office != null && office.succeeded();
    }

    /** Why nobody delivers, as far as is known here; nothing while this process does, or hears that another one does. */
    public Optional<String> fault() {
        if (leads()) {
            return Optional.empty();
        }
        if (holding || !beats.caughtUp() || vigil.vacant(System.nanoTime())) {
            return Optional.of(Optional.ofNullable(failure).orElse("no process delivers yet"));
        }
        return beats.fault();
    }

    private void hear(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
        var value = record.value();
        if (value != null) {
            Beat.decode(value).ifPresent(beat -> vigil.heard(beat, System.nanoTime()));
        }
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                if (beats.caughtUp() && beats.fault().isEmpty() && vigil.vacant(System.nanoTime())) {
                    lead();
                } else {
                    pause(LOOK_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            LOG.error("interrupted: this process does not deliver any more");
        }
    }

    private void pause(long millis) throws InterruptedException {
        if (closing.await(millis, TimeUnit.MILLISECONDS)) {
            LOG.debug("closing");
        }
    }

    private void lead() throws InterruptedException {
        holding = true;
        try (var log = FencedLog.begin(vertx, kafka, name)) {
            vigil.held();
            LOG.info("this process delivers from now on");
            failure = null;
            lead(log);
        } catch (KafkaException e) {
            if (failure == null) {
                LOG.warn("this process does not deliver: {}", e.toString());
            }
            failure =
                    "the lease on deliveries is not to be had: " + e.getClass().getSimpleName();
        } finally {
            leave();
            holding = false;
        }
        pause(PAUSE_MILLIS);
    }

    private void lead(FencedLog log) throws InterruptedException {
        var taking = office.take(log);
        taken = taking;
        Future<Void> leaving = null;
        while (leaving == null || !leaving.isComplete()) {
            log.write();
            if (leaving == null && taking.failed()) {
                LOG.error("deliveries could not be taken up", taking.cause());
                failure = "deliveries cannot be taken up";
            }
            if (leaving == null && (taking.failed() || closing.getCount() == 0)) {
                // What it writes on leaving is still written here.
                leaving = office.leave();
                taken = null;
            }
        }
        log.release();
    }

    /** Whoever lost the lease stops at once. */
    private void leave() throws InterruptedException {
        if (taken == null) {
            return;
        }
        taken = null;
        var left = new CountDownLatch(1);
        office.leave().onComplete(v -> left.countDown());
        if (!left.await(LEAVE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("deliveries did not stop within {} s", LEAVE_SECONDS);
        }
    }

    /** Leaves the office, if it was held, so that another process takes it at once. Blocking. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        beats.close();
    }
}
