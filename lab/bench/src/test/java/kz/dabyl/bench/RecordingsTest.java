package kz.dabyl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.LogEntry;
import org.junit.jupiter.api.Test;

class RecordingsTest {

    /** Entries; those who are new come after three quarters of it. */
    private static final int AN_HOUR = 300_000;

    private static final int A_MINUTE = 12;

    @Test
    void theNationalDeploymentHasAThousandCells() {
        var entries = Recordings.entries(Recordings.NATIONAL, 12_000);

        var cells = entries.stream()
                .filter(LogEntry.Received.class::isInstance)
                .map(entry -> ((LogEntry.Received) entry).report().cell())
                .distinct()
                .count();
        assertThat(cells).isBetween(1_000L, 1_010L);
    }

    @Test
    void theDeploymentWithNewcomersHasSomeInEachHopOfItsLaterPart() {
        var hops = new ArrayList<HopSummary>();
        var fold = new ProbeFold(0, 1);
        Recordings.entries(Recordings.NEWCOMERS, AN_HOUR).forEach(entry -> fold.accept(entry, hops::add));

        var end = hops.size();
        assertThat(hops.subList(end - A_MINUTE, end))
                .allMatch(hop -> hop.cells().stream()
                        .flatMap(cell -> cell.cohorts().stream())
                        .anyMatch(CellSummary.Cohort::newcomers));
    }
}
