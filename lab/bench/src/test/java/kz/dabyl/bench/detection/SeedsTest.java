package kz.dabyl.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedsTest {

    @Test
    void takesNumbersAndRanges() {
        assertThat(Seeds.of("101-103, 7,102")).containsExactly(101L, 102L, 103L, 7L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3-1", "a", "1-", "-1", "1,,2", "99999999999"})
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> Seeds.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
