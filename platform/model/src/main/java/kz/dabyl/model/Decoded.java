package kz.dabyl.model;

/** Result of decoding stored bytes. Malformed bytes are expected from outside, so they are a value, not an exception. */
public sealed interface Decoded<T> {

    record Ok<T>(T value) implements Decoded<T> {}

    record Malformed<T>(Reason reason, String detail) implements Decoded<T> {}

    /** What was wrong; becomes a metric label. */
    enum Reason {
        EMPTY,
        UNKNOWN_VERSION,
        TRUNCATED,
        TRAILING_BYTES,
        INVALID_FIELD
    }
}
