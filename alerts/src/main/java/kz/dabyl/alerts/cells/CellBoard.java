package kz.dabyl.alerts.cells;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import kz.dabyl.alerts.cells.CellState.Seen;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Places;
import kz.dabyl.model.Times;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The view of {@link Topics#CELLS}, as of its newest mark, so that what one hop has changed is seen together. Of a cell only
 * what the detector's present run has said counts: what a former run told and nobody took back may no longer be shown.
 *
 * <p>Written by the thread that follows the log; {@link #now} may be called by any.
 */
public final class CellBoard implements TopicTail.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(CellBoard.class);

    private record Told(String run, CellState state) {}

    private final BiConsumer<String, String> changed;
    private final Map<String, Told> told = new TreeMap<>();
    private final Set<String> named = new HashSet<>();
    private volatile Cells cells = Cells.NONE;

    /**
     * @param changed is told the name of every cell that has another state than before, and the state as JSON. Of one that is
     *     shown no longer only that it is unknown
     */
    public CellBoard(BiConsumer<String, String> changed) {
        this.changed = changed;
    }

    @Override
    public void onRecord(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
        var key = record.key();
        if (key == null) {
            return;
        }
        try {
            take(key, record.value(), record.timestamp());
        } catch (RuntimeException e) {
            // One bad record must not end the view.
            LOG.error(
                    "record {} of {} cannot be read, its cell is shown as before", record.offset(), record.topic(), e);
        }
    }

    private void take(String key, byte @Nullable [] value, long time) {
        if (value == null) {
            forget(key);
            return;
        }
        var json = new JsonObject(new String(value, UTF_8));
        if (key.equals(Topics.CELLS_MARK)) {
            mark(json, time);
        } else {
            var state = state(json);
            told.put(key, new Told(json.getString("run", ""), state));
            name(state.cell().place());
            json.remove("run");
            changed.accept(key, json.encode());
        }
    }

    private void mark(JsonObject mark, long time) {
        var run = mark.getString("run", "");
        var former = told.entrySet().stream()
                .filter(cell -> !cell.getValue().run.equals(run))
                .map(Map.Entry::getKey)
                .toList();
        former.forEach(this::forget);
        var shown = told.values().stream().map(Told::state).toList();
        // Mostly nothing is new to it, and a set of many names is not copied for nothing.
        var names = cells.named().size() == named.size() ? cells.named() : named;
        cells = new Cells(shown, Times.parse(mark.getString("until", "")), time, cells.version() + 1, names);
    }

    private void name(String place) {
        if (Places.isHex(place) && named.add(place)) {
            for (var resolution = Places.resolution(place) - 1; resolution >= Places.COARSEST; resolution--) {
                named.add(Places.parent(place, resolution));
            }
        }
    }

    private void forget(String name) {
        var last = told.remove(name);
        if (last != null) {
            var cell = last.state.cell();
            var gone = new JsonObject()
                    .put("place", cell.place())
                    .put("network", cell.network())
                    .put("access", cell.access().word())
                    .put("state", "unknown");
            changed.accept(name, gone.encode());
        }
    }

    /** What was known at the newest mark. */
    public Cells now() {
        return cells;
    }

    private static CellState state(JsonObject json) {
        var cell = new Cell(text(json, "place"), text(json, "network"), access(json));
        var seen = switch (text(json, "state")) {
            case "ok" -> Seen.OK;
            case "affected" -> Seen.AFFECTED;
            default -> Seen.UNKNOWN;
        };
        return new CellState(cell, seen, text(json, "probes_band"));
    }

    private static Access access(JsonObject json) {
        return Access.ofWord(text(json, "access")).orElseThrow(() -> new IllegalArgumentException("no such access"));
    }

    private static String text(JsonObject json, String field) {
        return Objects.requireNonNull(json.getString(field), field);
    }
}
