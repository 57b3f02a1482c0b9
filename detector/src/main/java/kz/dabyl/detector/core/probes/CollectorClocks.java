package kz.dabyl.detector.core.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * How far each collector has ticked, and which are blind: behind the foremost by more than 10 s, or just back from such a
 * gap. A collector that usually ticks more rarely (recordings from elsewhere) is given that much more. Not thread-safe.
 */
final class CollectorClocks {

    static final long BLIND_MILLIS = 10_000;

    private static final long FORGET_MILLIS = 3_600_000;

    private final Map<String, Clock> clocks = new TreeMap<>();
    private long foremost = Long.MIN_VALUE;

    private static final class Clock {

        private long tick;
        private long spacing;
        /** End of the last gap that was too long, or nothing yet. */
        private long blindUntil = Long.MIN_VALUE;

        private long tolerance() {
            return BLIND_MILLIS + spacing;
        }
    }

    /** Takes a tick; false if it goes back in time and is to be ignored. */
    boolean tick(String collector, long time) {
        var clock = clocks.get(collector);
        if (clock == null) {
            clock = new Clock();
            clock.tick = time;
            clocks.put(collector, clock);
        } else {
            if (time <= clock.tick) {
                return false;
            }
            advance(clock, time);
        }
        foremost = Math.max(foremost, time);
        return true;
    }

    private static void advance(Clock clock, long time) {
        var gap = time - clock.tick;
        if (clock.spacing == 0) {
            clock.spacing = Math.min(gap, FORGET_MILLIS);
        } else {
            if (gap > clock.tolerance()) {
                clock.blindUntil = time;
            }
            // One long gap changes little: it is the usual spacing that tells when a tick is overdue.
            clock.spacing = Math.min(gap, clock.spacing + clock.spacing / 8 + 1);
        }
        clock.tick = time;
    }

    /** Whether every collector that is not blind has ticked past {@code end}. */
    boolean passed(long end) {
        if (foremost < end) {
            return false;
        }
        for (var clock : clocks.values()) {
            if (clock.tick < end && foremost - clock.tick <= clock.tolerance()) {
                return false;
            }
        }
        return true;
    }

    long foremost() {
        return foremost;
    }

    /** The clocks as the hop ending at {@code end} saw them; forgets collectors that have been gone for an hour. */
    List<HopSummary.CollectorClock> at(long end) {
        clocks.values().removeIf(clock -> end - clock.tick > FORGET_MILLIS);
        var list = new ArrayList<HopSummary.CollectorClock>(clocks.size());
        clocks.forEach((name, clock) -> list.add(new HopSummary.CollectorClock(
                name, Math.min(clock.tick, end), clock.tick < end || clock.blindUntil >= end)));
        return list;
    }

    void write(WireOutput out) {
        out.i64(foremost);
        out.varint(clocks.size());
        clocks.forEach((name, clock) -> {
            out.string(name);
            out.i64(clock.tick);
            out.varint(clock.spacing);
            out.i64(clock.blindUntil);
        });
    }

    static CollectorClocks read(WireInput in) {
        var clocks = new CollectorClocks();
        clocks.foremost = in.i64();
        for (var left = in.count(); left > 0; left--) {
            var name = in.string();
            var clock = new Clock();
            clock.tick = in.i64();
            clock.spacing = in.varint();
            clock.blindUntil = in.i64();
            clocks.clocks.put(name, clock);
        }
        return clocks;
    }
}
