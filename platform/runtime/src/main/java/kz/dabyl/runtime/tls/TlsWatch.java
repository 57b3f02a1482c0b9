package kz.dabyl.runtime.tls;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity in use, and its files: what is renewed there is taken into use without a restart. Invariant: in use is
 * always a usable one; what is broken or out of date in the files is told once and passed over.
 *
 * <p>Thread-safe. Looking blocks and happens on a worker.
 */
public final class TlsWatch {

    private static final Logger LOG = LoggerFactory.getLogger(TlsWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final TlsFiles files;
    private final InstantSource clock;
    private final List<Consumer<TlsIdentity>> followers = new CopyOnWriteArrayList<>();
    private volatile TlsIdentity inUse;

    /** What was wrong at the last look, and what was told; empty when nothing was. */
    private String fault = "";

    private String told = "";

    /** Somebody who is told of changes until it is closed. */
    public interface Following extends AutoCloseable {

        @Override
        void close();
    }

    private TlsWatch(TlsFiles files, InstantSource clock, TlsIdentity first) {
        this.files = files;
        this.clock = clock;
        this.inUse = first;
    }

    /**
     * Reads the files for the first time. One that has expired is taken, with a warning: a service that only some clients
     * refuse is worth more than none. Blocking.
     */
    public static TlsWatch open(TlsFiles files, InstantSource clock, MeterRegistry registry)
            throws UnusableTlsException {
        var watch = new TlsWatch(files, clock, files.read());
        files.warnOfReaders();
        Gauge.builder(
                        "dabyl.tls.certificate.expiry.timestamp",
                        watch,
                        of -> of.inUse.expires().getEpochSecond())
                .description("When the first certificate of the chain in use expires, Unix time")
                .baseUnit("seconds")
                .register(registry);
        if (!watch.inUse.holdsAt(clock.instant())) {
            LOG.warn("{}, clients will refuse it", outOfDate(files, watch.inUse));
        }
        return watch;
    }

    /** Looks again every two seconds, as long as {@code vertx} lives. */
    public void begin(Vertx vertx) {
        vertx.setPeriodic(
                PERIOD.toMillis(),
                timer -> vertx.executeBlocking(() -> {
                            look();
                            return null;
                        })
                        .onFailure(cause -> LOG.error("the certificate cannot be watched", cause)));
    }

    public TlsIdentity inUse() {
        return inUse;
    }

    /**
     * Tells {@code follower} what is in use, now and whenever it changes, until the result is closed. Never at once with a look:
     * else one could be told last what was in use before.
     */
    public synchronized Following follow(Consumer<TlsIdentity> follower) {
        followers.add(follower);
        follower.accept(inUse);
        return () -> followers.remove(follower);
    }

    /**
     * Takes into use what stands in the files, if it is new and usable.
     *
     * @return what is wrong with them, if it is told at this look
     */
    public synchronized Optional<String> look() {
        try {
            var found = files.read();
            if (!found.equals(inUse)) {
                if (!found.holdsAt(clock.instant())) {
                    throw new UnusableTlsException(outOfDate(files, found));
                }
                inUse = found;
                files.warnOfReaders();
                followers.forEach(follower -> follower.accept(found));
                LOG.info("{} is in use, it expires at {}", files.certificate(), found.expires());
            }
            fault = "";
            told = "";
            return Optional.empty();
        } catch (UnusableTlsException e) {
            return tell(String.valueOf(e.getMessage()));
        }
    }

    /** Only what two looks find alike is told: files that are replaced one after the other do not fit for a moment. */
    private Optional<String> tell(String found) {
        var news = found.equals(fault) && !found.equals(told);
        if (news) {
            LOG.warn("{}; the certificate before stays in use, it expires at {}", found, inUse.expires());
            told = found;
        }
        fault = found;
        return news ? Optional.of(found) : Optional.empty();
    }

    private static String outOfDate(TlsFiles files, TlsIdentity identity) {
        return files.certificate() + " holds from " + identity.begins() + " until " + identity.expires() + " only";
    }
}
