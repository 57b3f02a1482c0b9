package kz.dabyl.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IngestTableTest {

    private final IngestTable table = new IngestTable();

    /** The machine is twice as fast in the second round, and half as fast in the third: the medians are of different ones. */
    @Test
    void dividesWhatWasMeasuredInOneRound() {
        round(100, 10, 1_000);
        round(220, 30, 2_000);
        round(90, 9, 500);

        assertThat(table.markdown())
                .contains("| 1 | 100 |")
                .contains("| 0.11 | 10.00 | 0.22 |")
                .contains("| empty handler, 1 | 1,000 |")
                .contains("| bare loop, one report a record | 10 | | | 0.50 | 1.50 |");
        assertThat(table.saturation(1)).isEqualTo(100);
        assertThat(table.ceiling(1)).isEqualTo(1_000);
    }

    private void round(double collector, double loop, double empty) {
        table.collector(new Measurement(1, collector, 1, 2, 3, 4, 5, 6, 0));
        table.empty(new Measurement(1, empty, 1, 2, 3, 4, 5, 6, 0));
        table.loop(new Measuring.BareLoop(loop, 1.5, 0.5));
        table.tool(empty / 2);
    }
}
