package kz.dabyl.bench.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.dabyl.bench.detection.KnownProbes.Probe;
import kz.dabyl.detector.tuning.Truth;

/**
 * After Disco: bursts of disconnections by Kleinberg's automaton (2002, "Bursty and hierarchical structure in streams"), one
 * for each cell and as the events come in: s = 2, γ = 0.5, base gap a day over the number of probes. A probe disconnects when
 * it has broken two promises. At level 7 with three probes the cell fires, until half of them are back.
 */
final class BurstRule implements Rule {

    private static final int LEVELS = 13;
    private static final int BURST = 7;
    private static final double SCALING = 2;
    private static final double GAMMA = 0.5;
    private static final double DAY_SECONDS = 86_400;
    private static final int MIN_PROBES = 3;
    private static final int BROKEN = 2;
    private static final long GRACE_MILLIS = 5_000;

    private final Map<Truth.Cell, Automaton> automata = new HashMap<>();

    /** A probe that is gone and when it was last heard. */
    private record Gone(Probe probe, long heard, long noticed) {

        boolean isBack() {
            return probe.heard() > heard;
        }
    }

    private static final class Automaton {

        private final double[] costs = new double[LEVELS];
        private final Set<Probe> gone = new HashSet<>();
        private List<Gone> burst = new ArrayList<>();
        private long lastAt;

        Automaton() {
            Arrays.fill(costs, Double.POSITIVE_INFINITY);
            costs[0] = 0;
        }

        /** Takes a disconnection and gives the level at which the cheapest way through all of them ends. */
        int level(long at, int probes) {
            var gap = lastAt == 0 ? DAY_SECONDS / probes : Math.max(1, (at - lastAt) / 1000.0);
            lastAt = at;
            var climb = GAMMA * Math.log(Math.max(2, probes));
            var before = costs.clone();
            var best = 0;
            for (var level = 0; level < LEVELS; level++) {
                var rate = probes / DAY_SECONDS * Math.pow(SCALING, level);
                var cheapest = Double.POSITIVE_INFINITY;
                for (var from = 0; from < LEVELS; from++) {
                    cheapest = Math.min(cheapest, before[from] + Math.max(0, level - from) * climb);
                }
                costs[level] = cheapest - Math.log(rate) + rate * gap;
                best = costs[level] < costs[best] ? level : best;
            }
            return best;
        }
    }

    @Override
    public String name() {
        return "bursts (Disco-like)";
    }

    @Override
    public void look(long now, KnownProbes known, Alarms alarms) {
        for (var cell : known.cells()) {
            var automaton = automata.computeIfAbsent(cell.name(), name -> new Automaton());
            automaton.gone.removeIf(
                    probe -> !isGone(probe, now) || !cell.probes().contains(probe));
            for (var probe : cell.probes()) {
                if (isGone(probe, now) && automaton.gone.add(probe)) {
                    var level = automaton.level(now, cell.probes().size());
                    if (level < BURST) {
                        automaton.burst = new ArrayList<>();
                    }
                    automaton.burst.add(new Gone(probe, probe.heard(), now));
                    if (level >= BURST && distinct(automaton) >= MIN_PROBES && !alarms.fires(cell.name())) {
                        alarms.raise(cell.name(), started(automaton), now);
                    }
                }
            }
            if (alarms.fires(cell.name()) && halfIsBack(automaton)) {
                alarms.resolve(cell.name(), now, now);
                automaton.burst = new ArrayList<>();
            }
        }
    }

    private static boolean isGone(Probe probe, long now) {
        return probe.promises() && now > probe.heard() + BROKEN * probe.intervalMillis() + GRACE_MILLIS;
    }

    private static long distinct(Automaton automaton) {
        return automaton.burst.stream().map(Gone::probe).distinct().count();
    }

    private static long started(Automaton automaton) {
        return automaton.burst.stream().mapToLong(Gone::heard).max().orElse(0);
    }

    private static boolean halfIsBack(Automaton automaton) {
        var back = automaton.burst.stream().filter(Gone::isBack).count();
        return 2 * back >= automaton.burst.size();
    }
}
