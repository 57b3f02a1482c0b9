package kz.dabyl.collector.adapter.prometheus;

import java.util.Arrays;

/** Samples of one series. Not thread-safe. */
final class Samples {

    private long[] times = new long[1];
    private double[] values = new double[1];
    private int size;

    void add(long at, double value) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        times[size] = at;
        values[size] = value;
        size++;
    }

    int size() {
        return size;
    }

    /** Epoch milliseconds. */
    long at(int index) {
        return times[index];
    }

    double value(int index) {
        return values[index];
    }
}
