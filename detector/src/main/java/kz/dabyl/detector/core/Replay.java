package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows a world the hops of a store one after the other. Whatever a {@link Lookout} had found out of the cells is taken
 * from there; the rest is added up, and nobody's probes are looked at before somebody asks for them. One for a world. Not
 * thread-safe.
 */
final class Replay {

    private final World world;

    /** Those that spoke in the last hop, and their cells. */
    private List<? extends LazySummary> speakers = List.of();

    private final List<CellView> views = new ArrayList<>();

    Replay(World world) {
        this.world = world;
    }

    void show(StoredHop hop) {
        var now = hop.hop();
        world.begin(now, List.of(hop.head()));
        find(hop.cells());
        for (var i = 0; i < views.size(); i++) {
            views.get(i).hear(now, speakers.get(i));
        }
        if (hop.afresh()) {
            world.cells.values().forEach(view -> view.recall(CellGist.calm(view.cell)));
        }
        for (var gist : hop.changed()) {
            var view = world.cells.get(gist.cell());
            if (view != null) {
                view.recall(gist);
            }
        }
        world.each(view -> view.recall(now, world.health));
        if (now % World.SUSPICION_HOPS == 0) {
            world.health.suspect(hop.collectors(), hop.versions());
        }
        world.learn(hop.lesson());
    }

    /** As long as the same speak, no cell of theirs is forgotten. */
    private void find(List<? extends LazySummary> now) {
        if (now != speakers) {
            speakers = now;
            views.clear();
            now.forEach(speaker -> views.add(world.view(speaker.cell())));
        }
    }
}
