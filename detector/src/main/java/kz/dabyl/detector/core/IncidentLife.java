package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Thresholds;

/**
 * How an incident lives: it spreads, is confirmed, comes back, closes, and is revised by reports that were kept while
 * offline. One step a hop.
 */
final class IncidentLife {

    private static final double HALF = 0.5;
    private static final double LOW = 0.2;
    private static final int LEAST_POOL = 3;

    /** A restart of a fleet is over within this; whoever comes back later with a new boot may have run out of battery. */
    private static final long RESTART_HOPS = 600_000 / HopSummary.HOP_MILLIS;

    private static final long DATED_HOPS = 120_000 / HopSummary.HOP_MILLIS;

    private static final double JOIN_NATS = 3;
    private static final double JOIN_LATER_NATS = 8;
    private static final int JOIN_LATER_PROBES = 3;
    private static final int LEAST_LATE = 3;

    private final World world;
    private final Thresholds thresholds;

    IncidentLife(World world, Thresholds thresholds) {
        this.world = world;
        this.thresholds = thresholds;
    }

    /** Moves {@code incident} one hop on. */
    void step(IncidentState incident) {
        if (incident.open()) {
            spread(incident);
            incident.members.values().forEach(m -> m.update(world.cells.get(m.cell), world.hop()));
            incident.kind = Kinds.of(incident.members.values(), world, thresholds);
            countReturns(incident);
            date(incident);
        }
        if (incident.state != Incident.State.RETRACTED) {
            countLate(incident);
            judge(incident);
        }
    }

    /** Cells of its areas that fell silent with it, or clearly after it, join. */
    private void spread(IncidentState incident) {
        var near = new ArrayList<CellView>();
        for (var view : world.cells.values()) {
            if (incident.areas.contains(view.area) && !incident.members.containsKey(view.cell)) {
                near.add(view);
            }
        }
        // The more cells there are to choose from, the more evidence chance finds in one of them.
        var price = Math.log(Math.max(1, near.size()));
        for (var view : near) {
            if (view.anyBroken()) {
                var best = view.best(incident.rampMillis);
                if (joins(incident, best, price)) {
                    incident.add(view.cell, view.area, best.hop(), world.hop());
                }
            }
        }
    }

    private static boolean joins(IncidentState incident, CellView.BestOnset best, double price) {
        var nats = best.onset().nats() - price;
        if (Math.abs(best.hop() - incident.onset) * HopSummary.HOP_MILLIS <= incident.rampMillis) {
            return nats >= JOIN_NATS;
        }
        return best.hop() > incident.onset
                && nats >= JOIN_LATER_NATS
                && best.onset().newly() >= JOIN_LATER_PROBES;
    }

    /** While it is young, the onset that explains all of its cells best is looked for again. */
    private void date(IncidentState incident) {
        if (world.hop() - incident.onset > DATED_HOPS) {
            return;
        }
        var views = incident.members.keySet().stream()
                .map(world.cells::get)
                .filter(java.util.Objects::nonNull)
                .toList();
        var candidates = new TreeSet<Long>();
        for (var view : views) {
            for (var presence : view.presences()) {
                if (presence.broken() > 0 && Math.abs(presence.lastHeard() - incident.onset) <= DATED_HOPS / 2) {
                    candidates.add(presence.lastHeard());
                }
            }
        }
        var best = Double.NEGATIVE_INFINITY;
        for (long candidate : candidates) {
            var nats = views.stream()
                    .mapToDouble(v -> Onset.at(v.presences(), candidate, incident.rampMillis)
                            .nats())
                    .sum();
            if (nats >= best) {
                best = nats;
                incident.startedHop = candidate;
            }
        }
    }

    private void countReturns(IncidentState incident) {
        for (var member : incident.members.values()) {
            for (var back : summariesOf(member).stream()
                    .flatMap(s -> s.returns().stream())
                    .toList()) {
                if (Math.abs(back.lastHeard() - member.onset) * HopSummary.HOP_MILLIS <= incident.rampMillis * 2) {
                    incident.returned += back.probes();
                    incident.rebooted += back.rebooted();
                }
            }
        }
    }

    private void countLate(IncidentState incident) {
        var until = incident.endedAt == IncidentState.NEVER ? world.now() : incident.endedAt;
        for (var member : incident.members.values()) {
            for (var summary : summariesOf(member)) {
                for (var late : summary.late()) {
                    if (late.measured() > member.onset && HopSummary.startOf(late.measured()) < until) {
                        incident.lateCut += late.cut();
                        incident.lateReached += late.reached();
                    }
                }
            }
        }
    }

    private Collection<CellSummary> summariesOf(Member member) {
        var view = world.cells.get(member.cell);
        return view == null ? java.util.List.of() : view.latest();
    }

    private void judge(IncidentState incident) {
        if (world.hop() - incident.onset <= RESTART_HOPS
                && incident.rebooted > 0
                && incident.rebooted >= HALF * incident.silent()) {
            retract(incident, "restart");
            return;
        }
        if (incident.lateReached >= LEAST_LATE && incident.lateReached > 2 * incident.lateCut) {
            retract(incident, "targets answered");
            return;
        }
        if (incident.lateCut >= LEAST_LATE && incident.lateCut > 2 * incident.lateReached) {
            incident.certainty = Incident.Certainty.CONFIRMED;
        }
        if (incident.open()) {
            confirm(incident);
            close(incident);
        }
    }

    private void retract(IncidentState incident, String reason) {
        incident.state = Incident.State.RETRACTED;
        incident.reason = reason;
        incident.closedHop = world.hop();
    }

    private void confirm(IncidentState incident) {
        if (incident.alive() >= HALF * incident.before()) {
            incident.heldSince = world.hop();
            return;
        }
        var controls = controls(incident);
        incident.reason = controls.anyLive() ? null : "no control: no fixed line or other network was observed";
        var held = (world.hop() - incident.heldSince) * HopSummary.HOP_MILLIS;
        if (held >= thresholds.confirmAfterSeconds() * 1000L && controls.anyLive()) {
            incident.certainty = Incident.Certainty.CONFIRMED;
        }
    }

    Controls controls(IncidentState incident) {
        return Controls.of(incident.members.keySet(), incident.areas, world, incident.onset);
    }

    private void close(IncidentState incident) {
        if (incident.alive() <= LOW * incident.before()) {
            incident.lastLow = world.hop();
        }
        if (!back(incident)) {
            incident.backSince = IncidentState.NEVER;
            return;
        }
        if (incident.backSince == IncidentState.NEVER) {
            incident.backSince = world.hop();
        }
        if ((world.hop() - incident.backSince) * HopSummary.HOP_MILLIS >= thresholds.closeAfterSeconds() * 1000L) {
            incident.state = Incident.State.CLOSED;
            incident.endedAt = HopSummary.startOf(incident.lastLow + 1);
            incident.closedHop = world.hop();
        }
    }

    /** At least half of it is back, and half of every network and of every place with enough probes to tell. */
    private static boolean back(IncidentState incident) {
        return incident.alive() >= HALF * incident.before()
                && poolsBack(incident, member -> member.cell.network())
                && poolsBack(incident, member -> member.cell.place());
    }

    private static boolean poolsBack(IncidentState incident, Function<Member, String> pool) {
        var before = new TreeMap<String, Integer>();
        var alive = new TreeMap<String, Integer>();
        for (var member : incident.members.values()) {
            before.merge(pool.apply(member), member.before(), Integer::sum);
            alive.merge(pool.apply(member), member.alive(), Integer::sum);
        }
        return before.entrySet().stream()
                .allMatch(e -> e.getValue() < LEAST_POOL || alive.getOrDefault(e.getKey(), 0) >= HALF * e.getValue());
    }
}
