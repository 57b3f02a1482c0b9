package kz.dabyl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import kz.dabyl.model.LogEntry;
import org.junit.jupiter.api.Test;

class RecordingsTest {

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
}
