package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.cells.Presence;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.openings.OpeningBar;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.rules.Memory;
import kz.dabyl.detector.core.scopes.ScopeScan;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;

/**
 * Plays cuts that begin with the next hop, to say how soon they would be told.
 *
 * <p>The probes that keep their promises now are shown as they would stand so many hops later, those that are cut as silent
 * ever since they were last heard, the others as heard on time, and the rule that opens incidents is asked about them: the
 * same {@link ScopeScan}, {@link OpeningBar}, and all that these ask. Whoever is silent already is left out. Nothing gets lost
 * or falls asleep in a rehearsal but what the evidence reckons with, and causes that speak against an incident (a collector,
 * a restart, a power cut) play no part.
 *
 * <p>The longer a cut lasts the more speaks for it, so the first hop is found by doubling and halving. Changes nothing in
 * the world. Not thread-safe.
 */
final class Rehearsal {

    private static final int HOP_SECONDS = (int) (HopSummary.HOP_MILLIS / 1000);

    /** Sources that never promise may need hours; after so many their rate is that of another time of day. */
    private static final long LONGEST_SOURCES_HOPS = 6 * 3_600_000 / HopSummary.HOP_MILLIS;

    private final World world;
    private final OpeningBar bar;
    private final double nats;

    Rehearsal(World world, Thresholds thresholds, List<Rally> rallies, Collection<IncidentState> incidents) {
        this.world = world;
        this.bar = new OpeningBar(world, thresholds, rallies, incidents);
        this.nats = bar.nats();
    }

    /** What is cut of a cell. */
    private enum Cut {
        NOTHING,
        HALF,
        ALL
    }

    /** Seconds after which a cut of half of {@code cell} is told; {@code place} are the cells of its place. */
    OptionalInt half(CellView cell, List<CellView> place) {
        return new Play(place, view -> view == cell ? Cut.HALF : Cut.NOTHING).seconds(cell.cell());
    }

    /** Seconds after which a cut of nobody but {@code cell} is told. */
    OptionalInt network(CellView cell, List<CellView> place) {
        return new Play(place, view -> view == cell ? Cut.ALL : Cut.NOTHING).seconds(cell.cell());
    }

    /** Seconds after which a cut of one access in all of {@code cells}, a place or an area, is told, by cell of that access. */
    Map<Cell, OptionalInt> everywhere(Access access, List<CellView> cells) {
        var play = new Play(cells, view -> view.cell().access() == access ? Cut.ALL : Cut.NOTHING);
        var seconds = new HashMap<Cell, OptionalInt>();
        for (var view : cells) {
            if (view.cell().access() == access) {
                seconds.put(view.cell(), play.seconds(view.cell()));
            }
        }
        return seconds;
    }

    private interface Script {

        Cut of(CellView view);
    }

    /** One cut, watched from all of its cells. */
    private final class Play {

        private final List<Actor> actors = new ArrayList<>();
        private final Map<Long, Set<Cell>> told = new HashMap<>();
        private long longest;

        Play(List<CellView> views, Script script) {
            for (var view : views) {
                var actor = Actor.of(view, script.of(view));
                actors.add(actor);
                for (var presence : actor.cut) {
                    longest = Math.max(longest, remembered(presence));
                }
            }
        }

        OptionalInt seconds(Cell cell) {
            var not = 0L;
            var at = Math.min(1, longest);
            while (!tells(cell, at)) {
                if (at == longest) {
                    return OptionalInt.empty();
                }
                not = at;
                at = Math.min(2 * at, longest);
            }
            while (at - not > 1) {
                var middle = (not + at) / 2;
                if (tells(cell, middle)) {
                    at = middle;
                } else {
                    not = middle;
                }
            }
            return OptionalInt.of((int) at * HOP_SECONDS);
        }

        private boolean tells(Cell cell, long hops) {
            return told.computeIfAbsent(hops, this::told).contains(cell);
        }

        /** Cells that the incident names which opens if the cut has lasted so many hops. */
        private Set<Cell> told(long hops) {
            var later =
                    actors.stream().map(actor -> actor.after(hops, world.hop())).toList();
            if (later.stream().noneMatch(Population::anyBroken)) {
                return Set.of();
            }
            var scan = new ScopeScan(later, HopSummary.startOf(world.hop() + hops + 1), Family.SILENCE, view -> true);
            return scan.whole()
                    .filter(found -> bar.suffices(found, nats))
                    .<Set<Cell>>map(found -> Set.copyOf(found.cells()))
                    .orElse(Set.of());
        }
    }

    /** Hops for which what has fallen silent still means something. */
    private static long remembered(Presence presence) {
        return presence.sources() ? LONGEST_SOURCES_HOPS : Memory.longestHops(presence.intervalSeconds());
    }

    /**
     * The living probes of a cell.
     *
     * @param cut those that are cut
     * @param spared the others
     */
    private record Actor(CellView view, List<Presence> cut, List<Presence> spared) {

        static Actor of(CellView view, Cut cut) {
            var alive =
                    view.presences().stream().filter(Presence::keepsPromises).toList();
            return switch (cut) {
                case NOTHING -> new Actor(view, List.of(), alive);
                case ALL -> new Actor(view, alive, List.of());
                case HALF -> half(view, alive);
            };
        }

        /** Every second one, so that of those that look alike half are cut; nobody halves what never promised. */
        private static Actor half(CellView view, List<Presence> alive) {
            var cut = new ArrayList<Presence>();
            var spared = new ArrayList<Presence>();
            var odd = 0;
            for (var presence : alive) {
                var count = presence.sources() ? 0 : (presence.probes() + odd) / 2;
                odd = presence.sources() ? odd : (presence.probes() + odd) % 2;
                some(presence, count).ifPresent(cut::add);
                some(presence, presence.probes() - count).ifPresent(spared::add);
            }
            return new Actor(view, cut, spared);
        }

        private static Optional<Presence> some(Presence presence, int count) {
            return count == 0 ? Optional.empty() : Optional.of(presence.some(count));
        }

        Population after(long hops, long hop) {
            var later = new ArrayList<Presence>(cut.size() + spared.size());
            for (var presence : cut) {
                if (hop + hops - presence.lastHeard() <= remembered(presence)) {
                    later.add(presence.silentFor(hops, hop));
                }
            }
            for (var presence : spared) {
                later.add(presence.heardFor(hops, hop));
            }
            var population = new Population(view.cell(), view.area());
            population.expects(view.natural());
            population.show(later);
            return population;
        }
    }
}
