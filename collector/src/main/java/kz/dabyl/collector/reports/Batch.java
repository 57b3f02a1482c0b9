package kz.dabyl.collector.reports;

import java.util.List;
import kz.dabyl.model.WireReports;
import kz.dabyl.runtime.http.Problem;

/**
 * What a body held.
 *
 * @param reports the good ones, in order, each once
 * @param repeats reports that the body held once more
 * @param faults what was wrong with the others, as far as it is listed
 * @param rejected how many were wrong
 */
record Batch(WireReports reports, int repeats, List<Problem.Fault> faults, int rejected) {

    Batch {
        faults = List.copyOf(faults);
    }

    boolean isEmpty() {
        return reports.isEmpty() && rejected == 0;
    }
}
