package kz.dabyl.detector.stream;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import kz.dabyl.detector.core.CellStatus;
import kz.dabyl.model.Cell;

/**
 * What was expected and heard of each cell in the last hour, as the second fold has judged it here: begins anew where that
 * does. Of a cell only times count at which it had enough probes to be shown. Some 1.5 kB a cell. Thread-safe.
 */
final class CellHistory {

    static final int STEP_S = 20;

    /** An hour of them. */
    static final int STEPS = 3600 / STEP_S;

    private static final long NEVER = Long.MIN_VALUE;

    private final Map<Cell, Line> lines = new HashMap<>();
    private long newest = NEVER;

    /**
     * Values at equal steps, the oldest first; NaN where nothing may be told or nothing was judged.
     *
     * @param until time of the last value, epoch milliseconds
     */
    @SuppressWarnings("ArrayRecordComponent") // On their way into an answer; nobody compares them.
    record Series(long until, float[] expected, float[] heard) {}

    private static final class Line {

        private final String area;
        private final float[] expected = new float[STEPS];
        private final float[] heard = new float[STEPS];
        private long last = NEVER;

        Line(String area) {
            this.area = area;
            Arrays.fill(expected, Float.NaN);
        }
    }

    /** Takes what was judged of a hop; empty where it is judged elsewhere from now on. */
    synchronized void take(Optional<DetectorViews.Judged> judged) {
        if (judged.isEmpty()) {
            lines.clear();
            newest = NEVER;
            return;
        }
        var step = Math.floorDiv(judged.get().until(), STEP_S * 1000L);
        if (step < newest) {
            lines.clear();
        } else if (step == newest) {
            return;
        } else if (newest != NEVER) {
            forget(step);
        }
        newest = step;
        judged.get().shown().forEach(cell -> note(step, cell));
    }

    /** Makes room for all steps up to {@code step}. */
    private void forget(long step) {
        var passed = (int) Math.min(STEPS, step - newest);
        lines.values().removeIf(line -> step - line.last >= STEPS);
        for (var line : lines.values()) {
            for (var back = 0; back < passed; back++) {
                line.expected[slot(step - back)] = Float.NaN;
            }
        }
    }

    private void note(long step, CellStatus status) {
        var line = lines.computeIfAbsent(status.cell(), cell -> new Line(status.area()));
        line.expected[slot(step)] = (float) status.expected();
        line.heard[slot(step)] = status.heard();
        line.last = step;
    }

    private static int slot(long step) {
        return (int) Math.floorMod(step, (long) STEPS);
    }

    /** The cells of {@code which}, by themselves and their area, all together; empty if nothing is known of any. */
    synchronized Optional<Series> sum(BiPredicate<Cell, String> which) {
        var expected = new float[STEPS];
        var heard = new float[STEPS];
        Arrays.fill(expected, Float.NaN);
        Arrays.fill(heard, Float.NaN);
        var any = false;
        for (var entry : lines.entrySet()) {
            var line = entry.getValue();
            if (which.test(entry.getKey(), line.area)) {
                any = true;
                add(line, expected, heard);
            }
        }
        return any ? Optional.of(new Series(newest * STEP_S * 1000L, expected, heard)) : Optional.empty();
    }

    private void add(Line line, float[] expected, float[] heard) {
        for (var i = 0; i < STEPS; i++) {
            var slot = slot(newest - STEPS + 1 + i);
            if (!Float.isNaN(line.expected[slot])) {
                expected[i] = (Float.isNaN(expected[i]) ? 0 : expected[i]) + line.expected[slot];
                heard[i] = (Float.isNaN(heard[i]) ? 0 : heard[i]) + line.heard[slot];
            }
        }
    }
}
