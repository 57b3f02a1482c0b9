package kz.dabyl.e2e.cluster;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * How soon another process has to have taken over. Ten seconds are promised, on a machine that is not busy with other things;
 * one that is has more time, and the promise is not tested there. {@code -Dcluster.takeover.s=10} holds any to it.
 *
 * @param why the limit is what it is
 */
record TakeOver(Duration limit, String why) {

    private static final Duration PROMISED = Duration.ofSeconds(10);
    private static final Duration WHERE_BUSY = Duration.ofSeconds(30);

    static TakeOver ofThisMachine() {
        var asked = Integer.getInteger("cluster.takeover.s");
        var system = ManagementFactory.getOperatingSystemMXBean();
        return of(
                asked == null ? OptionalInt.empty() : OptionalInt.of(asked),
                system.getSystemLoadAverage(),
                system.getAvailableProcessors());
    }

    /** @param load average of the last minute, negative where nobody knows */
    static TakeOver of(OptionalInt asked, double load, int processors) {
        if (asked.isPresent()) {
            return new TakeOver(Duration.ofSeconds(asked.getAsInt()), "asked for");
        }
        return load >= 0 && load < processors
                ? new TakeOver(PROMISED, "promised")
                : new TakeOver(
                        WHERE_BUSY,
                        String.format(
                                Locale.ROOT,
                                "the %d s that are promised were SKIPPED: load was %.1f on %d processors before it began",
                                PROMISED.toSeconds(),
                                load,
                                processors));
    }

    @Override
    public String toString() {
        return "takes over within " + limit.toSeconds() + " s (" + why + ")";
    }
}
