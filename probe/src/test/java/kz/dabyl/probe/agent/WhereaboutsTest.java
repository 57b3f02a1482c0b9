package kz.dabyl.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kz.dabyl.model.Access;
import kz.dabyl.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhereaboutsTest {

    @ParameterizedTest
    @CsvSource({
        "8820e60003fffff, 8820e60003fffff",
        "8A20E60003AFFFF, 8820e60003fffff",
        "8520e603fffffff, 8520e603fffffff",
        "KZ-75, KZ-75",
        "ZZ, ZZ"
    })
    void isNeverFinerThanAReportMayBe(String given, String reported) {
        assertThat(Whereabouts.of(given, "401-01", Access.MOBILE).place()).isEqualTo(reported);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8420e61ffffffff", "43.23,76.94", "kz", "UK", "EU-1", "8820e60003ffffg", ""})
    void refusesWhatIsNoPlaceOrTooCoarse(String given) {
        assertThatThrownBy(() -> Whereabouts.of(given, "401-01", Access.MOBILE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("--place");
    }

    @Test
    void refusesWhatIsNoNetwork() {
        assertThatThrownBy(() -> Whereabouts.of("KZ", "Beeline", Access.MOBILE)).hasMessageStartingWith("--network");
    }
}
