package kz.dabyl.simulator.event;

import kz.dabyl.model.Cell;

/**
 * Chance without state: the same key always draws the same number. Whatever asks for it, in whatever order, gets the
 * same world; that is what lets a probe join a scenario without changing any other.
 *
 * <p>The mixing function is the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
 */
public final class Draws {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double TO_UNIT = 0x1.0p-53;

    private Draws() {}

    /** A number for {@code name}, to draw by. */
    public static long salt(long seed, String name) {
        var value = mix(seed + GOLDEN);
        for (var i = 0; i < name.length(); i++) {
            value = mix(value + GOLDEN * (name.charAt(i) + 1));
        }
        return value;
    }

    /** A number for {@code cell}; not its hash code, which differs from one run of the JVM to the next. */
    public static long key(Cell cell) {
        return 31L * cell.place().hashCode()
                + cell.network().hashCode()
                + cell.access().wireCode();
    }

    /** Uniform from 0 to 1, 1 excluded. */
    public static double uniform(long salt, long key) {
        return (mix(mix(salt + GOLDEN) + GOLDEN * (key + 1)) >>> 11) * TO_UNIT;
    }

    private static long mix(long value) {
        var z = value;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
