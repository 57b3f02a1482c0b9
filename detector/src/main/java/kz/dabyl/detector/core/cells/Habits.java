package kz.dabyl.detector.core.cells;

/**
 * What the reports of a cell say of its probes, whatever the targets do.
 *
 * @param interval seconds between their reports
 * @param trust share of their weight that all but newcomers keep under what caps there are
 * @param newcomersTrust the same of newcomers, who may not outweigh the others
 */
public record Habits(int interval, double trust, double newcomersTrust) {

    private static final int USUAL_INTERVAL = 30;

    static Habits of(CellView view) {
        var given = 0.0;
        var newcomersGiven = 0.0;
        for (var summary : view.latest()) {
            for (var cohort : summary.cohorts()) {
                given += cohort.percent() / 100.0;
                newcomersGiven += cohort.newcomers() ? cohort.percent() / 100.0 : 0;
            }
        }
        var kept = 0.0;
        var newcomersKept = 0.0;
        var probes = 0;
        var seconds = 0.0;
        for (var presence : view.presences()) {
            if (!presence.sources()) {
                kept += presence.weight();
                newcomersKept += presence.newcomers() ? presence.weight() : 0;
                probes += presence.probes();
                seconds += (double) presence.probes() * presence.intervalSeconds();
            }
        }
        return new Habits(
                probes == 0 ? USUAL_INTERVAL : (int) Math.max(1, Math.round(seconds / probes)),
                share(kept - newcomersKept, given - newcomersGiven),
                share(newcomersKept, newcomersGiven));
    }

    private static double share(double kept, double given) {
        return given <= 0 ? 1 : Math.min(1, kept / given);
    }

    /** Weight of probes of whose {@code percent} newcomers contribute a part. */
    public double weight(int percent, int newcomers) {
        return ((percent - newcomers) * trust + newcomers * newcomersTrust) / 100;
    }
}
