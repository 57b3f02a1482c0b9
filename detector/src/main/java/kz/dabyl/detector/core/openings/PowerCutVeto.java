package kz.dabyl.detector.core.openings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Onset;
import kz.dabyl.detector.core.cells.Presence;
import kz.dabyl.detector.core.incidents.Excuse;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.rules.Memory;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.detector.core.scopes.Lines;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.scopes.StartEstimate;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Access;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;

/**
 * Whether a power cut explains why some fell silent while phones with batteries live on at the same places.
 *
 * <p>Of fixed lines it does if what hangs on the mains there fell silent with them although it reports over mobile networks;
 * or if it does not look as if they had fallen at one stroke, as they do by a network's fault: no current comes to one street
 * after the other; or if all lines of several networks fell, however sharply, for their faults are their own. Of cells of
 * mobile networks it does if what hangs on the mains fell silent in them and what does not lives. Where masts die too it is
 * an outage, and not for this to explain away.
 */
final class PowerCutVeto {

    /** Power fails far more often than a network for all of its lines: it has to be seen to be a cliff. */
    private static final double CLIFF_NATS = 3;

    /** Fewer beside those that fell may be invented, or at home elsewhere, and are not believed that they live. */
    private static final double ENOUGH = 0.2;

    /** What a phone that lives says against a cut, of which one in twenty leaks, and one that fell against none: one in ten does. */
    private static final double LIVES = Math.log(0.9 / 0.05);

    private static final double FELL = Math.log(0.95 / 0.1);

    /** By then whoever promises a report each half minute has told whether it lives. */
    private static final long TOLD_HOPS = 60_000 / HopSummary.HOP_MILLIS;

    /** So many promises may those have broken before the onset that fell one after the other about it. */
    private static final int MOST_BEFORE = 10;

    /** Later those that fell first, within the longest ramp before the others, are forgotten, and what is left looks like a stroke. */
    private static final long ALL_REMEMBERED_HOPS =
            Memory.REMEMBERED_HOPS - Onset.LONG_RAMP_MILLIS / HopSummary.HOP_MILLIS;

    private PowerCutVeto() {}

    static Veto explains(Scope scope, World world, Excuses excuses) {
        if (scope.cells().stream().anyMatch(cell -> cell.access() == Access.MOBILE)) {
            return explainsMobile(scope, world);
        }
        var phones = new Phones(scope.onset());
        for (var view : world.index().beside(scope.places(), Access.MOBILE)) {
            view.presences().forEach(phones::add);
        }
        if (phones.lostTheMains() || (phones.liveOn() && tookAllNetworks(scope, world, phones))) {
            return recognised(scope, world);
        }
        if (!phones.live()) {
            return Veto.of(known(scope, excuses));
        }
        if (phones.mayYetLiveOn(world.hop()) && tookAllNetworks(scope, world, phones)) {
            return Veto.HOLDS;
        }
        if (world.hop() - scope.onset() > ALL_REMEMBERED_HOPS) {
            return Veto.HOLDS;
        }
        var nats = StartEstimate.raggedness(lines(scope, world), scope.onset(), world.hop());
        return nats >= 0 ? recognised(scope, world) : Veto.of(nats > -CLIFF_NATS || known(scope, excuses));
    }

    /** It is one: its fixed lines have no current. */
    private static Veto recognised(Scope scope, World world) {
        var seen = new HashMap<Excuse, Long>();
        for (var cell : scope.cells()) {
            if (cell.access() == Access.FIXED) {
                seen.put(new Excuse.WithoutMains(cell), world.hop());
            }
        }
        return new Veto(true, seen);
    }

    /**
     * Whether those that fell in its places and mobile networks hang on the mains, while what does not lives. Who says that it
     * lives may be invented: where these are too few, the others have to have fallen one street after the other.
     */
    private static Veto explainsMobile(Scope scope, World world) {
        var networks = scope.cells().stream().map(Cell::network).collect(Collectors.toSet());
        var phones = new Phones(scope.onset());
        var views = new ArrayList<CellView>();
        for (var place : scope.places()) {
            for (var view : world.index().at(place)) {
                if (view.cell().access() == Access.MOBILE
                        && networks.contains(view.cell().network())) {
                    views.add(view);
                    view.presences().forEach(phones::add);
                }
            }
        }
        if (!phones.mostlyOnTheMains()) {
            return Veto.NONE;
        }
        if (phones.batteriesMayYetLive(world.hop())) {
            return Veto.HOLDS;
        }
        var isOne = phones.batteriesLive()
                && (phones.batteriesAreEnough() || StartEstimate.raggedness(views, scope.onset(), world.hop()) >= 0);
        return isOne ? recognised(scope, world) : Veto.NONE;
    }

    /** Whether several networks fell in one city, none of their places has lines that live, and nothing there has current. */
    private static boolean tookAllNetworks(Scope scope, World world, Phones phones) {
        var networks = new TreeSet<String>();
        var areas = new TreeSet<String>();
        for (var cell : scope.cells()) {
            networks.add(cell.network());
            areas.add(Areas.of(cell.place()));
        }
        if (networks.size() < 2 || areas.size() > 1 || phones.keptTheMains()) {
            return false;
        }
        var others = new Phones(scope.onset());
        for (var view : world.index().beside(scope.places(), Access.FIXED)) {
            if (!networks.contains(view.cell().network())) {
                view.presences().forEach(others::add);
            }
        }
        return !others.live();
    }

    /** Whether most of it fell in a power cut that has been recognised: those that fell first are forgotten meanwhile. */
    private static boolean known(Scope scope, Excuses excuses) {
        var known = scope.cells().stream()
                .filter(cell -> excuses.lastSeen(new Excuse.WithoutMains(cell)) >= scope.onset())
                .count();
        return 2 * known > scope.cells().size();
    }

    /** The fixed cells of the scope, and those of its areas of which most fell silent too. */
    private static List<CellView> lines(Scope scope, World world) {
        var cells = Set.copyOf(scope.cells());
        var areas = scope.cells().stream().map(cell -> Areas.of(cell.place())).collect(Collectors.toSet());
        var lines = new ArrayList<CellView>();
        for (var view : world.cells().values()) {
            if (view.cell().access() == Access.FIXED && areas.contains(view.area())) {
                var silent = view.known() - view.alive();
                if (cells.contains(view.cell()) || silent >= Shares.MOST * view.known()) {
                    lines.add(view);
                }
            }
        }
        return lines;
    }

    /** Probes beside those that fell silent, as they stand since. Not thread-safe. */
    private static final class Phones {

        private final long onset;
        private double heard;
        private double silent;
        private double mainsHeard;
        private final Weights all = new Weights();
        private final Weights mains = new Weights();
        private final Weights batteries = new Weights();

        Phones(long onset) {
            this.onset = onset;
        }

        void add(Presence presence) {
            all.add(presence, onset);
            (presence.mains() ? mains : batteries).add(presence, onset);
            if (presence.broken() > 0) {
                silent += presence.weight();
            } else if (presence.heard() > onset) {
                heard += presence.weight();
                mainsHeard += presence.mains() ? presence.weight() : 0;
            }
        }

        /** Whether most of those of whom it is known live: not at once, for the last reports of those who were cut count too. */
        boolean live() {
            return heard >= Shares.MORE_THAN_ONE && heard >= Shares.MOST * (heard + silent);
        }

        /** Whether most of them were heard so long after it that they were not cut with the others. */
        boolean liveOn() {
            return all.live >= Shares.MORE_THAN_ONE && all.live >= Shares.MOST * all.sum();
        }

        boolean mayYetLiveOn(long hop) {
            return hop - onset < TOLD_HOPS
                    && all.live + all.undecided >= Shares.MORE_THAN_ONE
                    && all.live + all.undecided >= Shares.MOST * all.sum();
        }

        boolean lostTheMains() {
            return mains.silent >= Shares.MORE_THAN_ONE && mains.silent >= Shares.MOST * (mains.silent + mainsHeard);
        }

        boolean keptTheMains() {
            return mains.live >= Shares.MORE_THAN_ONE && mains.live >= Shares.MOST * mains.sum();
        }

        boolean batteriesLive() {
            return batteries.live >= Shares.MORE_THAN_ONE && batteries.live * LIVES > batteries.silent * FELL;
        }

        boolean batteriesAreEnough() {
            return batteries.live >= ENOUGH * mains.silent;
        }

        /** Whether most of those that fell hang on the mains. */
        boolean mostlyOnTheMains() {
            return mains.silent >= Shares.MORE_THAN_ONE && mains.silent >= Shares.MOST * all.silent;
        }

        /** Whether the others have not told yet. */
        boolean batteriesMayYetLive(long hop) {
            return hop - onset < TOLD_HOPS
                    && batteries.sum() >= Math.max(Shares.MORE_THAN_ONE, ENOUGH * mains.silent)
                    && (batteries.live + batteries.undecided) * LIVES > batteries.silent * FELL;
        }
    }

    /** Weights of some probes since an onset. Not thread-safe. */
    private static final class Weights {

        private double live;
        private double silent;
        private double undecided;

        void add(Presence presence, long onset) {
            if (presence.broken() > 0) {
                // Whoever sleeps was missed before. Where the current fails raggedly others were too, but not for long.
                var before = presence.brokenAt(HopSummary.startOf(onset + 1));
                silent += before <= (presence.mains() ? MOST_BEFORE : 1) ? presence.weight() : 0;
            } else if (presence.heard() > onset + Lines.LAST_WORDS_HOPS) {
                live += presence.newcomers() ? 0 : presence.weight();
            } else {
                undecided += presence.weight();
            }
        }

        double sum() {
            return live + silent + undecided;
        }
    }
}
