package kz.dabyl.probe.agent;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.random.RandomGenerator;
import kz.dabyl.model.ReportReader;

/**
 * When reports go, and what they promise. Reports come a little sooner than promised, by chance and by as much as the
 * way to the collector has varied lately. Never so much sooner that a collector would take the probe for one that floods:
 * it lets pass as many reports as were promised and 20 an hour. Where the way varies too much for that, the promise and
 * the pause become longer together.
 *
 * <p>A report goes at its time however long measuring took: measuring begins {@link #budget} before and ends by then. So
 * a round in which everything times out comes no later than any other.
 *
 * <p>Used by one thread.
 */
public final class Schedule {

    /** Ten minutes hide who measured among all who come back, and are soon enough for late confirmations. */
    public static final int USUAL_LATE_SECONDS = 600;

    /** A shorter interval leaves no time to measure in. */
    public static final int SHORTEST_SECONDS = 5;

    /** 3600 seconds over the 20 reports that an hour has beside those that were promised. */
    private static final double HOUR_OVER_EXTRA = 180;

    /** How much of the room that this leaves is used. */
    private static final double USED = 0.8;

    private static final double MOST_JITTER = 0.15;

    /** The part of the used room that caution takes where the way has not asked for it; chance has twice the rest. */
    private static final double CAUTION = 0.5;

    /** The next delay may be longer than any of those that are remembered. */
    private static final double MORE = 1.5;

    private static final double LEAST_SECONDS = 0.5;

    /** Until enough delays are known. */
    private static final double LEAST_SECONDS_AT_FIRST = 1.5;

    private static final int ENOUGH = 8;

    /**
     * The first deliveries of a process load its code and open its way: what that takes says nothing of those to come. Only
     * the shortest of them counts, as it has least of it.
     */
    private static final int STARTING = 3;

    /** Of half as many one in some thousand was so much longer that its report came after its promise. */
    private static final int REMEMBERED = 32;

    private static final Duration LONGEST_BUDGET = Duration.ofSeconds(10);
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(15);
    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(3);

    private final int interval;
    private final int lateSeconds;
    private final RandomGenerator random;
    private final ArrayDeque<Long> delays = new ArrayDeque<>();
    private int starting = STARTING;
    private long shortestAtStart = Long.MAX_VALUE;

    /** @param interval seconds that are promised on a good line */
    public Schedule(int interval, RandomGenerator random) {
        this(interval, USUAL_LATE_SECONDS, random);
    }

    /** @param lateSeconds within which what was kept goes, once a collector is reached again */
    public Schedule(int interval, int lateSeconds, RandomGenerator random) {
        if (interval < SHORTEST_SECONDS || interval > ReportReader.MAX_INTERVAL_SECONDS) {
            throw new IllegalArgumentException("expected " + SHORTEST_SECONDS + " to "
                    + ReportReader.MAX_INTERVAL_SECONDS + " s, was " + interval);
        }
        this.interval = interval;
        this.lateSeconds = lateSeconds;
        this.random = random;
    }

    /** A report was taken so long after it was sent. */
    public void delivered(long millis) {
        if (starting > 0) {
            starting--;
            shortestAtStart = Math.min(shortestAtStart, millis);
            if (starting == 0) {
                delays.add(shortestAtStart);
            }
            return;
        }
        delays.add(millis);
        if (delays.size() > REMEMBERED) {
            delays.remove();
        }
    }

    /**
     * Seconds by which the way has varied. Of enough deliveries the slowest does not count: its own report was late already, and
     * to promise less because of it for all the next would cost more than another one that is late.
     */
    private double variation() {
        if (delays.size() < 2) {
            return 0;
        }
        var sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
        var slowest = sorted.length - (sorted.length > ENOUGH ? 2 : 1);
        return (sorted[slowest] - sorted[0]) / 1000.0;
    }

    /** Seconds that the next report promises. */
    public int promise() {
        // The promise p whose room p²/(180+p) holds the variation twice over, of which USED may be used.
        var wanted = 2 * variation() * USED;
        var needed = (wanted + Math.sqrt(wanted * wanted + 4 * HOUR_OVER_EXTRA * wanted)) / 2;
        return (int) Math.min(ReportReader.MAX_INTERVAL_SECONDS, Math.max(interval, Math.ceil(needed)));
    }

    /** Milliseconds from one report to the next, drawn anew each time. */
    public long pauseMillis() {
        var promise = promise();
        var room = promise / (HOUR_OVER_EXTRA + promise);
        var sure = Math.min(USED * room, MORE * variation() / promise);
        // Short intervals have no room for both: what the way is known to need goes before chance, chance before
        // caution.
        var least = Math.max(sure, Math.min(CAUTION * USED * room, leastSeconds() / promise));
        var most = Math.max(least, Math.min(MOST_JITTER, 2 * USED * room - least));
        var sooner = least + random.nextDouble() * (most - least);
        return (long) Math.floor(1000.0 * promise * (1 - sooner));
    }

    private double leastSeconds() {
        return delays.size() < ENOUGH ? LEAST_SECONDS_AT_FIRST : LEAST_SECONDS;
    }

    /** How long what was kept waits once a collector is reached again, drawn anew each time; never the shortest tenth. */
    public long lateMillis() {
        return 100L * lateSeconds + random.nextLong(1 + 900L * lateSeconds);
    }

    /** How long a report that was not taken waits until it is sent again, twice as long each time and drawn anew. */
    public long againMillis(int tries) {
        var tenth = 100L * interval;
        return (tenth / 3 + random.nextLong(1 + 2 * tenth / 3)) << Math.min(tries - 1, 8);
    }

    /** Seconds that are promised on a good line. */
    public int interval() {
        return interval;
    }

    /** How long measuring may take. */
    public Duration budget() {
        return shorter(LONGEST_BUDGET, Duration.ofSeconds(interval).dividedBy(3));
    }

    /** How long a collector may take to answer. */
    public Duration patience() {
        var third = shorter(LONGEST_PATIENCE, Duration.ofSeconds(interval).dividedBy(3));
        return third.compareTo(SHORTEST_PATIENCE) < 0 ? SHORTEST_PATIENCE : third;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
