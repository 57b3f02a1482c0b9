package kz.dabyl.collector.log;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Whether ticks arrive in all partitions. Thread-safe. */
final class TickWatch {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LongSupplier nanoTime;
    private volatile long lastArrived;

    TickWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        lastArrived = nanoTime.getAsLong();
    }

    /** One tick, in all partitions. */
    final class Round extends Owner {

        @Override
        void done() {
            if (!failed()) {
                lastArrived = nanoTime.getAsLong();
            }
        }
    }

    /** None is to arrive. */
    void withheld() {
        lastArrived = nanoTime.getAsLong();
    }

    Round begin() {
        return new Round();
    }

    Optional<String> fault() {
        var silent = Duration.ofNanos(nanoTime.getAsLong() - lastArrived);
        return silent.compareTo(PATIENCE) > 0
                ? Optional.of("no tick was acknowledged for " + silent.toSeconds() + " s")
                : Optional.empty();
    }
}
