package kz.dabyl.bench.detection;

import java.util.HashMap;
import java.util.Map;
import kz.dabyl.detector.tuning.Truth;

/**
 * After IODA: the reports of five minutes, each minute, against the median of a sliding day of the same. Under half of it for
 * a minute is critical, over 80 % of it is normal again; values under a median of 20 are not judged, values of an alarm do not
 * enter the history, and an hour of history is needed first.
 */
final class MedianRule implements Rule {

    private static final long EVERY_MILLIS = 60_000;
    private static final int WINDOW = 5;
    private static final int HISTORY = 1_440;
    private static final int MIN_HISTORY = 60;
    private static final int MIN_MEDIAN = 20;
    private static final double CRITICAL = 0.5;
    private static final double NORMAL = 0.8;
    private static final int HOLDS = 2;
    private static final int MAX_VALUE = 10_000;

    private final Map<Truth.Cell, Series> series = new HashMap<>();

    /** The values of one cell, with how often each occurs in the history. */
    private static final class Series {

        private final long[] totals = new long[WINDOW];
        private final short[] history = new short[HISTORY];
        private final int[] occurrences = new int[MAX_VALUE];
        private int minutes;
        private int kept;
        private int low;

        int value(long total) {
            var slot = minutes % WINDOW;
            var value = total - totals[slot];
            totals[slot] = total;
            minutes++;
            return (int) Math.min(value, MAX_VALUE - 1);
        }

        void keep(int value) {
            var slot = kept % HISTORY;
            if (kept >= HISTORY) {
                occurrences[history[slot]]--;
            }
            history[slot] = (short) value;
            occurrences[value]++;
            kept++;
        }

        int median() {
            var left = (Math.min(kept, HISTORY) + 1) / 2;
            var value = 0;
            while (value < MAX_VALUE - 1 && (left -= occurrences[value]) > 0) {
                value++;
            }
            return value;
        }
    }

    @Override
    public String name() {
        return "median of history (IODA-like)";
    }

    @Override
    public void look(long now, KnownProbes known, Alarms alarms) {
        if (now % EVERY_MILLIS != 0) {
            return;
        }
        for (var cell : known.cells()) {
            var own = series.computeIfAbsent(cell.name(), name -> new Series());
            var value = own.value(cell.reports());
            if (own.minutes <= WINDOW) {
                continue;
            }
            var median = own.median();
            if (alarms.fires(cell.name())) {
                if (value >= NORMAL * median) {
                    alarms.resolve(cell.name(), now, now);
                }
                continue;
            }
            var judged = own.kept >= MIN_HISTORY && median >= MIN_MEDIAN;
            own.low = judged && value < CRITICAL * median ? own.low + 1 : 0;
            if (own.low >= HOLDS) {
                own.low = 0;
                alarms.raise(cell.name(), now - WINDOW * EVERY_MILLIS / 2, now);
            } else {
                own.keep(value);
            }
        }
    }
}
