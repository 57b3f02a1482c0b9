package kz.dabyl.detector.core;

import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * What a probe usually measures of a target: a running mean over about half an hour in which no single value counts for
 * more than three tenths over or under it. While values are bad it moves twenty times as slowly, so that an hour of
 * throttling leaves it where it was, and a week does not. Not thread-safe.
 */
final class Usual {

    private static final int READY = 8;
    private static final int YOUNG = 20;
    private static final int UNBOUND = 3;
    private static final float MOST = 0.3f;
    private static final float MEMORY_HOPS = 360;
    private static final float FASTEST = 0.05f;
    private static final float WHILE_BAD = 0.05f;

    private float mean;
    private int samples;

    /** Whether it has seen enough to judge by. */
    boolean ready() {
        return samples >= READY;
    }

    double mean() {
        return mean;
    }

    /**
     * Takes a value over 0.
     *
     * @param hops since the value before
     * @param bad whether it is so far on the bad side that it is not to become usual
     */
    void learn(double value, int hops, boolean bad) {
        if (samples < UNBOUND) {
            mean += (float) ((value - mean) / (samples + 1));
            samples++;
            return;
        }
        var off = (float) Math.max(-MOST, Math.min(MOST, (value - mean) / mean));
        var rate = samples < YOUNG ? 1f / (samples + 1) : Math.min(FASTEST, hops / MEMORY_HOPS);
        mean += mean * off * rate * (bad ? WHILE_BAD : 1);
        samples = Math.min(YOUNG, samples + 1);
    }

    void write(WireOutput out) {
        out.u8(samples);
        if (samples > 0) {
            writeFloat(out, mean);
        }
    }

    void read(WireInput in) {
        samples = in.u8();
        mean = samples > 0 ? readFloat(in) : 0;
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
