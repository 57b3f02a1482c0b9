package kz.dabyl.detector.core.incidents;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Onset;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.detector.core.scopes.Lines;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Access;
import kz.dabyl.model.Areas;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Places;
import org.jspecify.annotations.Nullable;

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
record AccessCount(
        Access access, double silent, double alive, double present, int networks, int together, boolean unsure) {

    /** Where there is but one line it tells by itself once it has broken so many promises: that it fell just then is no chance. */
    private static final double ONE = 0.5;

    private static final int SURELY_BROKEN = 3;

    private static final long RESTART_HOPS = Kinds.RESTART_MILLIS / HopSummary.HOP_MILLIS;

    private static final long SLOW_HOPS = Onset.LONG_RAMP_MILLIS / HopSummary.HOP_MILLIS;

    private static final int LEAST_AREAS = 2;

    /**
     * An incident where it is.
     *
     * @param places of its members, sorted, so that cells are looked at in their order
     */
    record Scene(IncidentState incident, List<Member> telling, SortedSet<String> places, World world) {

        static Scene of(IncidentState incident, World world) {
            var telling = incident.telling();
            var places = new TreeSet<String>();
            telling.forEach(member -> places.add(member.cell.place()));
            return new Scene(incident, telling, places, world);
        }

        List<Member> telling(Access access) {
            return telling.stream()
                    .filter(member -> member.cell.access() == access)
                    .toList();
        }

        /** Lines may name the place more roughly than phones do, or more finely. */
        Collection<CellView> cells(Access access) {
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

        /** What takes several cities may take its time in each. */
        boolean isSlow() {
            return incident.rampMillis > Onset.SHORT_RAMP_MILLIS || incident.areas.size() > LEAST_AREAS;
        }
    }

    /** What of one access fell silent in the places of an incident, and what did not, cell by cell. */
    private static final class Tally {

        private final Scene scene;
        private final boolean lines;
        private double silent;
        private double late;
        private double alive;
        private double present;
        private boolean unsure;

        Tally(Access access, Scene scene) {
            this.scene = scene;
            this.lines = access == Access.FIXED;
        }

        void add(Member member) {
            silent += member.silentWeight();
        }

        /** Members among the cells were counted as such. */
        void add(CellView view) {
            var member = scene.incident.members.get(view.cell());
            var since = Math.max(scene.incident.startedHop, member == null ? 0 : member.onset);
            var restarted = lines ? restarted(view, since) : 0;
            var toll = view.toll(since, since + lastWords());
            silent += member == null ? toll.silent() + restarted : 0;
            late += lines && scene.isSlow() ? lateLines(view, since, member) : 0;
            alive += Math.max(0, toll.alive() - restarted);
            present += toll.present();
            unsure |= lines && anyUnsure(view, since);
        }

        double silent() {
            return silent + late;
        }

        /** Lines that are back at once restarted, and when a restart is over it says nothing of phones that are not back. */
        private int restarted(CellView view, long since) {
            return view.restartedAfter(since, scene.world.hop() - since < RESTART_HOPS ? 0 : RESTART_HOPS);
        }

        /** Lines that were heard so soon after it began may be silent since. */
        private long lastWords() {
            return lines ? Lines.LAST_WORDS_HOPS : 0;
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
    }

    static AccessCount of(Access access, Scene scene, Excuses excuses) {
        var telling = scene.telling(access);
        var tally = new Tally(access, scene);
        telling.forEach(tally::add);
        scene.cells(access).forEach(tally::add);
        var silent = tally.silent();
        if (access == Access.FIXED && silent == 0) {
            silent = Shares.MORE_THAN_ONE * excuses.linesWithoutMains(scene.places, scene.world);
        }
        var networks =
                telling.stream().map(member -> member.cell.network()).distinct().count();
        var together = networksOfAnArea(telling, scene.incident.areas.size() > 1);
        return new AccessCount(access, silent, tally.alive, tally.present, (int) networks, together, tally.unsure);
    }

    /**
     * How many networks are lost in the area that has most. One in each of two cities are two outages, and no area lost
     * two. A place that is named roughly may lie in any.
     */
    private static int networksOfAnArea(List<Member> telling, boolean severalAreas) {
        var anywhere = new HashSet<String>();
        var byArea = new HashMap<String, Set<String>>();
        for (var member : telling) {
            var place = member.cell.place();
            (severalAreas && Places.isHex(place)
                            ? byArea.computeIfAbsent(Areas.of(place), area -> new HashSet<>())
                            : anywhere)
                    .add(member.cell.network());
        }
        var most = anywhere.size();
        for (var networks : byArea.values()) {
            networks.addAll(anywhere);
            most = Math.max(most, networks.size());
        }
        return most;
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
