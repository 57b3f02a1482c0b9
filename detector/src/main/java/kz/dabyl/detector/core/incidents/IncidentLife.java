package kz.dabyl.detector.core.incidents;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.scopes.HopView;
import kz.dabyl.detector.core.scopes.Landscape;
import kz.dabyl.detector.core.scopes.StartEstimate;
import kz.dabyl.detector.core.troubles.Troubles;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Thresholds;

/**
 * How an incident lives: it spreads, is confirmed, comes back, closes, and is revised by reports that were kept while
 * offline. One step a hop.
 */
public final class IncidentLife {

    private static final double HALF = 0.5;
    static final double LOW = 0.2;

    /** What speaks in spite of a cut is found anew within half an hour: those who did not fall, and what leaks. */
    private static final double FLOOR_RISE = HopSummary.HOP_MILLIS / 1_800_000.0;

    private static final long DATED_HOPS = 480_000 / HopSummary.HOP_MILLIS;

    /** Reasons of retractions: a certificate is new for all, or a crowd is in the way of all targets. */
    private static final String EVERYWHERE = "same everywhere";

    private static final String ALL_ALIKE = "all alike";

    /** What sort of trouble it is changes slowly. */
    private static final int LOOK_HOPS = 3;

    private static final int LONGEST_DOUBT_HOPS = (int) (60_000 / HopSummary.HOP_MILLIS);

    private final HopView hop;
    private final World world;
    private final Excuses excuses;
    private final Thresholds thresholds;
    private final Collection<IncidentState> all;

    /** @param all incidents that there are, live */
    public IncidentLife(HopView hop, Excuses excuses, Thresholds thresholds, Collection<IncidentState> all) {
        this.hop = hop;
        this.world = hop.world();
        this.excuses = excuses;
        this.thresholds = thresholds;
        this.all = all;
    }

    /** Moves {@code incident} one hop on. */
    public void step(IncidentState incident) {
        var silence = incident.signal.isSilence();
        if (incident.open()) {
            var landscape = hop.landscape(incident.signal, thresholds);
            new Spread(landscape, incident, silence ? silentElsewhere(incident) : Set.of()).run();
            var leak = incident.leak.excess();
            incident.members.values().forEach(m -> m.update(landscape.cells().get(m.cell), world.hop(), leak));
            if (silence) {
                countReturns(incident);
            } else {
                var seen = incident.members.keySet().stream().anyMatch(landscape.cells()::containsKey);
                incident.unseen = seen ? 0 : incident.unseen + 1;
            }
            if (isLow(incident)) {
                incident.lastLowHop = world.hop();
                date(incident, landscape);
                name(incident);
            }
        }
        if (incident.state != Incident.State.RETRACTED) {
            if (silence) {
                countLate(incident);
            }
            judge(incident);
        }
    }

    /** What other incidents say is silent: nothing falls twice. */
    private Set<Cell> silentElsewhere(IncidentState incident) {
        var cells = new HashSet<Cell>();
        for (var other : all) {
            if (other != incident && other.open() && other.signal.isSilence()) {
                other.telling().forEach(member -> cells.add(member.cell));
            }
        }
        return cells;
    }

    private void name(IncidentState incident) {
        if (incident.signal.isSilence()) {
            var kind = Kinds.of(incident, world, excuses, thresholds);
            if (kind == IncidentKind.OUTAGE && isKnownBlackout(incident)) {
                return;
            }
            // Of all that restarts, fixed lines are often back first.
            if (incident.told.isNothing() || Kinds.takesBoth(kind) || !Kinds.mayBeRestart(incident, world.hop())) {
                incident.kind = kind;
            }
            return;
        }
        if (!incident.told.isNothing() && world.hop() % LOOK_HOPS != 0) {
            return;
        }
        var verdict = new Troubles(hop, thresholds).judgeAgain(incident.signal, incident.members.keySet());
        verdict.ifPresentOrElse(now -> name(incident, now), () -> {
            incident.doubted += mostAreSilent(incident) ? 0 : LOOK_HOPS;
            incident.otherwise = 0;
        });
    }

    /** Whether most who tried its targets are heard no more: then nothing is known of these, and nothing speaks against it. */
    private boolean mostAreSilent(IncidentState incident) {
        var known = 0;
        var alive = 0;
        for (var member : incident.members.values()) {
            var view = world.cells().get(member.cell);
            known += view == null ? 0 : view.known();
            alive += view == null ? 0 : view.watching();
        }
        return alive == 0 || alive < HALF * known;
    }

    /** When it ends, it ends for some before the others: that alone makes nothing else of it. */
    private static void name(IncidentState incident, Troubles.Verdict now) {
        incident.doubted = 0;
        var same = incident.told.isNothing() || now.kind() == incident.kind;
        incident.otherwise = same ? 0 : incident.otherwise + LOOK_HOPS;
        if (!same && incident.otherwise <= LONGEST_DOUBT_HOPS) {
            incident.controlled = false;
            return;
        }
        incident.otherwise = 0;
        incident.kind = now.kind();
        incident.controlled = now.controlled();
        incident.method = incident.method == null ? now.method().orElse(null) : incident.method;
    }

    /** Those who come back elsewhere are no part of it, and nobody remembers by then that they were silent too. */
    private static boolean isKnownBlackout(IncidentState incident) {
        return incident.kind == IncidentKind.BLACKOUT && incident.certainty == Incident.Certainty.CONFIRMED;
    }

    /** While it is young and has not been back, its start is estimated anew from all of its cells. */
    private void date(IncidentState incident, Landscape landscape) {
        var held = HopSummary.startOf(incident.heldSinceHop + 1) == incident.openedMillis;
        if (held && world.hop() - incident.onset <= DATED_HOPS) {
            var populations = new ArrayList<Population>();
            for (var cell : incident.members.keySet()) {
                Optional.ofNullable(landscape.cells().get(cell)).ifPresent(populations::add);
            }
            incident.startedHop = StartEstimate.of(
                    populations, incident.onset, HopSummary.hopOf(incident.openedMillis) - 1, incident.dating);
        } else {
            incident.dating.clear();
        }
    }

    /** Whether nearly all of it is still silent, but for what speaks in spite of it. */
    private static boolean isLow(IncidentState incident) {
        var alive = incident.aliveWeight();
        var speaks = incident.beforeWeight() + (incident.leak.share() - 1) * incident.silentWeight();
        var rise = incident.floor < speaks ? FLOOR_RISE * incident.beforeWeight() : 0;
        incident.floor = Math.min(alive, incident.floor + rise);
        return alive <= incident.floor + LOW * (incident.beforeWeight() - incident.floor);
    }

    private void countReturns(IncidentState incident) {
        incident.late.evidence.forget(world.hop());
        if (!world.anyReturns()) {
            return;
        }
        for (var member : incident.members.values()) {
            var view = world.cells().get(member.cell);
            if (view == null || !view.anyReturns()) {
                continue;
            }
            for (var summary : view.latest()) {
                for (var back : summary.returns()) {
                    incident.late.evidence.returned(world.hop(), back.probes());
                    if (Math.abs(back.lastHeard() - member.onset) * HopSummary.HOP_MILLIS <= incident.rampMillis * 2) {
                        incident.rebooted += back.rebooted();
                    }
                }
            }
        }
    }

    private void countLate(IncidentState incident) {
        if (!world.anyLate()) {
            return;
        }
        for (var member : incident.members.values()) {
            for (var summary : summariesOf(member)) {
                summary.late().forEach(late -> count(incident, member, late));
            }
        }
    }

    private void count(IncidentState incident, Member member, CellSummary.Late late) {
        var near = incident.late.evidence.take(late, incident.open() ? world.hop() : incident.closedHop);
        var until = incident.endedMillis == IncidentState.NEVER
                ? world.nowMillis()
                : Math.max(incident.endedMillis, incident.ended());
        var during = late.measured() > member.onset && HopSummary.startOf(late.measured()) < until;
        if (during) {
            incident.late.cut += late.cut();
            incident.late.reached += late.reached();
            incident.late.untold += late.reports() - late.cut() - late.reached();
        }
        if (near || during) {
            incident.late.hop = world.hop();
        }
    }

    private Collection<CellSummary> summariesOf(Member member) {
        var view = world.cells().get(member.cell);
        return view == null ? List.of() : view.latest();
    }

    private void judge(IncidentState incident) {
        if (incident.rebooted > 0
                && (world.hop() - incident.onset <= Confirmation.RESTART_HOPS || incident.fixedOnly())
                && incident.rebooted >= HALF * incident.silentWeight()
                && !incident.late.showLife(incident.silentWeight())) {
            incident.retract(IncidentState.RESTART, world.hop());
            return;
        }
        if (incident.targetsAnswered()) {
            incident.kind = IncidentKind.COLLECTOR_UNREACHABLE;
            incident.certainty = Incident.Certainty.CONFIRMED;
        }
        if (incident.doubted > LONGEST_DOUBT_HOPS) {
            incident.retract(incident.signal.family() == Family.SLOW ? ALL_ALIKE : EVERYWHERE, world.hop());
            return;
        }
        if (incident.late.targetsFailed(incident.silentWeight())) {
            incident.certainty = Incident.Certainty.CONFIRMED;
        }
        if (incident.open()) {
            new Confirmation(hop, thresholds).step(incident);
            new Closing(world, thresholds).step(incident);
        }
    }
}
