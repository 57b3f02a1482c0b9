package kz.dabyl.collector;

import java.util.List;
import kz.dabyl.model.Report;

/** What became of the reports of one request. */
sealed interface Outcome {

    /**
     * The log holds all of them.
     *
     * @param reports those that are new, as they were sent
     * @param received their stamp, epoch milliseconds
     * @param duplicates how many the log held already
     */
    record Stored(List<Report> reports, long received, int duplicates) implements Outcome {}

    /** The probe made too many; none was taken. */
    record Limited(int retryAfterSeconds) implements Outcome {}

    /** The log did not take all of them, and may hold some. */
    record Unavailable() implements Outcome {}
}
