package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NamedTransactionsTest {

    @Test
    void keepTheNumberOfTheThread() {
        assertThat(NamedTransactions.threadOf("dabyl-detector-7a3cbb31-0d0c-4f0e-9d50-6f6b1b3ae2b7-12"))
                .isEqualTo("12");
    }

    @Test
    void refuseAnIdOfAnotherForm() {
        assertThatThrownBy(() -> NamedTransactions.threadOf("dabyl-detector-x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dabyl-detector-x");
    }
}
