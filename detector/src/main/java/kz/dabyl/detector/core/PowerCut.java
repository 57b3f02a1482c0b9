package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kz.dabyl.model.Access;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;

/**
 * Whether a power cut explains why fixed lines fell silent while phones with batteries live on at the same places: what
 * hangs on the mains there fell silent with them although it reports over mobile networks; or it does not look as if the
 * lines had fallen at one stroke, as they do by a network's fault: no current comes to one street after the other. Where
 * masts die too it is an outage, and not for this to explain away.
 */
final class PowerCut {

    private static final double LEAST = 1.5;
    private static final double MOST = 0.6;

    /** Power fails far more often than a network for all of its lines: it has to be seen to be a cliff. */
    private static final double CLIFF_NATS = 3;

    private static final String MAINS = "mains ";
    private static final int WORDS = 3;

    private PowerCut() {}

    static boolean explains(Scope scope, World world) {
        if (scope.cells().stream().anyMatch(cell -> cell.access() == Access.MOBILE)) {
            return false;
        }
        var nats = nats(scope, world);
        if (nats >= 0) {
            scope.cells().forEach(cell -> remember(cell, world));
        }
        return nats > -CLIFF_NATS || known(scope, world);
    }

    /** Whether most of it fell in a power cut that has been recognised: those that fell first are forgotten meanwhile. */
    private static boolean known(Scope scope, World world) {
        var known = scope.cells().stream()
                .filter(cell -> world.excuses.getOrDefault(key(cell), Long.MIN_VALUE) >= scope.onset())
                .count();
        return 2 * known > scope.cells().size();
    }

    /** The fixed lines of {@code cell} have no current. */
    static void remember(Cell cell, World world) {
        world.excuses.put(key(cell), world.hop());
    }

    /**
     * Cells of fixed lines in {@code places} that fell silent in a power cut that has been recognised, and of which nobody is
     * back: where masts die long after them it is still one outage.
     */
    static int without(Set<String> places, World world) {
        var cells = 0;
        for (var excuse : world.excuses.keySet()) {
            var words = excuse.split(" ", WORDS);
            if (excuse.startsWith(MAINS) && words.length == WORDS && places.contains(words[1])) {
                var view = world.cells.get(new Cell(words[1], words[2], Access.FIXED));
                cells += view == null || view.alive() == 0 ? 1 : 0;
            }
        }
        return cells;
    }

    private static String key(Cell cell) {
        return MAINS + cell.place() + " " + cell.network();
    }

    /** The same excuse under another name, if it is one that names a cell. */
    static String renamed(String excuse, Veil veil) {
        var words = excuse.split(" ", WORDS);
        return excuse.startsWith(MAINS) && words.length == WORDS
                ? key(veil.over(new Cell(words[1], words[2], Access.FIXED)))
                : excuse;
    }

    /** How much better a power cut explains it than a fault of the network does. */
    private static double nats(Scope scope, World world) {
        var places = Set.copyOf(scope.places());
        var phones = new Phones();
        for (var view : world.cells.values()) {
            if (view.cell.access() == Access.MOBILE && places.contains(view.cell.place())) {
                view.presences().forEach(presence -> phones.add(presence, scope.onset()));
            }
        }
        if (phones.lostTheMains()) {
            return Double.POSITIVE_INFINITY;
        }
        return phones.live()
                ? StartEstimate.raggedness(lines(scope, world), scope.onset(), world.hop())
                : Double.NEGATIVE_INFINITY;
    }

    /** The fixed cells of the scope, and those of its areas of which most fell silent too. */
    private static List<CellView> lines(Scope scope, World world) {
        var cells = Set.copyOf(scope.cells());
        var areas = scope.cells().stream().map(cell -> Areas.of(cell.place())).collect(Collectors.toSet());
        var lines = new ArrayList<CellView>();
        for (var view : world.cells.values()) {
            if (view.cell.access() == Access.FIXED && areas.contains(view.area)) {
                var silent = view.known() - view.alive();
                if (cells.contains(view.cell) || silent >= MOST * view.known()) {
                    lines.add(view);
                }
            }
        }
        return lines;
    }

    /** What reports over mobile networks at the same places. Not thread-safe. */
    private static final class Phones {

        private double live;
        private double silent;
        private double mains;
        private double silentMains;

        void add(Presence presence, long onset) {
            var fell = presence.broken() > 0;
            if (presence.lastHeard() <= onset && !fell) {
                return;
            }
            live += fell ? 0 : presence.weight();
            silent += fell ? presence.weight() : 0;
            if (presence.mains()) {
                mains += presence.weight();
                silentMains += fell ? presence.weight() : 0;
            }
        }

        boolean lostTheMains() {
            return silentMains >= LEAST && silentMains >= MOST * mains;
        }

        boolean live() {
            return live >= LEAST && live >= MOST * (live + silent);
        }
    }
}
