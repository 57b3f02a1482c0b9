package kz.dabyl.detector.core.world;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kz.dabyl.detector.core.cells.CellGist;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.SourceHealth;
import kz.dabyl.detector.core.cells.Turnout;
import org.jspecify.annotations.Nullable;

/**
 * Shows a world the hops of a store one after the other. Whatever a {@code Lookout} had found out of the cells is taken
 * from there; the rest is added up once somebody asks for the cell, and nobody's probes are looked at before. One for a
 * world. Not thread-safe.
 */
public final class Replay {

    private final World world;

    /** Those that speak, for as long as the same do. */
    private @Nullable Turnout turnout;

    /** The cell of each of them. */
    private final List<CellView> views = new ArrayList<>();

    /** Cells of which every hop counts, whatever is said in it. */
    private final Set<CellView> restless = new LinkedHashSet<>();

    public Replay(World world) {
        this.world = world;
    }

    public void show(StoredHop stored) {
        var hop = stored.hop();
        world.begin(hop, List.of(stored.head()));
        // What nobody has read yet may tell of some.
        world.tell(false, true);
        if (stored.turnout() != turnout) {
            turnout = stored.turnout();
            listenTo(stored);
        }
        if (stored.afresh()) {
            world.cells.values().forEach(view -> view.recall(CellGist.calm(view.cell())));
        }
        for (var gist : stored.changed()) {
            world.known(gist.cell()).ifPresent(view -> view.recall(gist));
        }
        for (var speaker : stored.talkative()) {
            takeIn(views.get(speaker));
            world.tell(stored.cells().get(speaker).anyReturns(), false);
        }
        List.copyOf(restless).forEach(this::takeIn);
        if (hop % SourceHealth.SUSPICION_HOPS == 0) {
            world.health.suspect(stored.collectors(), stored.versions());
        }
        world.learn(stored.lesson());
    }

    /** Others speak from now on, or in another order. Cells of which nobody speaks any more are forgotten. */
    private void listenTo(StoredHop hop) {
        var now = hop.turnout();
        world.cells.values().forEach(CellView::refresh);
        views.clear();
        for (var i = 0; i < hop.cells().size(); i++) {
            var speaker = hop.cells().get(i);
            var view = world.view(speaker.cell());
            view.follow(now, world.health).add(speaker, i);
            views.add(view);
        }
        world.each(view -> view.follows(now));
        restless.clear();
        views.stream().filter(CellView::hasCadence).forEach(restless::add);
    }

    private void takeIn(CellView view) {
        view.takeIn(world.health);
        if (view.hasCadence()) {
            restless.add(view);
        }
    }
}
