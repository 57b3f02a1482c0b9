package kz.dabyl.detector.core.cells;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.rules.Silence;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;

/**
 * The probes of one cell as of one hop, put together from what partitions and collectors say of it. The same probes give
 * the same list, bit for bit, however they are spread over partitions.
 */
public final class Presences {

    /** Newcomers of a cell weigh at most half of the others: they can neither hide a cut nor make one. */
    private static final double NEWCOMERS_SHARE = 0.5;

    /** Where nobody else is, they weigh at most so many probes. */
    private static final double NEWCOMERS_ALONE = 2;

    private Presences() {}

    /** @param cellLoss share of reports that the cell loses on the air */
    static List<Presence> of(long hop, List<CellSummary> summaries, SourceHealth health, double cellLoss) {
        var parts = merged(summaries);
        var factor = newcomersFactor(parts);
        var invited = InviteCap.of(parts);
        var now = HopSummary.startOf(hop + 1);
        var list = new ArrayList<Presence>(parts.size());
        for (var part : parts) {
            list.add(presence(
                    part,
                    health,
                    cellLoss,
                    invited.factor(part.cohort().invite()) * (part.cohort().newcomers() ? factor : 1),
                    now));
        }
        return list;
    }

    /** One of each kind, in their order. A single summary is so already: its tally has sorted and merged it. */
    private static List<Part> merged(List<CellSummary> summaries) {
        var parts = new ArrayList<Part>();
        for (var summary : summaries) {
            var cohorts = summary.cohorts();
            for (var i = 0; i < cohorts.size(); i++) {
                parts.add(new Part(summary.collector(), cohorts.get(i)));
            }
        }
        if (Part.strictlySorted(parts)) {
            return parts;
        }
        parts.sort(Part::compareTo);
        var merged = new ArrayList<Part>(parts.size());
        for (var part : parts) {
            var last = merged.size() - 1;
            if (last >= 0 && merged.get(last).compareTo(part) == 0) {
                merged.set(last, merged.get(last).and(part));
            } else {
                merged.add(part);
            }
        }
        return merged;
    }

    private static double newcomersFactor(List<Part> parts) {
        var others = 0L;
        var newcomers = 0L;
        for (var part : parts) {
            if (part.cohort().newcomers()) {
                newcomers += part.cohort().percent();
            } else {
                others += part.cohort().percent();
            }
        }
        return newcomersFactor(others, newcomers);
    }

    /** What the weights of newcomers are multiplied by, 0 to 1, by the percent that all of them weigh and the others. */
    public static double newcomersFactor(long others, long newcomers) {
        var most = others == 0 ? 100 * NEWCOMERS_ALONE : NEWCOMERS_SHARE * others;
        return newcomers <= most ? 1 : most / newcomers;
    }

    private static Presence presence(Part part, SourceHealth health, double cellLoss, double factor, long now) {
        var cohort = part.cohort();
        var lastHeard =
                cohort.dark() ? cohort.lastHeard() : Math.max(cohort.lastHeard(), health.countsFrom(part.collector()));
        var elapsed = now - HopSummary.startOf(lastHeard) - HopSummary.HOP_MILLIS / 2;
        var broken = Math.max(cohort.dark() ? 1 : 0, Silence.brokenPromises(elapsed, cohort.intervalSeconds()));
        var loss = Math.max(CellSummary.lossOfBucket(cohort.lossBucket()), cellLoss);
        var sleeps = CellSummary.sleepsPerHourOfBucket(cohort.sleepBucket());
        return new Presence(
                part.collector(),
                cohort.software(),
                cohort.invite(),
                cohort.lastHeard(),
                lastHeard,
                health.excuses(part.collector(), cohort.software(), cohort.lastHeard()),
                cohort.intervalSeconds(),
                loss,
                sleeps,
                cohort.probes(),
                factor * cohort.percent() / 100.0,
                broken,
                evidence(cohort, broken, loss, sleeps),
                cohort.newcomers(),
                cohort.dark(),
                cohort.mains(),
                0);
    }

    private static double evidence(CellSummary.Cohort cohort, int broken, double loss, double sleeps) {
        if (cohort.dark()) {
            return Presence.DARK_NATS;
        }
        return broken == 0 ? 0 : Silence.evidence(broken, loss, sleeps, cohort.intervalSeconds());
    }
}
