package kz.dabyl.model;

import java.util.List;

/** One entry of the log, in Kafka or in a recording. Time in the log passes by ticks alone. */
public sealed interface LogEntry {

    /** A report and when its collector's writer stamped it, epoch milliseconds. */
    record Received(long received, String collector, Report report) implements LogEntry {}

    /** All that {@code collector} received before {@code time} (epoch milliseconds) has been written. */
    record Tick(long time, String collector) implements LogEntry {}

    /** From here on these thresholds hold. */
    record ThresholdsSet(Thresholds thresholds) implements LogEntry {}

    /** From here on these rallies are known. */
    record RalliesSet(List<Rally> rallies) implements LogEntry {

        public RalliesSet {
            rallies = List.copyOf(rallies);
        }
    }

    /** By which invite a probe came, and whether it, or its invite, has been shut out. */
    record Trust(String probe, String invite, boolean revoked) implements LogEntry {}

    /** A kind of line that this version does not know; readers pass over it. */
    record Other(String kind) implements LogEntry {}
}
