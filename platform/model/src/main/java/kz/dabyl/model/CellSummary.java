package kz.dabyl.model;

import java.util.List;

/**
 * What one partition heard of one cell through one collector up to the end of a hop. Summaries of different partitions
 * and collectors add up: every list is a multiset.
 *
 * @param heard reports with a promise counted for the first time in this hop and not kept from earlier
 * @param losses reports that short gaps in {@code seq} say were made and not delivered; a long gap is an episode, not loss
 * @param sources those that never promise
 * @param cohorts probes of the cell whose silence may still mean something, by when they were last heard
 * @param returns probes that spoke again in this hop after breaking a promise
 * @param late reports kept while offline that came in this hop
 * @param targets how the targets answer the probes of {@code cohorts} that keep their promises
 */
public record CellSummary(
        Cell cell,
        String collector,
        int heard,
        int losses,
        Sources sources,
        List<Cohort> cohorts,
        List<Return> returns,
        List<Late> late,
        List<TargetTally> targets) {

    public CellSummary {
        cohorts = List.copyOf(cohorts);
        returns = List.copyOf(returns);
        late = List.copyOf(late);
        targets = List.copyOf(targets);
    }

    /**
     * Sources that never say when they will speak next.
     *
     * @param heard their reports of this hop, counted for the first time and not kept from earlier
     * @param known how many of them the cell has
     */
    public record Sources(int heard, int known) {

        /** A cell without such sources. */
        public static final Sources NONE = new Sources(0, 0);
    }

    /**
     * Probes that look alike.
     *
     * @param lastHeard hop in which they were last heard, see {@link HopSummary#hopOf}
     * @param intervalSeconds what they promised, 1 to 3600
     * @param lossBucket share of reports that they lose, see {@link #lossOfBucket}
     * @param sleepBucket how often they fall asleep, see {@link #sleepsPerHourOfBucket}
     * @param software 0 where unknown, else 1 to 65535, equal for probes of one version, see {@link #softwareCode}
     * @param invite 0 where unknown, else 1 to 255, equal for probes of one invite, see {@link #inviteCode}
     * @param probes how many
     * @param percent sum of their weights, each 0 to 100: the new and the unproven weigh less
     * @param newcomers whether they appeared long after the log began and are still young
     * @param dark whether their reports still come by another way and say that no target answers: {@code lastHeard} is
     *     then the hop of the last report in which one did
     * @param mains whether they hang on the mains and have no battery: a power cut silences them
     */
    public record Cohort(
            long lastHeard,
            int intervalSeconds,
            int lossBucket,
            int sleepBucket,
            int software,
            int invite,
            int probes,
            int percent,
            boolean newcomers,
            boolean dark,
            boolean mains) {}

    /**
     * Probes that came back; newcomers do not count.
     *
     * @param lastHeard hop in which they had been heard before
     * @param rebooted how many of them with another {@code boot}
     */
    public record Return(long lastHeard, int probes, int rebooted) {}

    /**
     * Reports kept while offline; those of newcomers do not count.
     *
     * @param measured hop in which they were measured
     * @param reports how many
     * @param reached of these, how many in which most targets answered
     * @param cut of these, how many in which no target answered
     */
    public record Late(long measured, int reports, int reached, int cut) {}

    /**
     * How one target answers, by each probe's latest result.
     *
     * @param target {@code class/name}
     * @param well probes whose latest result was as usual
     * @param percent sum of their weights
     * @param newcomers what newcomers contribute to {@code percent}
     * @param troubles the other probes
     */
    public record TargetTally(String target, int well, int percent, int newcomers, List<Trouble> troubles) {

        public TargetTally {
            troubles = List.copyOf(troubles);
        }
    }

    /**
     * Probes that fare alike with one target.
     *
     * @param ailment what their latest result suffers from
     * @param since hop of their last result that was as usual
     * @param results how many results in a row were not, 1 to {@link #MOST_RESULTS}, which stands for more as well
     * @param rateBucket how often such results come to them on usual days, in the buckets of {@link #lossOfBucket}
     * @param probes how many
     * @param percent sum of their weights
     * @param newcomers as in {@link Cohort}
     */
    public record Trouble(
            Ailment ailment, long since, int results, int rateBucket, int probes, int percent, boolean newcomers) {}

    /** More results in a row are not told apart. */
    public static final int MOST_RESULTS = 15;

    /** Buckets of loss and of sleep each. */
    public static final int BUCKETS = 6;

    private static final double[] LOSS = {0.01, 0.03, 0.08, 0.18, 0.35, 0.6};
    private static final double[] SLEEPS_PER_HOUR = {0.02, 0.06, 0.2, 0.6, 2, 6};

    /** A short stand-in for a version's name: two versions may share one, which only weakens evidence. */
    public static int softwareCode(String software) {
        return software.isEmpty() ? 0 : 1 + Math.floorMod(software.hashCode(), 65_535);
    }

    /** A short stand-in for an invite: two may share one, as is likely from twenty invites on; then they are judged as one. */
    public static int inviteCode(String invite) {
        return invite.isEmpty() ? 0 : 1 + Math.floorMod(invite.hashCode(), 255);
    }

    /** Share of lost reports, 0 to 1, that a bucket stands for. */
    public static double lossOfBucket(int bucket) {
        return LOSS[bucket];
    }

    /** The bucket whose share is the nearest not below {@code share}. */
    public static int bucketOfLoss(double share) {
        return bucket(LOSS, share);
    }

    /** Times an hour that a probe of the bucket falls silent on its own. */
    public static double sleepsPerHourOfBucket(int bucket) {
        return SLEEPS_PER_HOUR[bucket];
    }

    /** The bucket whose rate is the nearest not below {@code perHour}. */
    public static int bucketOfSleepsPerHour(double perHour) {
        return bucket(SLEEPS_PER_HOUR, perHour);
    }

    private static int bucket(double[] bounds, double value) {
        var bucket = 0;
        while (bucket < bounds.length - 1 && value > bounds[bucket]) {
            bucket++;
        }
        return bucket;
    }
}
