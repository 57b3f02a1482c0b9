package kz.dabyl.alerts.cells;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import kz.dabyl.alerts.cells.CellState.Seen;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Times;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The view of {@link Topics#CELLS}. Of a cell only what the detector's present run has said counts: what a former run told
 * and nobody took back may no longer be shown.
 *
 * <p>Thread-safe: written by the thread that follows the log, read by every event loop.
 */
public final class CellBoard implements TopicTail.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(CellBoard.class);

    private record Told(String run, CellState state) {}

    private final BiConsumer<String, String> changed;
    private final Map<String, Told> told = new TreeMap<>();
    private String run = "";
    private OptionalLong until = OptionalLong.empty();
    private long arrived;
    private long version;
    private @Nullable Cells cells;

    /** @param changed is told the name of every cell that has another state than before, and the state as JSON */
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
            LOG.error("the record at offset {} of the cells was not taken", record.offset(), e);
        }
    }

    private void take(String key, byte @Nullable [] value, long time) {
        var json = value == null ? new JsonObject() : new JsonObject(new String(value, UTF_8));
        if (key.equals(Topics.CELLS_MARK)) {
            mark(json, time);
        } else {
            put(key, value == null ? null : new Told(json.getString("run", ""), state(json)));
            json.remove("run");
            if (value != null) {
                changed.accept(key, json.encode());
            }
        }
    }

    private synchronized void mark(JsonObject mark, long time) {
        run = mark.getString("run", "");
        until = Times.parse(mark.getString("until", ""));
        arrived = time;
        forgetSnapshot();
    }

    private synchronized void put(String name, @Nullable Told now) {
        if (now == null) {
            told.remove(name);
        } else {
            told.put(name, now);
        }
        forgetSnapshot();
    }

    private void forgetSnapshot() {
        version++;
        cells = null;
    }

    /** What is known now. */
    public synchronized Cells now() {
        var known = cells;
        if (known == null) {
            var shown = told.values().stream()
                    .filter(cell -> cell.run.equals(run))
                    .map(Told::state)
                    .toList();
            known = new Cells(shown, until, arrived, version);
            cells = known;
        }
        return known;
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
