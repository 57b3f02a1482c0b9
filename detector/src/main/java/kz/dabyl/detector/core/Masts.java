package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.dabyl.model.Access;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.IncidentKind;

/**
 * Whether phones that fall where fixed lines have no current ({@link Unlit}) fall with their masts, one after the other as the
 * batteries empty, or are cut off at one stroke.
 *
 * <p>Masts that lived for a without current die within the next a or so, each at its own time: that k of m fall within w is
 * {@code C(m, k) (w / a)^(k - 1)} likely at most. Where that is less than once in a thousand it is a cut.
 */
final class Masts {

    private static final double CUT_NATS = Math.log(1000);

    private static final double MOST = 0.6;

    private static final double LEAST_LIT = 1 / 3.0;

    /** The first masts may be dead before the last lines. */
    private static final long RAGGED_HOPS = ScopeScan.RAMPS_MILLIS[1] / HopSummary.HOP_MILLIS;

    /** When a cell fell is not known better. */
    private static final long SHARPEST_HOPS = 20_000 / HopSummary.HOP_MILLIS;

    /** By then whoever fell with it has been missed. */
    private static final long TOLD_HOPS = 90_000 / HopSummary.HOP_MILLIS;

    private static final long TOGETHER_HOPS = Continuity.TOGETHER_HOPS;

    private final World world;
    private final Map<String, Map<Cell, Long>> unlit = new TreeMap<>();

    Masts(World world) {
        this.world = world;
    }

    /** A cell of phones, and the hop after which it fell silent. */
    private record Fell(Cell cell, long hop) {}

    /** Whether any lines have no current: without, nothing is known of masts. */
    boolean any() {
        return !world.unlit.isEmpty();
    }

    /** Whether an incident is one of masts without current. */
    boolean are(IncidentState incident) {
        return any() && incident.signal.isSilence() && fallOneByOne(falls(incident));
    }

    /** Whether it has been told as one. */
    boolean toldAs(IncidentState incident) {
        return incident.open() && incident.kind == IncidentKind.OUTAGE && are(incident);
    }

    boolean are(Scope scope) {
        return any() && fallOneByOne(falls(scope));
    }

    /** Whether they are left to an open incident of masts, which takes them in once it is known who fell with them. */
    boolean belong(Scope scope, Collection<IncidentState> incidents) {
        return are(scope)
                && incidents.stream().anyMatch(incident -> Continuity.sharesArea(incident, scope) && toldAs(incident));
    }

    /** When a cell of a scope fell: within a scope's ramp each has its own time. */
    long fell(Cell cell, long onset) {
        var view = world.cells.get(cell);
        var own =
                view == null ? Population.BestOnset.NONE.hop() : view.sharpest().hop();
        return Math.abs(own - onset) <= Continuity.SAME_HOPS ? own : onset;
    }

    /** Members of whom is asked whether they are back: masts without current need not be, where others were cut off too. */
    Collection<Member> asked(IncidentState incident) {
        var telling = incident.telling();
        if (!any() || !incident.signal.isSilence()) {
            return telling;
        }
        var lit = telling.stream()
                .filter(member -> !isUnlit(member.cell, member.onset))
                .toList();
        var some = lit.stream().mapToDouble(Member::silent).sum();
        return some >= Return.LEAST_POOL && some >= LEAST_LIT * incident.silent() ? lit : telling;
    }

    /** Whether phones of a cell that fell after {@code onset} join an incident of masts. */
    boolean take(CellView view, long onset) {
        if (!isUnlit(view.cell, onset)) {
            return world.atlas.beside(List.of(view.cell.place()), Access.FIXED).stream()
                    .noneMatch(line -> line.alive() > 0);
        }
        return fellAlone(view, onset);
    }

    /** Whether phones of a cell that fell after {@code onset} may join another incident: masts that die later are none of it. */
    boolean leave(CellView view, long onset, IncidentState incident) {
        return Math.abs(onset - incident.lastOnset()) <= TOGETHER_HOPS || !isUnlit(view.cell, onset);
    }

    private boolean fellAlone(CellView view, long onset) {
        if (world.hop() - onset < TOLD_HOPS) {
            return false;
        }
        return !atOneStroke(withOthers(List.of(new Fell(view.cell, onset))));
    }

    /** Whether all who fell with them have been missed: until then a cut may look like a mast or two. */
    boolean isSettled(IncidentState incident) {
        return falls(incident).stream().allMatch(fell -> world.hop() - fell.hop >= TOLD_HOPS);
    }

    /** The lines without current beside the phones of an incident, and after which hop each had none. */
    Map<Cell, Long> lines(IncidentState incident) {
        var lines = new TreeMap<Cell, Long>();
        for (var fell : falls(incident)) {
            if (isUnlit(fell.cell, fell.hop)) {
                lines.putAll(at(fell.cell.place()));
            }
        }
        return lines;
    }

    private List<Fell> falls(Scope scope) {
        return scope.cells().stream()
                .filter(cell -> cell.access() == Access.MOBILE)
                .map(cell -> new Fell(cell, fell(cell, scope.onset())))
                .toList();
    }

    private List<Fell> falls(IncidentState incident) {
        return incident.telling().stream()
                .filter(member -> member.cell.access() == Access.MOBILE)
                .map(member -> new Fell(member.cell, fell(member.cell, member.onset)))
                .toList();
    }

    private boolean fallOneByOne(List<Fell> own) {
        if (own.isEmpty()) {
            return false;
        }
        var falls = withOthers(own);
        var dark = falls.stream().filter(fell -> isUnlit(fell.cell, fell.hop)).count();
        return dark > 0 && dark >= MOST * falls.size() && !atOneStroke(falls);
    }

    /** With all of their areas that fell within a minute of any of them. */
    private List<Fell> withOthers(List<Fell> falls) {
        var cells = new TreeSet<Cell>();
        var areas = new TreeSet<String>();
        for (var fell : falls) {
            cells.add(fell.cell);
            areas.add(Areas.of(fell.cell.place()));
        }
        var all = new ArrayList<>(falls);
        for (var area : areas) {
            for (var view : world.atlas.areas().getOrDefault(area, List.of())) {
                if (view.cell.access() == Access.MOBILE && view.mayHaveFallen() && !cells.contains(view.cell)) {
                    var hop = view.sharpest().hop();
                    if (falls.stream().anyMatch(fell -> Math.abs(fell.hop - hop) <= TOGETHER_HOPS)) {
                        all.add(new Fell(view.cell, hop));
                    }
                }
            }
        }
        return all;
    }

    private boolean isUnlit(Cell cell, long onset) {
        var since = since(cell.place());
        return since != Long.MAX_VALUE && since <= onset + RAGGED_HOPS;
    }

    /** The last hop in which a line of the place had current, if all of them have none now. */
    private long since(String place) {
        var lines = at(place);
        var lit = lines.isEmpty()
                || world.atlas.at(place).stream()
                        .anyMatch(view -> view.cell.access() == Access.FIXED && view.alive() > 0);
        return lit ? Long.MAX_VALUE : Collections.max(lines.values());
    }

    private Map<Cell, Long> at(String place) {
        return unlit.computeIfAbsent(place, p -> world.unlit.at(p, world.atlas));
    }

    /** Whether most of them fell within so short a time as batteries hardly empty. */
    private boolean atOneStroke(List<Fell> falls) {
        var sorted = falls.stream().sorted(Comparator.comparingLong(Fell::hop)).toList();
        var since = Long.MIN_VALUE;
        for (var fell : falls) {
            var hop = since(fell.cell.place());
            since = hop == Long.MAX_VALUE ? since : Math.max(since, hop);
        }
        var all = falls.size() + others(falls);
        for (var from = 0; from < sorted.size(); from++) {
            for (var to = from + 1; to < sorted.size(); to++) {
                var some = to - from + 1;
                var within = Math.max(SHARPEST_HOPS, sorted.get(to).hop - sorted.get(from).hop);
                var lived = Math.max(within, sorted.get(from).hop - since);
                if (some >= MOST * falls.size()
                        && (some - 1) * Math.log((double) lived / within) - Combinations.ln(all, some) >= CUT_NATS) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Other cells of phones in their areas that have no current. */
    private int others(List<Fell> falls) {
        var cells = new TreeSet<Cell>();
        var areas = new TreeSet<String>();
        for (var fell : falls) {
            cells.add(fell.cell);
            areas.add(Areas.of(fell.cell.place()));
        }
        var others = 0;
        for (var area : areas) {
            for (var view : world.atlas.areas().getOrDefault(area, List.of())) {
                others += view.cell.access() == Access.MOBILE
                                && !cells.contains(view.cell)
                                && since(view.cell.place()) != Long.MAX_VALUE
                        ? 1
                        : 0;
            }
        }
        return others;
    }
}
