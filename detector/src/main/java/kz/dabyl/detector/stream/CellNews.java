package kz.dabyl.detector.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import kz.dabyl.detector.core.CellStatus;
import kz.dabyl.model.Times;
import kz.dabyl.model.Topics;

/**
 * Keeps {@link Topics#CELLS} such that its newest records are what {@code /v1/cells} shows: tells of cells whose state, or
 * roughly how many probes they have, is not what it was a hop ago, takes those back that may no longer be shown, and marks
 * how far cells were judged, so that readers know old states from present ones.
 *
 * <p>What a former task has told, perhaps elsewhere, is not known here. So every record names the {@code run} it belongs to,
 * the first hop that this task judged, and a cell of which the run of the newest mark says nothing is not shown.
 *
 * <p>Not thread-safe.
 */
final class CellNews {

    /** A detector that is at work and has nothing to tell says so this often. */
    static final long MARK_MILLIS = 15_000;

    private static final long NEVER = Long.MIN_VALUE;

    private Map<String, String> before = Map.of();
    private long run = NEVER;
    private long marked = NEVER;

    void tell(DetectorViews.Judged judged, StoredFold.Output output) {
        if (run == NEVER) {
            run = judged.until();
        }
        var now = new HashMap<String, String>();
        var changed = false;
        for (var cell : judged.shown()) {
            var state = CellsRoute.state(cell, judged.minProbes()) + " "
                    + CellsRoute.band(cell.known(), judged.minProbes());
            var name = cell.cell().toString();
            now.put(name, state);
            if (!state.equals(before.get(name))) {
                output.show(name, json(cell, judged.minProbes()));
                changed = true;
            }
        }
        for (var name : before.keySet()) {
            if (!now.containsKey(name)) {
                output.show(name, null);
                changed = true;
            }
        }
        before = now;
        if (changed || marked == NEVER || judged.until() - marked >= MARK_MILLIS) {
            output.show(Topics.CELLS_MARK, mark(judged.until()));
            marked = judged.until();
        }
    }

    private byte[] json(CellStatus cell, int minProbes) {
        return bytes(CellsRoute.json(cell, minProbes));
    }

    private byte[] mark(long until) {
        return bytes(new JsonObject().put("until", Times.format(until)));
    }

    private byte[] bytes(JsonObject json) {
        return json.put("run", Times.format(run)).encode().getBytes(UTF_8);
    }
}
