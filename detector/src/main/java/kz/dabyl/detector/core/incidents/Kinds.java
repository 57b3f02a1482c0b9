package kz.dabyl.detector.core.incidents;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Access;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Thresholds;

/** Which kind of incident its members make, by the table in section 5 of the contract and in docs/detection-method.md. */
public final class Kinds {

    /** A restart is over after this. */
    public static final long RESTART_MILLIS = 150_000;

    private static final int COUNTRY_AREAS = 3;
    private static final int LEAST_AREAS = 2;
    private static final double HALF = 0.5;

    private Kinds() {}

    static IncidentKind of(IncidentState incident, World world, Excuses excuses, Thresholds thresholds) {
        var scene = AccessCount.Scene.of(incident, world);
        var mobile = AccessCount.of(Access.MOBILE, scene, excuses);
        var fixed = AccessCount.of(Access.FIXED, scene, excuses);
        if (mobile.lost() && fixed.lost()) {
            return Country.blackout(incident, world, thresholds).isPresent()
                    ? IncidentKind.BLACKOUT
                    : IncidentKind.OUTAGE;
        }
        if (mobile.silent() >= fixed.silent()) {
            if (mobile.networks() <= 1 || mobile.apart()) {
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
        return fixed.networks() > 1 ? IncidentKind.OUTAGE : IncidentKind.NETWORK_OUTAGE;
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
