package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InFlightTest {

    private final InFlight inFlight = new InFlight("s");

    @Test
    void isFailingAfterTwoFailuresInARow() {
        inFlight.tried(false);
        var afterOne = inFlight.failing();
        inFlight.tried(false);

        assertThat(afterOne).isFalse();
        assertThat(inFlight.failing()).isTrue();
    }

    @Test
    void isNotFailingOnceSomethingWasDelivered() {
        inFlight.tried(false);
        inFlight.tried(false);
        inFlight.tried(true);
        var delivered = inFlight.failing();
        inFlight.tried(false);

        assertThat(delivered).isFalse();
        assertThat(inFlight.failing()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, true", "9, true"})
    void isAfterARestartWhatItsMessagesSay(int tries, boolean failing) {
        inFlight.triedBefore(tries);
        inFlight.triedBefore(0);

        assertThat(inFlight.failing()).isEqualTo(failing);
    }
}
