package kz.dabyl.collector.gateway;

import java.util.List;
import kz.dabyl.model.Report;
import kz.dabyl.runtime.http.Problem;

/**
 * What a body held.
 *
 * @param reports the good ones, each once, those of a probe in the order in which they were measured
 * @param faults what was wrong with the others, as far as it is listed
 * @param rejected how many lines, series or elements were wrong
 */
public record Readings(List<Report> reports, List<Problem.Fault> faults, int rejected) {

    public Readings {
        reports = List.copyOf(reports);
        faults = List.copyOf(faults);
    }

    /** A body that cannot be read at all. */
    public static Readings malformed(String detail) {
        return new Readings(List.of(), List.of(new Problem.Fault(1, "", detail)), 1);
    }
}
