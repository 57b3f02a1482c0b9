package kz.dabyl.collector.log;

/** What became of the reports of one request. */
public sealed interface Outcome {

    /**
     * The log holds all of them.
     *
     * @param reports those that are new
     * @param received their stamp, epoch milliseconds
     * @param duplicates how many the log held already
     */
    record Stored(Selection reports, long received, int duplicates) implements Outcome {}

    /** The probe made too many; none was taken. */
    record Limited(int retryAfterSeconds) implements Outcome {}

    /** The log did not take all of them, and may hold some. */
    record Unavailable() implements Outcome {}
}
