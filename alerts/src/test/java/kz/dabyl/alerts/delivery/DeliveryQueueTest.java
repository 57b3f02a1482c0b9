package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryQueueTest {

    private final DeliveryQueue queue = new DeliveryQueue("s");

    @Test
    void isFailingAfterTwoFailuresInARow() {
        queue.tried(false);
        var afterOne = queue.failing();
        queue.tried(false);

        assertThat(afterOne).isFalse();
        assertThat(queue.failing()).isTrue();
    }

    @Test
    void isNotFailingOnceSomethingWasDelivered() {
        queue.tried(false);
        queue.tried(false);
        queue.tried(true);
        var delivered = queue.failing();
        queue.tried(false);

        assertThat(delivered).isFalse();
        assertThat(queue.failing()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, true", "9, true"})
    void isAfterARestartWhatItsMessagesSay(int tries, boolean failing) {
        queue.triedBefore(tries);
        queue.triedBefore(0);

        assertThat(queue.failing()).isEqualTo(failing);
    }
}
