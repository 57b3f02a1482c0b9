package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboxTest {

    private final Outbox outbox = new Outbox("s");

    @Test
    void isFailingAfterTwoFailuresInARow() {
        outbox.tried(false);
        var afterOne = outbox.failing();
        outbox.tried(false);

        assertThat(afterOne).isFalse();
        assertThat(outbox.failing()).isTrue();
    }

    @Test
    void isNotFailingOnceSomethingWasDelivered() {
        outbox.tried(false);
        outbox.tried(false);
        outbox.tried(true);
        var delivered = outbox.failing();
        outbox.tried(false);

        assertThat(delivered).isFalse();
        assertThat(outbox.failing()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, true", "9, true"})
    void isAfterARestartWhatItsMessagesSay(int tries, boolean failing) {
        outbox.triedBefore(tries);
        outbox.triedBefore(0);

        assertThat(outbox.failing()).isEqualTo(failing);
    }
}
