package kz.dabyl.detector.core.openings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.incidents.Excuse;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.incidents.Kinds;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Access;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Thresholds;

/**
 * Most of a country's cells silent at once, in three areas at least, is more often the restart of a fleet, which is over after
 * a while: nothing opens until then. Phones run one program and lines another, so what takes phones alone is held against
 * phones.
 *
 * <p>Whether an area's phones, or its lines, are silent is told by the reports that were due lately, in as short a time as four
 * of them were. Where it cannot be told yet, since too few were due, but may be so, nothing opens for a moment either; nor where two
 * areas are silent and a third is just falling.
 */
final class FleetRestartVeto {

    /** By then enough reports were due nearly everywhere to tell. */
    private static final long TOLD_MILLIS = 45_000;

    private static final int MANY_AREAS = 3;

    /** Where so many are silent another may be in the middle of its fall, which shows where many reports are due. */
    private static final int SOME_AREAS = 2;

    private static final double QUIET = 0.5;

    /** Halfway between what half of them would send and all: with less an area may be in the middle of a fall. */
    private static final double ALL_LIVE = 0.75;

    private static final double LEAST_EXPECTED = 4;
    private static final double DEVIATIONS = 2;
    private static final double SOME_DEVIATIONS = 1.5;

    /** Of whom less is due nothing is known before the wait is over: who sleeps, or promises each hour, keeps nobody waiting. */
    private static final double LEAST_PER_MINUTE = 0.25;

    private static final long LATELY_HOPS = 3;

    /** What was heard of the last of those that fell may have come before the others fell. */
    private static final double NEARLY_ALL = 0.9;

    private final World world;
    private final Excuses excuses;
    private final Thresholds thresholds;

    FleetRestartVeto(World world, Excuses excuses, Thresholds thresholds) {
        this.world = world;
        this.excuses = excuses;
        this.thresholds = thresholds;
    }

    /** Whether it may still be a restart that silences {@code scope}. */
    Veto explains(Scope scope) {
        var age = world.nowMillis() - HopSummary.startOf(scope.onset() + 1);
        if (age >= 2 * Kinds.RESTART_MILLIS) {
            return Veto.NONE;
        }
        var countries = new TreeSet<String>();
        var accesses = EnumSet.noneOf(Access.class);
        scope.cells().forEach(cell -> {
            countries.add(World.country(cell, thresholds));
            accesses.add(cell.access());
        });
        var seen = new HashMap<Excuse, Long>();
        for (var country : countries) {
            var quiet = new Quiet();
            for (var views : world.watchedAreas(thresholds).values()) {
                quiet.add(byAccess(views, country, accesses), scope.onset());
            }
            if (quiet.wide()) {
                seen.put(new Excuse.Wide(country), world.hop());
                seen.put(new Excuse.Fell(country), fell(quiet.cells, scope.onset()));
            }
            if ((age < TOLD_MILLIS && (quiet.mayBeWide() || quiet.mayGetWide()))
                    || mayLast(country, scope.onset(), seen)) {
                return new Veto(true, seen);
            }
        }
        return new Veto(false, seen);
    }

    /** The onset is that of the first who are missed, which may be an interval before the rest fell. */
    private boolean mayLast(String country, long onset, Map<Excuse, Long> seen) {
        var fell = Math.max(onset, lastSeen(new Excuse.Fell(country), seen));
        return lastSeen(new Excuse.Wide(country), seen) >= onset
                && world.nowMillis() - HopSummary.startOf(fell + 1) < Kinds.RESTART_MILLIS;
    }

    private long lastSeen(Excuse excuse, Map<Excuse, Long> now) {
        return now.getOrDefault(excuse, excuses.lastSeen(excuse));
    }

    /** How many cells are silent, may be, or live, and in how many areas most of them. Not thread-safe. */
    private final class Quiet {

        private final List<CellView> cells = new ArrayList<>();
        private int areas;
        private int perhaps;
        private int falling;
        private int areasPerhaps;
        private int areasFalling;
        private int all;

        void add(Collection<List<CellView>> groups, long onset) {
            var quietHere = 0;
            var perhapsHere = 0;
            var fallingHere = 0;
            var allHere = 0;
            for (var group : groups) {
                var due = Due.of(group, onset, world.hop());
                if (due.perMinute() < LEAST_PER_MINUTE) {
                    continue;
                }
                allHere += group.size();
                if (due.quiet()) {
                    quietHere += group.size();
                    cells.addAll(group);
                } else if (!due.live(QUIET)) {
                    perhapsHere += group.size();
                } else if (!due.live(ALL_LIVE) && due.lacks(SOME_DEVIATIONS)) {
                    fallingHere += group.size();
                }
            }
            var notLive = quietHere + perhapsHere;
            all += allHere;
            perhaps += perhapsHere;
            falling += fallingHere;
            areas += quietHere > 0 && quietHere >= Shares.MOST * (allHere - perhapsHere) ? 1 : 0;
            areasPerhaps += notLive > 0 && notLive >= Shares.MOST * allHere ? 1 : 0;
            areasFalling += notLive + fallingHere > 0 && notLive + fallingHere >= Shares.MOST * allHere ? 1 : 0;
        }

        boolean wide() {
            return areas >= MANY_AREAS && cells.size() >= Shares.MOST * (all - perhaps);
        }

        boolean mayBeWide() {
            return areasPerhaps >= MANY_AREAS && cells.size() + perhaps >= Shares.MOST * all;
        }

        boolean mayGetWide() {
            return areas >= SOME_AREAS
                    && areasFalling >= MANY_AREAS
                    && cells.size() + perhaps + falling >= Shares.MOST * all;
        }
    }

    /** Reports that were due lately from some cells, and how many of them came. */
    private record Due(double perMinute, double expected, int heard) {

        static Due of(List<CellView> cells, long onset, long hop) {
            var perMinute = 0.0;
            for (var view : cells) {
                perMinute += view.perMinute(onset);
            }
            var enough = (long) Math.ceil(LEAST_EXPECTED / Math.max(1, perMinute) * Population.MINUTE_HOPS);
            var hops = Math.max(LATELY_HOPS, Math.min(Math.min(enough, Population.MINUTE_HOPS), hop - onset));
            var expected = 0.0;
            var heard = 0;
            for (var view : cells) {
                expected += view.expectedSince(hop - hops, hop);
                heard += view.heardSince(hop - hops, hop);
            }
            return new Due(perMinute, expected, heard);
        }

        boolean live(double share) {
            return heard > share * expected;
        }

        /** Whether it is unlikely that so few come by chance of so many. */
        boolean quiet() {
            return !live(QUIET) && lacks(DEVIATIONS) && expected > 0;
        }

        /** Whether so many fewer came than were due, in standard deviations. */
        boolean lacks(double deviations) {
            return expected - heard >= deviations * Math.sqrt(expected);
        }
    }

    private Collection<List<CellView>> byAccess(List<CellView> views, String country, Set<Access> accesses) {
        var groups = new EnumMap<Access, List<CellView>>(Access.class);
        for (var view : views) {
            if (accesses.contains(view.cell().access())
                    && World.country(view.cell(), thresholds).equals(country)) {
                groups.computeIfAbsent(view.cell().access(), a -> new ArrayList<>())
                        .add(view);
            }
        }
        return groups.values();
    }

    /** Hop after which hardly any of those was heard who were there at the onset and have fallen silent. */
    private long fell(List<CellView> cells, long onset) {
        var lasts = new ArrayList<Long>();
        for (var view : cells) {
            for (var presence : view.presences()) {
                if (!presence.sources()
                        && !presence.keepsPromises()
                        && presence.weight() > 0
                        && presence.brokenAt(HopSummary.startOf(onset + 1)) <= 1) {
                    for (var i = 0; i < presence.probes(); i++) {
                        lasts.add(Math.min(presence.lastHeard(), world.hop() - LATELY_HOPS));
                    }
                }
            }
        }
        lasts.sort(Long::compare);
        return lasts.isEmpty() ? onset : lasts.get((int) (NEARLY_ALL * (lasts.size() - 1)));
    }
}
