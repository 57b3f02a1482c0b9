package kz.dabyl.e2e;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import kz.dabyl.e2e.Receivers.Got;

/**
 * What those waited who were owed something when the sender died. Milliseconds after its death.
 *
 * @param ready when its successor took traffic
 * @param cpu CPU time that the successor had taken by then, which tells what a crowded machine has to do with it
 * @param waits when each message came that had been published before and had not come, the shortest first
 */
record Outage(long ready, Duration cpu, List<Long> waits) {

    private static final double MILLIS = 1_000;

    /** Between two lives; wall time, epoch milliseconds, and the CPU time of the new one until it was ready. */
    record Gap(long died, long ready, Duration cpu) {}

    /**
     * Reads it from what came.
     *
     * @param gap the death and the next start
     * @param receivers what came to each, in the order in which it came
     * @param published when the log had what was said
     */
    static Outage of(Gap gap, Collection<List<Got>> receivers, ToLongFunction<String> published) {
        var waits = receivers.stream()
                .flatMapToLong(got -> late(gap.died, got, published))
                .sorted()
                .boxed()
                .toList();
        return new Outage(gap.ready - gap.died, gap.cpu, waits);
    }

    private static LongStream late(long died, List<Got> got, ToLongFunction<String> published) {
        var seen = new HashSet<String>();
        return got.stream()
                .filter(one -> seen.add(one.said()))
                .filter(one -> one.at() > died && published.applyAsLong(one.said()) <= died)
                .mapToLong(one -> one.at() - died);
    }

    @Override
    public String toString() {
        if (waits.isEmpty()) {
            return "ready after " + ready + " ms, nobody waited";
        }
        var first = waits.get(0);
        var last = waits.get(waits.size() - 1);
        return "ready after %d ms and %d ms of CPU; of %d that waited the first came after %d, half after %d, all after %d ms, %.0f a second"
                .formatted(
                        ready,
                        cpu.toMillis(),
                        waits.size(),
                        first,
                        waits.get(waits.size() / 2),
                        last,
                        waits.size() * MILLIS / Math.max(1, last - first));
    }
}
