package kz.dabyl.detector.core.world;

import java.util.Collection;
import java.util.Set;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Presence;

/** What probes of unrelated networks share that may fail. */
enum Trait {
    /** Those of one rack fail together: whoever lost most of its probes says nothing against another who did. */
    COLLECTOR {
        @Override
        String of(Presence presence) {
            return presence.collector();
        }

        @Override
        Set<String> failing(Collection<CellView> cells, long hop, long window) {
            return Suspicion.mostlySilent(cells, hop, window);
        }

        @Override
        int replaced(CellView view) {
            return 0;
        }
    },

    /** Each is held against all others, since anybody can make up one that lives. A release leaves one behind that nobody runs. */
    VERSION {
        @Override
        String of(Presence presence) {
            return presence.version();
        }

        @Override
        Set<String> failing(Collection<CellView> cells, long hop, long window) {
            return Set.of();
        }

        @Override
        int replaced(CellView view) {
            return view.restarts().back();
        }
    };

    /** What {@code presence} has of it; an empty name is nobody's. */
    abstract String of(Presence presence);

    /** Those that say nothing against each other. */
    abstract Set<String> failing(Collection<CellView> cells, long hop, long window);

    /** How many of a cell are back with what may be another: they have not failed. */
    abstract int replaced(CellView view);
}
