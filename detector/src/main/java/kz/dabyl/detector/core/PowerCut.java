package kz.dabyl.detector.core;

import java.util.HashSet;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;

/**
 * Whether a power cut explains why fixed lines fell silent: what hangs on the mains at the same places fell silent with
 * them although it reports over mobile networks, on which phones with batteries live on. Where masts die too it is an
 * outage, and not for this to explain away.
 */
final class PowerCut {

    private static final double LEAST = 1.5;
    private static final double MOST = 0.6;

    private PowerCut() {}

    static boolean explains(Scope scope, World world) {
        var places = new HashSet<String>();
        for (Cell cell : scope.cells()) {
            if (cell.access() == Access.MOBILE) {
                return false;
            }
            places.add(cell.place());
        }
        var silent = 0.0;
        var mains = 0.0;
        for (var view : world.cells.values()) {
            if (view.cell.access() == Access.MOBILE && places.contains(view.cell.place())) {
                for (var presence : view.presences()) {
                    if (presence.mains() && (presence.lastHeard() > scope.onset() || presence.broken() > 0)) {
                        mains += presence.weight();
                        silent += presence.broken() > 0 ? presence.weight() : 0;
                    }
                }
            }
        }
        return silent >= LEAST && silent >= MOST * mains;
    }
}
