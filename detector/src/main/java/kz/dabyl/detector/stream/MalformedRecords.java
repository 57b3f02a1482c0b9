package kz.dabyl.detector.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts records that cannot be read, and says so now and then: they are passed over. Thread-safe. */
final class MalformedRecords {

    static final String METER = "dabyl_detector_malformed_total";

    private static final Logger LOG = LoggerFactory.getLogger(MalformedRecords.class);
    private static final long QUIET_NANOS = 60_000_000_000L;

    private final MeterRegistry registry;
    private final AtomicLong lastWarning = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    MalformedRecords(MeterRegistry registry) {
        this.registry = registry;
        // A counter that first shows itself with 1 looks to Prometheus as if it had never grown.
        for (var topic : List.of(Topics.REPORTS, Topics.CELL_SUMMARIES)) {
            for (var reason : Decoded.Reason.values()) {
                counter(topic, reason);
            }
        }
    }

    private Counter counter(String topic, Decoded.Reason reason) {
        return Counter.builder(METER)
                .description("Records of the log that could not be read and were passed over")
                .tags("topic", topic, "reason", reason.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    /** The value of a record of {@code topic}, or nothing if it is malformed, which is then counted. */
    <T> Optional<T> counted(String topic, Decoded<T> decoded) {
        if (decoded instanceof Decoded.Malformed<T> malformed) {
            counter(topic, malformed.reason()).increment();
            warn(topic, malformed);
        }
        return readable(decoded);
    }

    /** The same for a record that was counted before. */
    static <T> Optional<T> readable(Decoded<T> decoded) {
        return decoded instanceof Decoded.Ok<T> ok ? Optional.of(ok.value()) : Optional.empty();
    }

    private void warn(String topic, Decoded.Malformed<?> malformed) {
        var now = System.nanoTime();
        var last = lastWarning.get();
        if (now - last >= QUIET_NANOS && lastWarning.compareAndSet(last, now)) {
            LOG.warn("passing over a record of {} that cannot be read: {}", topic, malformed.reason());
        }
    }
}
