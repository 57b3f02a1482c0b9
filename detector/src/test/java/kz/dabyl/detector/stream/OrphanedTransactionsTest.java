package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrphanedTransactionsTest {

    private static final List<String> OPEN = List.of("dabyl-detector-aa-1", "dabyl-detector-bb-1", "dabyl-alerts");

    @Test
    void areThoseOfNoMember() {
        assertThat(OrphanedTransactions.orphans("dabyl-detector", OPEN, List.of("aa-1")))
                .containsExactly("dabyl-detector-bb-1");
    }

    @Test
    void areNeverThoseOfAnotherProgram() {
        assertThat(OrphanedTransactions.orphans("dabyl-detector", OPEN, List.of()))
                .doesNotContain("dabyl-alerts");
    }
}
