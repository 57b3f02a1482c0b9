package kz.dabyl.detector.tuning.history;

import kz.dabyl.model.CellSummary;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/** What probes of a cohort are like, apart from when they were last heard. */
record Look(
        int intervalSeconds,
        int lossBucket,
        int sleepBucket,
        int software,
        int invite,
        int probes,
        int percent,
        boolean newcomers,
        boolean dark,
        boolean mains) {

    private static final int NEWCOMERS = 1;
    private static final int DARK = 2;
    private static final int MAINS = 4;

    static Look of(CellSummary.Cohort cohort) {
        return new Look(
                cohort.intervalSeconds(),
                cohort.lossBucket(),
                cohort.sleepBucket(),
                cohort.software(),
                cohort.invite(),
                cohort.probes(),
                cohort.percent(),
                cohort.newcomers(),
                cohort.dark(),
                cohort.mains());
    }

    CellSummary.Cohort heardIn(long hop) {
        return new CellSummary.Cohort(
                hop,
                intervalSeconds,
                lossBucket,
                sleepBucket,
                software,
                invite,
                probes,
                percent,
                newcomers,
                dark,
                mains);
    }

    void write(WireOutput out) {
        out.varint(intervalSeconds);
        out.u8(lossBucket);
        out.u8(sleepBucket);
        out.varint(software);
        out.varint(invite);
        out.varint(probes);
        out.varint(percent);
        out.u8((newcomers ? NEWCOMERS : 0) | (dark ? DARK : 0) | (mains ? MAINS : 0));
    }

    static Look read(WireInput in) {
        var interval = in.varint32();
        var loss = in.u8();
        var sleep = in.u8();
        var software = in.varint32();
        var invite = in.varint32();
        var probes = in.varint32();
        var percent = in.varint32();
        var flags = in.u8();
        return new Look(
                interval,
                loss,
                sleep,
                software,
                invite,
                probes,
                percent,
                (flags & NEWCOMERS) != 0,
                (flags & DARK) != 0,
                (flags & MAINS) != 0);
    }
}
