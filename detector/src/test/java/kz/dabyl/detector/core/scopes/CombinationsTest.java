package kz.dabyl.detector.core.scopes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CombinationsTest {

    @ParameterizedTest(name = "{2} ways to choose {1} of {0}")
    @CsvSource({"4, 0, 1", "4, 1, 4", "4, 2, 6", "4, 3, 4", "4, 4, 1", "10, 5, 252", "1, 1, 1", "0, 0, 1"})
    void isTheLogarithmOfTheNumberOfWaysToChoose(int n, int k, double ways) {
        assertThat(Combinations.ln(n, k)).isCloseTo(Math.log(ways), within(1e-9));
    }
}
