package kz.dabyl.bench.detection;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import kz.dabyl.detector.tuning.Truth;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Places;
import kz.dabyl.model.Report;

/**
 * What anyone knows who reads the log and believes every word: where each probe was last heard, when, and what it promised.
 * Probes abroad are left out, and so is one that has been silent for a day. Not thread-safe.
 */
final class KnownProbes {

    private static final long FORGET_MILLIS = 86_400_000;
    private static final double LEARNING = 0.1;

    private final String home;
    private final Map<String, Probe> probes = new HashMap<>();
    /** In the order in which they were first seen, so that every run goes through them alike. */
    private final Map<Truth.Cell, CellProbes> cells = new LinkedHashMap<>();

    /** One probe. Times are epoch milliseconds. */
    static final class Probe {

        private CellProbes cell;
        private long heard;
        private long intervalMillis;
        private double gapMillis;

        private Probe(CellProbes cell) {
            this.cell = cell;
        }

        long heard() {
            return heard;
        }

        /** Until its next report, 0 where none is promised. */
        long intervalMillis() {
            return intervalMillis;
        }

        boolean promises() {
            return intervalMillis > 0;
        }

        /** How often it speaks: as it promises, or where it never does as it used to; 0 if that is unknown or it signed off. */
        double paceMillis() {
            return promises() ? intervalMillis : gapMillis;
        }

        private void hear(long received, int intervalSeconds) {
            if (intervalSeconds == Report.NO_PROMISE) {
                var gap = received - heard;
                gapMillis = gapMillis == 0 ? heard == 0 ? 0 : gap : gapMillis + (gap - gapMillis) * LEARNING;
            } else {
                gapMillis = 0;
            }
            heard = received;
            intervalMillis = Math.max(0, intervalSeconds) * 1000L;
        }
    }

    /** One network in one place. */
    static final class CellProbes {

        private final Truth.Cell name;
        private final Set<Probe> probes = new LinkedHashSet<>();
        private long reports;

        private CellProbes(Truth.Cell name) {
            this.name = name;
        }

        Truth.Cell name() {
            return name;
        }

        /** Probes whose last report came from here. */
        Set<Probe> probes() {
            return probes;
        }

        /** Reports from here since the log began. */
        long reports() {
            return reports;
        }
    }

    /** @param home ISO 3166 code of the watched country */
    KnownProbes(String home) {
        this.home = home;
    }

    Collection<CellProbes> cells() {
        return cells.values();
    }

    void accept(LogEntry.Received entry) {
        var report = entry.report();
        if (!Places.isHex(report.place()) && !report.place().startsWith(home)) {
            return;
        }
        var cell = cells.computeIfAbsent(new Truth.Cell(report.place(), report.network()), CellProbes::new);
        var probe = probes.computeIfAbsent(report.probe(), name -> new Probe(cell));
        if (probe.cell != cell) {
            probe.cell.probes.remove(probe);
            probe.cell = cell;
        }
        cell.probes.add(probe);
        cell.reports++;
        probe.hear(entry.received(), report.intervalSeconds());
    }

    void forget(long now) {
        probes.values().removeIf(probe -> {
            var gone = now - probe.heard > FORGET_MILLIS;
            if (gone) {
                probe.cell.probes.remove(probe);
            }
            return gone;
        });
    }
}
