package kz.dabyl.detector.core.probes;

import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * What a probe usually measures of a target: a running mean over about half an hour in which no single value counts for
 * more than three tenths over or under it. While values are far on the bad side it moves a hundred times as slowly, 0.6 % an
 * hour of results each half minute: throttling to a fifth stands out for days, and what is slow for good becomes usual.
 *
 * <p>A number, not an object, since every probe has two for each of its targets: the mean's bits below, and above them how
 * many values it has seen, up to where that no longer matters.
 */
final class Usual {

    private static final int READY = 8;
    private static final int YOUNG = 20;
    private static final int UNBOUND = 3;
    private static final float MOST = 0.3f;
    private static final float MEMORY_HOPS = 360;
    private static final float FASTEST = 0.05f;
    private static final float WHILE_BAD = 0.01f;

    /** How fast it moves after so many hops: a division less for each result. */
    private static final float[] RATES = new float[24];

    static {
        for (var hops = 0; hops < RATES.length; hops++) {
            RATES[hops] = Math.min(FASTEST, hops / MEMORY_HOPS);
        }
    }

    /** Before the first value. */
    static final long NOTHING = 0;

    private Usual() {}

    private static long of(float mean, int samples) {
        return (long) samples << Integer.SIZE | Integer.toUnsignedLong(Float.floatToRawIntBits(mean));
    }

    private static int samples(long usual) {
        return (int) (usual >>> Integer.SIZE);
    }

    /** Whether it has seen enough to judge by. */
    static boolean ready(long usual) {
        return samples(usual) >= READY;
    }

    static float mean(long usual) {
        return Float.intBitsToFloat((int) usual);
    }

    /**
     * What it is after a value over 0.
     *
     * @param hops since the value before
     * @param bad whether it is so far on the bad side that it is not to become usual
     */
    static long learn(long usual, double value, int hops, boolean bad) {
        var mean = mean(usual);
        var samples = samples(usual);
        if (samples < UNBOUND) {
            return of(mean + (float) ((value - mean) / (samples + 1)), samples + 1);
        }
        var off = (float) Math.max(-MOST, Math.min(MOST, (value - mean) / mean));
        var rate = samples < YOUNG ? 1f / (samples + 1) : rate(hops);
        return of(mean + mean * off * rate * (bad ? WHILE_BAD : 1), Math.min(YOUNG, samples + 1));
    }

    private static float rate(int hops) {
        return hops >= 0 && hops < RATES.length ? RATES[hops] : Math.min(FASTEST, hops / MEMORY_HOPS);
    }

    static void write(long usual, WireOutput out) {
        out.u8(samples(usual));
        if (samples(usual) > 0) {
            writeFloat(out, mean(usual));
        }
    }

    static long read(WireInput in) {
        var samples = in.u8();
        return of(samples > 0 ? readFloat(in) : 0, samples);
    }

    static void writeFloat(WireOutput out, float value) {
        var bits = Float.floatToRawIntBits(value);
        for (var shift = 24; shift >= 0; shift -= 8) {
            out.u8(bits >>> shift);
        }
    }

    static float readFloat(WireInput in) {
        return Float.intBitsToFloat(in.u8() << 24 | in.u8() << 16 | in.u8() << 8 | in.u8());
    }
}
