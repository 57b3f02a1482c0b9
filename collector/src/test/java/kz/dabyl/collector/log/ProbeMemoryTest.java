package kz.dabyl.collector.log;

import static kz.dabyl.collector.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import kz.dabyl.model.Partitions;
import kz.dabyl.model.Report;
import kz.dabyl.model.WireReports;
import org.junit.jupiter.api.Test;

class ProbeMemoryTest {

    private final ProbeMemory memory = new ProbeMemory(2, 4);

    @Test
    void holdsWhatWasAcknowledged() {
        acknowledged(report("a", 7));

        assertThat(holds(report("a", 7))).isTrue();
        assertThat(holds(report("a", 8))).isFalse();
        assertThat(holds(report("b", 7))).isFalse();
    }

    @Test
    void forgetsTheProbeThatWasSilentLongest() {
        acknowledged(report("a", 1));
        acknowledged(report("b", 1));
        holds(report("a", 1));

        acknowledged(report("c", 1));

        assertThat(holds(report("a", 1))).isTrue();
        assertThat(holds(report("c", 1))).isTrue();
        assertThat(holds(report("b", 1))).isFalse();
    }

    @Test
    void keepsManyApartWhoeverIsForgottenAmongThem() {
        var many = new ProbeMemory(100, 4);

        for (var i = 0; i < 1_000; i++) {
            many.known(WireReports.of(List.of(report("p-" + i, i))), 0)
                    .acknowledged
                    .add(i);
        }

        assertThat(IntStream.range(900, 1_000))
                .allMatch(i -> many.known(WireReports.of(List.of(report("p-" + i, i))), 0)
                        .acknowledged
                        .contains(i));
    }

    @Test
    void knowsThePartitionOfAProbe() {
        assertThat(known(report("a", 1)).partition).isEqualTo(Partitions.of("a", 4));
    }

    private void acknowledged(Report report) {
        known(report).acknowledged.add(report.seq());
    }

    private boolean holds(Report report) {
        return known(report).acknowledged.contains(report.seq());
    }

    private ProbeMemory.Known known(Report report) {
        return memory.known(WireReports.of(List.of(report)), 0);
    }
}
