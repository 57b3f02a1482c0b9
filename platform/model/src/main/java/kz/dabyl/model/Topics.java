package kz.dabyl.model;

import java.util.List;

/** Names of the topics in which the rooms meet. */
public final class Topics {

    /** Reports and ticks, packed, see {@link LogCodec}; partition by probe; 8 days. */
    public static final String REPORTS = "dabyl.reports";

    /** One record for each hop and partition, see {@link HopSummaryCodec}; one partition; a year. */
    public static final String CELL_SUMMARIES = "dabyl.cell-summaries";

    /** What the second fold knows, every ten minutes of log time, for evidence to start from; one partition; a year. */
    public static final String DETECTOR_STATES = "dabyl.detector-states";

    /** Every revision of every incident as JSON, key = incident; kept. */
    public static final String INCIDENT_REVISIONS = "dabyl.incident-revisions";

    /**
     * The present state of each cell that may be shown, as JSON, and how far it was judged, key = cell or {@link #CELLS_MARK};
     * compacted.
     */
    public static final String CELLS = "dabyl.cells";

    /** Key of the record in {@link #CELLS} that says until when cells were judged; no cell's name. */
    public static final String CELLS_MARK = "judged";

    /** Subscriptions as JSON, key = subscription; compacted. */
    public static final String SUBSCRIPTIONS = "dabyl.subscriptions";

    /** State of each message to each subscriber as JSON, key = message; compacted. */
    public static final String DELIVERIES = "dabyl.deliveries";

    /** Signs of life of the process that delivers for all, as JSON, key = {@code alerts}; one partition; an hour. */
    public static final String LEASES = "dabyl.leases";

    /** Invites and revocations as JSON, key = invite or probe; compacted. */
    public static final String TRUST = "dabyl.trust";

    /** Every change of thresholds and rallies as JSON, with who, when and why; one partition, since order counts; kept. */
    public static final String RULES = "dabyl.rules";

    /** The {@link Candidate} that runs beside the thresholds in force, key = {@link Candidate#KEY}; one partition; compacted. */
    public static final String SHADOW = "dabyl.shadow";

    /** Signed checkpoints of the chains over incidents and over rules, key = chain; one partition; kept. */
    public static final String CHECKPOINTS = "dabyl.checkpoints";

    /** Every change of a label as JSON, see {@link LabelChange}; one partition, since order counts; compacted by keys of their own. */
    public static final String LABELS = "dabyl.labels";

    /** All of them. */
    public static final List<String> ALL = List.of(
            REPORTS,
            CELL_SUMMARIES,
            DETECTOR_STATES,
            INCIDENT_REVISIONS,
            CELLS,
            SUBSCRIPTIONS,
            DELIVERIES,
            LEASES,
            TRUST,
            RULES,
            SHADOW,
            CHECKPOINTS,
            LABELS);

    private Topics() {}
}
