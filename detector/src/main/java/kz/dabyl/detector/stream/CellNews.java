package kz.dabyl.detector.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells of cells whose state, or roughly how many probes they have, is not what it was a hop ago. Only of those that may be
 * shown. Called by one thread at a time: the one that runs the second fold.
 */
final class CellNews implements Consumer<Optional<DetectorViews.Judged>> {

    private final BiConsumer<String, String> told;
    private Map<String, String> before = Map.of();

    /** @param told takes the name of a cell, and its state as {@code /v1/cells} shows it */
    CellNews(BiConsumer<String, String> told) {
        this.told = told;
    }

    @Override
    public synchronized void accept(Optional<DetectorViews.Judged> judged) {
        var now = new HashMap<String, String>();
        for (var cell : judged.map(DetectorViews.Judged::shown).orElse(List.of())) {
            var minProbes = judged.map(DetectorViews.Judged::minProbes).orElse(1);
            var json = CellsRoute.json(cell, minProbes);
            var name = json.getString("place") + "/" + json.getString("network") + "/" + json.getString("access");
            var state = json.getString("state") + " " + json.getString("probes_band");
            now.put(name, state);
            if (!state.equals(before.get(name))) {
                told.accept(name, json.encode());
            }
        }
        before = now;
    }
}
