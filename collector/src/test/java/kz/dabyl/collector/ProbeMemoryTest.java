package kz.dabyl.collector;

import static kz.dabyl.collector.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;

class ProbeMemoryTest {

    private final ProbeMemory memory = new ProbeMemory(2);

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

    private void acknowledged(Report report) {
        memory.known(report.probe()).acknowledged.add(report.seq());
    }

    private boolean holds(Report report) {
        return memory.known(report.probe()).acknowledged.contains(report.seq());
    }
}
