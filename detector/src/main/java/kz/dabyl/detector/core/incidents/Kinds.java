package kz.dabyl.detector.core.incidents;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Onset;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.detector.core.scopes.Lines;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Access;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Places;
import kz.dabyl.model.Thresholds;
import org.jspecify.annotations.Nullable;

/** Which kind of incident its members make, by the table in section 5 of the contract and in docs/detection-method.md. */
public final class Kinds {

    /** Where there is but one line it tells by itself once it has broken so many promises: that it fell just then is no chance. */
    private static final double ONE = 0.5;

    private static final int SURELY_BROKEN = 3;

    /** A restart is over after this. */
    public static final long RESTART_MILLIS = 150_000;

    private static final long RESTART_HOPS = RESTART_MILLIS / HopSummary.HOP_MILLIS;

    private static final long SLOW_HOPS = Onset.LONG_RAMP_MILLIS / HopSummary.HOP_MILLIS;

    private static final int COUNTRY_AREAS = 3;
    private static final int LEAST_AREAS = 2;
    private static final double HALF = 0.5;

    private Kinds() {}

    static IncidentKind of(IncidentState incident, World world, Excuses excuses, Thresholds thresholds) {
        var telling = incident.telling();
        // Sorted, so that cells are looked at in their order.
        var places = new TreeSet<String>();
        telling.forEach(member -> places.add(member.cell.place()));
        var mobile = AccessCount.of(Access.MOBILE, incident, telling, places, world, excuses);
        var fixed = AccessCount.of(Access.FIXED, incident, telling, places, world, excuses);
        if (mobile.lost() && fixed.lost()) {
            return Country.blackout(incident, world, thresholds).isPresent()
                    ? IncidentKind.BLACKOUT
                    : IncidentKind.OUTAGE;
        }
        if (mobile.silent >= fixed.silent) {
            if (mobile.networks <= 1 || mobile.apart()) {
                return IncidentKind.NETWORK_OUTAGE;
            }
            if (fixed.lost()) {
                return IncidentKind.OUTAGE;
            }
            var everything = mobile.lost()
                    && Country.blackout(incident, world, thresholds)
                            .filter(country -> !country.fixedKnown)
                            .isPresent();
            return everything ? IncidentKind.BLACKOUT : IncidentKind.SHUTDOWN;
        }
        return fixed.networks > 1 ? IncidentKind.OUTAGE : IncidentKind.NETWORK_OUTAGE;
    }

    /** Whether it takes phones and fixed lines. */
    public static boolean takesBoth(IncidentKind kind) {
        return kind == IncidentKind.OUTAGE || kind == IncidentKind.BLACKOUT;
    }

    /** Whether phones and fixed lines of an incident, which fell silent together, may all be restarting: that is soon over. */
    static boolean mayBeRestart(IncidentState incident, long hop) {
        return takesBoth(incident.kind)
                && incident.open()
                && incident.late.areFew()
                && (hop - incident.onset) * HopSummary.HOP_MILLIS < RESTART_MILLIS;
    }

    /** Whether what fell in several areas may be the release of some program, whose first probes would be back by its end. */
    static boolean mayBeRelease(IncidentState incident, long hop) {
        return incident.areas.size() >= LEAST_AREAS
                && incident.late.areFew()
                && (hop - incident.onset) * HopSummary.HOP_MILLIS < RESTART_MILLIS;
    }

    /**
     * One access in the places of an incident, whether its cells are members or not.
     *
     * @param silent weight of the probes that fell silent
     * @param alive weight of those heard since; of lines, so long since that they were not cut with the others
     * @param present weight of those that were there when it began
     * @param networks how many of them are members
     * @param together how many of them are members in one area, at most
     * @param unsure of lines, whether some of the silent may have but lost a report
     */
    private record AccessCount(
            Access access, double silent, double alive, double present, int networks, int together, boolean unsure) {

        static AccessCount of(
                Access access,
                IncidentState incident,
                List<Member> telling,
                SortedSet<String> places,
                World world,
                Excuses excuses) {
            var networks = new HashSet<String>();
            var silent = 0.0;
            var alive = 0.0;
            var present = 0.0;
            var unsure = false;
            for (var member : telling) {
                if (member.cell.access() == access) {
                    networks.add(member.cell.network());
                    silent += member.silentWeight();
                }
            }
            var slow = access == Access.FIXED && isSlow(incident);
            var late = 0.0;
            for (var view : cells(access, places, world)) {
                var member = incident.members.get(view.cell());
                var since = Math.max(incident.startedHop, member == null ? 0 : member.onset);
                var restarted = access == Access.FIXED ? restarted(view, since, world.hop()) : 0;
                var toll = view.toll(since, since + lastWords(access));
                silent += member == null ? toll.silent() + restarted : 0;
                late += slow ? lateLines(view, since, member) : 0;
                alive += Math.max(0, toll.alive() - restarted);
                present += toll.present();
                unsure |= access == Access.FIXED && anyUnsure(view, since);
            }
            silent += late;
            if (access == Access.FIXED && silent == 0) {
                silent = Shares.MORE_THAN_ONE * excuses.linesWithoutMains(places, world);
            }
            return new AccessCount(
                    access,
                    silent,
                    alive,
                    present,
                    networks.size(),
                    networksOfAnArea(access, telling, incident.areas.size() > 1),
                    unsure);
        }

        /**
         * How many networks are lost in the area that has most. One in each of two cities are two outages, and no area lost
         * two. A place that is named roughly may lie in any.
         */
        private static int networksOfAnArea(Access access, List<Member> telling, boolean severalAreas) {
            var anywhere = new HashSet<String>();
            var byArea = new HashMap<String, Set<String>>();
            for (var member : telling) {
                if (member.cell.access() == access) {
                    var place = member.cell.place();
                    (severalAreas && Places.isHex(place)
                                    ? byArea.computeIfAbsent(Areas.of(place), area -> new HashSet<>())
                                    : anywhere)
                            .add(member.cell.network());
                }
            }
            var most = anywhere.size();
            for (var networks : byArea.values()) {
                networks.addAll(anywhere);
                most = Math.max(most, networks.size());
            }
            return most;
        }

        /** Lines that are back at once restarted, and when a restart is over it says nothing of phones that are not back. */
        private static int restarted(CellView view, long since, long hop) {
            return view.restartedAfter(since, hop - since < RESTART_HOPS ? 0 : RESTART_HOPS);
        }

        /** What takes several cities may take its time in each. */
        private static boolean isSlow(IncidentState incident) {
            return incident.rampMillis > Onset.SHORT_RAMP_MILLIS || incident.areas.size() > LEAST_AREAS;
        }

        /** Of what falls slowly lines go one by one too, and some before the phones by which it was dated. */
        private static double lateLines(CellView view, long since, @Nullable Member member) {
            var known = member == null ? view.silentSince(since) : member.silentWeight();
            return Math.max(0, view.fallen(since - SLOW_HOPS) - known);
        }

        private static boolean anyUnsure(CellView view, long since) {
            for (var presence : view.presences()) {
                if (presence.broken() > 0 && presence.broken() < SURELY_BROKEN && presence.lastHeard() <= since) {
                    return true;
                }
            }
            return false;
        }

        /** Lines may name the place more roughly than phones do, or more finely. */
        private static Collection<CellView> cells(Access access, SortedSet<String> places, World world) {
            if (access == Access.FIXED) {
                return world.index().beside(places, access);
            }
            var cells = new ArrayList<CellView>();
            for (var place : places) {
                for (var view : world.index().at(place)) {
                    if (view.cell().access() == access) {
                        cells.add(view);
                    }
                }
            }
            return cells;
        }

        /** Lines that were heard so soon after it began may be silent since. */
        private static long lastWords(Access access) {
            return access == Access.FIXED ? Lines.LAST_WORDS_HOPS : 0;
        }

        /** A cell that fell silent by chance beside the others does not make its whole side lost. */
        boolean lost() {
            return (silent >= Shares.MORE_THAN_ONE || onlyLine())
                    && silent >= Shares.MOST * (silent + alive)
                    && silent >= Lines.SOME * present;
        }

        /** Whether the areas lost one network each, another in each of them, while others there live. */
        boolean apart() {
            return together <= 1 && !lost();
        }

        private boolean onlyLine() {
            return access == Access.FIXED && silent >= ONE && present - silent < ONE && alive == 0 && !unsure;
        }
    }

    /**
     * The country of an incident that took most of it.
     *
     * @param known areas of which anything is known
     * @param affected those of the incident
     * @param fixedKnown whether any of its fixed lines were observed
     * @param reached whether witnesses abroad still reach us: one at least was heard since
     */
    private record Country(int known, int affected, boolean fixedKnown, boolean reached) {

        /** The country, if it is blacked out. Nearly always its cells need but be counted to see that it is not. */
        static Optional<Country> blackout(IncidentState incident, World world, Thresholds thresholds) {
            var country = World.country(incident.members.keySet().iterator().next(), thresholds);
            // Cells that have been silent for long are no longer in the world, but they are members.
            var affected = incident.telling().stream()
                    .map(member -> member.cell)
                    .filter(cell -> World.country(cell, thresholds).equals(country))
                    .collect(Collectors.toSet());
            var areas = new TreeSet<String>();
            affected.forEach(cell -> areas.add(Areas.of(cell.place())));
            var present = affected.stream()
                    .filter(cell -> world.known(cell).isPresent())
                    .count();
            var others = world.index().countries(thresholds).getOrDefault(country, 0) - present;
            return areas.size() >= LEAST_AREAS && affected.size() >= Shares.MOST * (affected.size() + others)
                    ? Optional.of(of(country, affected, areas, incident.startedHop, world, thresholds))
                            .filter(Country::isBlackedOut)
                    : Optional.empty();
        }

        private static Country of(
                String country,
                Set<Cell> affected,
                SortedSet<String> areas,
                long started,
                World world,
                Thresholds thresholds) {
            var known = new TreeSet<>(areas);
            var fixed = affected.stream().anyMatch(cell -> cell.access() == Access.FIXED);
            var witnesses = 0.0;
            var live = 0.0;
            var heard = false;
            for (var view : world.cells().values()) {
                if (!World.country(view.cell(), thresholds).equals(country)) {
                    witnesses += view.present(world.hop());
                    live += view.aliveWeight();
                    heard |= view.aliveSince(started) > 0;
                } else if (!affected.contains(view.cell())) {
                    known.add(view.area());
                    fixed |= view.cell().access() == Access.FIXED;
                }
            }
            return new Country(known.size(), areas.size(), fixed, heard && live >= HALF * witnesses);
        }

        /** Most of its cells in three areas, or in all of two, while witnesses abroad still reach us. */
        private boolean isBlackedOut() {
            return affected >= Math.max(LEAST_AREAS, Math.min(COUNTRY_AREAS, known)) && reached;
        }
    }
}
