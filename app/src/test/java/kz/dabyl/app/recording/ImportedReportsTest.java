package kz.dabyl.app.recording;

import static kz.dabyl.app.recording.Entries.received;
import static kz.dabyl.app.recording.Entries.report;
import static kz.dabyl.app.recording.Entries.tick;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.LogEntry;
import org.junit.jupiter.api.Test;

class ImportedReportsTest {

    private final ImportedReports reports = new ImportedReports("c");
    private final List<LogEntry> recording = new ArrayList<>();

    @Test
    void writesReportsInTheOrderOfTimeAndATickBeforeEachSecond() throws IOException {
        reports.add(report("b", 9, 7_000));
        reports.add(report("a", 1, 5_500));
        reports.add(report("a", 5, 7_000));
        reports.add(report("b", 2, 5_100));

        reports.writeTo(recording::add);

        assertThat(recording)
                .containsExactly(
                        tick("c", 5_000),
                        received("c", 5_100, "b", 2),
                        received("c", 5_500, "a", 1),
                        tick("c", 7_000),
                        received("c", 7_000, "a", 5),
                        received("c", 7_000, "b", 9),
                        tick("c", 8_000));
        RecordingRules.check(recording);
    }

    @Test
    void neverLooksAhead() throws IOException {
        reports.add(report("a", 1, 5_000));
        reports.add(report("a", 2, 9_000));
        reports.writeTo(recording::add);
        var shorter = new ArrayList<LogEntry>();
        var first = new ImportedReports("c");
        first.add(report("a", 1, 5_000));

        first.writeTo(shorter::add);

        assertThat(recording).startsWith(shorter.get(0), shorter.get(1));
    }

    @Test
    void countsAReportOnceThatWasAddedTwice() throws IOException {
        reports.add(report("a", 1, 5_000));
        reports.add(report("b", 1, 5_000));
        reports.add(report("a", 1, 5_000));

        var repeated = reports.writeTo(recording::add);

        assertThat(repeated).isEqualTo(1);
        assertThat(recording).hasSize(4);
    }

    @Test
    void givesReportsThatShareANumberTheNextOnes() throws IOException {
        reports.add(report("a", 1, 5_000));
        reports.add(report("a", 1, 5_100));
        reports.add(report("a", 2, 5_200));
        reports.add(report("a", 9, 5_300));

        reports.writeTo(recording::add);

        assertThat(recording)
                .filteredOn(LogEntry.Received.class::isInstance)
                .extracting(entry -> ((LogEntry.Received) entry).report().seq())
                .containsExactly(1L, 2L, 3L, 9L);
    }

    @Test
    void writesNothingOfNothing() throws IOException {
        reports.writeTo(recording::add);

        assertThat(recording).isEmpty();
    }
}
