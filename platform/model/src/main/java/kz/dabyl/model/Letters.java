package kz.dabyl.model;

/** A copy of a few bytes, compared with others by words. Keeps its room from one copy to the next. Not thread-safe. */
final class Letters {

    /** Longer ones are not kept. */
    private static final int MOST = 1_024;

    private static final int ROUND = 64;

    /** With a word's bytes behind them, as {@link Words#same} asks for. */
    private byte[] bytes = new byte[ROUND];

    private int length;

    /** Copies the bytes from {@code from} to before {@code to}; false, and nothing is kept, if they are too many. */
    boolean copy(byte[] source, int from, int to) {
        length = 0;
        if (to - from > MOST) {
            return false;
        }
        if (to - from + Long.BYTES > bytes.length) {
            bytes = new byte[(to - from + Long.BYTES + ROUND - 1) / ROUND * ROUND];
        }
        System.arraycopy(source, from, bytes, 0, to - from);
        length = to - from;
        return true;
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /** Whether they stand at {@code from}, see {@link Words#same}. */
    boolean standAt(byte[] input, int from) {
        return Words.same(bytes, length, input, from);
    }

    void writeTo(WireOutput out) {
        out.raw(bytes, 0, length);
    }

    /** A length, then the bytes. */
    void writeTextTo(WireOutput out) {
        out.bytes(bytes, 0, length);
    }
}
