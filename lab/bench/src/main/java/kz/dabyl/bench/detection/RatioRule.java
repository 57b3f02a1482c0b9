package kz.dabyl.bench.detection;

import java.util.HashMap;
import java.util.Map;
import kz.dabyl.detector.tuning.Truth;

/**
 * What one writes in PromQL: {@code rate(heard[2m]) / expected < 0.5} for five minutes, evaluated every half minute. Expected
 * are the reports promised by the probes heard in the last hour; with none expected the alert resolves, as Prometheus does
 * where data are missing.
 */
final class RatioRule implements Rule {

    private static final long EVERY_MILLIS = 30_000;
    private static final int RATE_STEPS = 4;
    private static final long WINDOW_MILLIS = RATE_STEPS * EVERY_MILLIS;
    private static final long FOR_MILLIS = 300_000;
    private static final long KNOWN_MILLIS = 3_600_000;
    private static final double SHARE = 0.5;
    private static final int MIN_PROBES = 3;
    private static final long NEVER = -1;

    private final Map<Truth.Cell, Series> series = new HashMap<>();

    private static final class Series {

        /** Totals at the last evaluations, the oldest at {@code next}. */
        private final long[] totals = new long[RATE_STEPS];

        private int next;
        private long pendingSince = NEVER;

        long heard(long total) {
            var heard = total - totals[next];
            totals[next] = total;
            next = (next + 1) % RATE_STEPS;
            return heard;
        }
    }

    @Override
    public String name() {
        return "ratio under 50 % for 5 min";
    }

    @Override
    public void look(long now, KnownProbes known, Alarms alarms) {
        if (now % EVERY_MILLIS != 0) {
            return;
        }
        for (var cell : known.cells()) {
            var own = series.computeIfAbsent(cell.name(), name -> new Series());
            var heard = own.heard(cell.reports());
            var expected = 0.0;
            var probes = 0;
            for (var probe : cell.probes()) {
                if (probe.promises() && now - probe.heard() <= KNOWN_MILLIS) {
                    expected += (double) WINDOW_MILLIS / probe.intervalMillis();
                    probes++;
                }
            }
            if (probes < MIN_PROBES || heard >= SHARE * expected) {
                own.pendingSince = NEVER;
                if (alarms.fires(cell.name())) {
                    alarms.resolve(cell.name(), now, now);
                }
            } else if (own.pendingSince == NEVER) {
                own.pendingSince = now;
            } else if (now - own.pendingSince >= FOR_MILLIS && !alarms.fires(cell.name())) {
                alarms.raise(cell.name(), own.pendingSince, now);
            }
        }
    }
}
