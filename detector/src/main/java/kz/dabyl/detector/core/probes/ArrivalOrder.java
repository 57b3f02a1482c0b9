package kz.dabyl.detector.core.probes;

import java.util.Arrays;
import kz.dabyl.model.LogEntry;

/** The order in which the reports of a hop are taken, the same however the log interleaves them. */
final class ArrivalOrder {

    /** Each may pass so many others on the average: more is no log of collectors whose clocks agree. */
    private static final int MOST_PASSED = 16;

    private ArrivalOrder() {}

    /**
     * Puts them in order; equal ones stay as they are. A log is nearly in order already, so that they are inserted one by one,
     * which is cheaper than a sort until too many have to be passed.
     */
    static void sort(LogEntry.Received[] reports) {
        var patience = (long) MOST_PASSED * reports.length;
        for (var i = 1; i < reports.length && patience >= 0; i++) {
            var report = reports[i];
            var place = i;
            while (place > 0 && compare(reports[place - 1], report) > 0) {
                reports[place] = reports[place - 1];
                place--;
            }
            reports[place] = report;
            patience -= i - place;
        }
        if (patience < 0) {
            Arrays.sort(reports, ArrivalOrder::compare);
        }
    }

    /** Written out, as this comparison is made for every report several times. */
    private static int compare(LogEntry.Received a, LogEntry.Received b) {
        var order = Long.compare(a.received(), b.received());
        order = order == 0 ? compare(a.collector(), b.collector()) : order;
        order = order == 0 ? a.report().probe().compareTo(b.report().probe()) : order;
        return order == 0 ? Long.compare(a.report().seq(), b.report().seq()) : order;
    }

    /** The same name is mostly the same instance, which need not be read. */
    private static int compare(String one, String other) {
        return one.equals(other) ? 0 : one.compareTo(other);
    }
}
