package kz.dabyl.detector.core.cells;

import java.util.Arrays;

/**
 * How many reports came from each of those who speak, hop after hop. Grows for as long as the same speak in the same order.
 * Not thread-safe.
 */
public final class Turnout {

    private static final int FEW_HOPS = 8;

    private final int speakers;
    private long[] hops = new long[FEW_HOPS];
    private int[] reports;
    private int size;

    public Turnout(int speakers) {
        this.speakers = speakers;
        this.reports = new int[FEW_HOPS * speakers];
    }

    /** Begins the next hop; what came in it is to be set of each speaker. */
    public void begin(long hop) {
        if (size == hops.length) {
            hops = Arrays.copyOf(hops, 2 * size);
            reports = Arrays.copyOf(reports, 2 * size * speakers);
        }
        hops[size++] = hop;
    }

    /** So many came of this speaker in the last hop, those of sources that never promise aside. */
    public void set(int speaker, int count) {
        reports[(size - 1) * speakers + speaker] = count;
    }

    public int speakers() {
        return speakers;
    }

    /** Hops so far. */
    public int size() {
        return size;
    }

    public long hop(int which) {
        return hops[which];
    }

    public int reports(int which, int speaker) {
        return reports[which * speakers + speaker];
    }
}
