package kz.dabyl.collector;

import static kz.dabyl.collector.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbeMemoryTest {

    private final ProbeMemory memory = new ProbeMemory(2);

    @Test
    void holdsWhatWasAcknowledged() {
        memory.acknowledged(report("a", 7));

        assertThat(memory.holds(report("a", 7))).isTrue();
        assertThat(memory.holds(report("a", 8))).isFalse();
        assertThat(memory.holds(report("b", 7))).isFalse();
    }

    @Test
    void forgetsTheProbeThatWasSilentLongest() {
        memory.acknowledged(report("a", 1));
        memory.acknowledged(report("b", 1));
        memory.holds(report("a", 1));

        memory.acknowledged(report("c", 1));

        assertThat(memory.holds(report("a", 1))).isTrue();
        assertThat(memory.holds(report("b", 1))).isFalse();
        assertThat(memory.holds(report("c", 1))).isTrue();
    }
}
