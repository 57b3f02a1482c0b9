package kz.dabyl.model;

import java.util.List;

/** One entry of the log, in Kafka or in a recording. Time in the log passes by ticks alone. */
public sealed interface LogEntry {

    /** A report and when its collector's writer stamped it, epoch milliseconds. */
    record Received(long received, String collector, Report report) implements LogEntry {}

    /** All that {@code collector} received before {@code time} (epoch milliseconds) has been written. */
    record Tick(long time, String collector) implements LogEntry {}

    /**
     * What the log says beside measurements. It holds from the hop of its stamp on, in every partition alike, however the
     * partitions interleave; without a stamp, from the hop of the foremost tick before it.
     */
    sealed interface Notice extends LogEntry {

        Stamp stamp();

        /** The same, written by somebody at some time. */
        Notice stamped(Stamp stamp);
    }

    /**
     * Who wrote a notice, and when.
     *
     * @param received epoch milliseconds, or {@link #UNKNOWN} where only its place tells
     * @param collector empty where it is not known
     */
    record Stamp(long received, String collector) {

        public static final long UNKNOWN = Long.MIN_VALUE;

        public static final Stamp NONE = new Stamp(UNKNOWN, "");

        public boolean known() {
            return received != UNKNOWN;
        }
    }

    /**
     * From here on these thresholds hold.
     *
     * @param series names the deployment whose changes the version counts: of a series each version counts once, wherever
     *     else it stands again, and none that is older than one that came before it. Empty: it counts as it stands
     */
    record ThresholdsSet(Thresholds thresholds, String series, Stamp stamp) implements Notice {

        public ThresholdsSet(Thresholds thresholds) {
            this(thresholds, "", Stamp.NONE);
        }

        @Override
        public ThresholdsSet stamped(Stamp other) {
            return new ThresholdsSet(thresholds, series, other);
        }
    }

    /**
     * From here on these rallies are known.
     *
     * @param version counts the changes of a deployment's rallies from 1; 0 where nobody counts
     * @param series as in {@link ThresholdsSet}
     */
    record RalliesSet(List<Rally> rallies, int version, String series, Stamp stamp) implements Notice {

        public RalliesSet {
            rallies = List.copyOf(rallies);
        }

        public RalliesSet(List<Rally> rallies) {
            this(rallies, 0, "", Stamp.NONE);
        }

        @Override
        public RalliesSet stamped(Stamp other) {
            return new RalliesSet(rallies, version, series, other);
        }
    }

    /**
     * By which invite a probe came, and what is held of it. Stands in the probe's partition before the reports of the same
     * stamp.
     */
    record Trust(String probe, String invite, TrustLevel level, Stamp stamp) implements Notice {

        public Trust(String probe, String invite, TrustLevel level) {
            this(probe, invite, level, Stamp.NONE);
        }

        public boolean revoked() {
            return level == TrustLevel.REVOKED;
        }

        public boolean vouched() {
            return level == TrustLevel.VOUCHED;
        }

        /** What holds once {@code earlier} has been said too: to be shut out outlasts a good word, and that no word. */
        public Trust after(Trust earlier) {
            return earlier.revoked() || (earlier.vouched() && level == TrustLevel.INVITED) ? earlier : this;
        }

        @Override
        public Trust stamped(Stamp other) {
            return new Trust(probe, invite, level, other);
        }
    }

    /** What one partition says of one hop, in a recording of summaries instead of reports. */
    record Summary(HopSummary summary) implements LogEntry {}

    /** What the summaries after it go on from, in place of all that came before. */
    record Start(StartState state) implements LogEntry {}

    /** What follows is the evidence of this incident. */
    record Evidence(String incident) implements LogEntry {}

    /** A kind of line that this version does not know; readers pass over it. */
    record Other(String kind) implements LogEntry {}
}
