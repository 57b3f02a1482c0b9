package kz.dabyl.collector.log;

import java.util.Arrays;
import java.util.function.IntPredicate;
import kz.dabyl.model.WireReports;
import org.jspecify.annotations.Nullable;

/** Some of a request's reports, in their order. Immutable as far as the reports are. */
public final class Selection {

    public static final Selection NONE = new Selection(WireReports.ofOne(), null, 0);

    private final WireReports reports;

    /** Which they are, null for all. */
    private final int @Nullable [] indexes;

    private final int size;

    private Selection(WireReports reports, int @Nullable [] indexes, int size) {
        this.reports = reports;
        this.indexes = indexes;
        this.size = size;
    }

    static Selection all(WireReports reports) {
        return new Selection(reports, null, reports.size());
    }

    /** Those of which {@code wanted} is true; it is asked once for each. */
    static Selection of(WireReports reports, IntPredicate wanted) {
        var count = 0;
        int[] some = null;
        for (var i = 0; i < reports.size(); i++) {
            if (wanted.test(i)) {
                if (some != null) {
                    some[count] = i;
                }
                count++;
            } else if (some == null) {
                // Mostly all are wanted, and nothing has to be kept of which.
                some = new int[reports.size()];
                Arrays.setAll(some, index -> index);
            }
        }
        return new Selection(reports, some, count);
    }

    /** Those of these of which {@code wanted} is true, by their position. */
    Selection those(IntPredicate wanted) {
        var some = new int[size];
        var count = 0;
        for (var position = 0; position < size; position++) {
            if (wanted.test(position)) {
                some[count++] = index(position);
            }
        }
        return count == size ? this : new Selection(reports, some, count);
    }

    public int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    WireReports reports() {
        return reports;
    }

    /** Where in {@link #reports} the one at {@code position} of these stands. */
    int index(int position) {
        return indexes == null ? position : indexes[position];
    }

    long seq(int position) {
        return reports.seq(index(position));
    }

    public long at(int position) {
        return reports.at(index(position));
    }

    public boolean misdated(int position, long received) {
        return reports.misdated(index(position), received);
    }

    /** Of the report at {@code position}; see {@link WireReports#intervalSeconds}. */
    int intervalSeconds(int position) {
        return reports.intervalSeconds(index(position));
    }
}
