package kz.dabyl.bench.detection;

import java.util.HashMap;
import java.util.Map;
import kz.dabyl.bench.detection.KnownProbes.Probe;
import kz.dabyl.detector.tuning.Truth;

/**
 * The optimum of theory if promises were broken independently (Page 1954; Moustakides 1986): every promise is a trial that
 * fails with 5 % or with 50 %, their log-likelihoods add up and never fall under zero, and at 14 nats (one false alarm a month
 * over 60 cells by that theory) the cell fires. It is over by a sequential test at 4.6 nats (Wald, 1 % either way).
 */
final class CusumRule implements Rule {

    private static final double USUAL = 0.05;
    private static final double CUT = 0.5;
    private static final double KEPT_NATS = Math.log((1 - CUT) / (1 - USUAL));
    private static final double BROKEN_NATS = Math.log(CUT / USUAL);
    private static final double BAR_NATS = 14;
    private static final double BACK_NATS = 4.6;
    private static final long GRACE_MILLIS = 5_000;

    private final Map<Truth.Cell, Sum> sums = new HashMap<>();
    /** Promises that each probe has broken since it was last heard. */
    private final Map<Probe, Broken> broken = new HashMap<>();

    private static final class Sum {

        private double nats;
        private double back;
        private long zeroAt;
        private long backAt;
        private long reports;
    }

    private static final class Broken {

        private long since;
        private long promises;
    }

    @Override
    public String name() {
        return "CUSUM, independent";
    }

    @Override
    public void look(long now, KnownProbes known, Alarms alarms) {
        for (var cell : known.cells()) {
            var sum = sums.computeIfAbsent(cell.name(), name -> new Sum());
            var kept = cell.reports() - sum.reports;
            sum.reports = cell.reports();
            var nats = kept * KEPT_NATS + newlyBroken(cell, now) * BROKEN_NATS;
            if (alarms.fires(cell.name())) {
                close(cell.name(), sum, nats, now, alarms);
            } else {
                open(cell.name(), sum, nats, now, alarms);
            }
        }
        if (now % 3_600_000 == 0) {
            broken.keySet().removeIf(probe -> now - probe.heard() > 2 * 86_400_000L);
        }
    }

    private static void open(Truth.Cell cell, Sum sum, double nats, long now, Alarms alarms) {
        sum.nats += nats;
        if (sum.nats <= 0) {
            sum.nats = 0;
            sum.zeroAt = now;
        } else if (sum.nats >= BAR_NATS) {
            alarms.raise(cell, sum.zeroAt, now);
            sum.nats = 0;
            sum.back = 0;
            sum.backAt = now;
        }
    }

    private static void close(Truth.Cell cell, Sum sum, double nats, long now, Alarms alarms) {
        sum.back -= nats;
        if (sum.back <= 0) {
            sum.back = 0;
            sum.backAt = now;
        } else if (sum.back >= BACK_NATS) {
            alarms.resolve(cell, sum.backAt, now);
            sum.zeroAt = now;
        }
    }

    private long newlyBroken(KnownProbes.CellProbes cell, long now) {
        var sum = 0L;
        for (var probe : cell.probes()) {
            var overdue = now - GRACE_MILLIS - probe.heard();
            if (probe.promises() && overdue >= probe.intervalMillis()) {
                var known = broken.computeIfAbsent(probe, p -> new Broken());
                if (known.since != probe.heard()) {
                    known.since = probe.heard();
                    known.promises = 0;
                }
                var promises = overdue / probe.intervalMillis();
                sum += promises - known.promises;
                known.promises = promises;
            }
        }
        return sum;
    }
}
